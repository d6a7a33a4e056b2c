/** The drawn pictures beside pupils' names, so that who cannot read yet finds their own. They are no secret. */
export const namePictures = [
  'bear',
  'bee',
  'butterfly',
  'camel',
  'cat',
  'chick',
  'cow',
  'dog',
  'eagle',
  'fish',
  'fox',
  'frog',
  'goat',
  'hare',
  'hedgehog',
  'horse',
  'lamb',
  'mouse',
  'owl',
  'saiga',
  'snail',
  'squirrel',
  'swan',
  'turtle',
] as const;

export type NamePicture = (typeof namePictures)[number];

/** The twelve pictures of which a small child's secret has three, each once, in order. */
export const secretPictures = [
  'apple',
  'ball',
  'bird',
  'boat',
  'camel',
  'cat',
  'flower',
  'horse',
  'moon',
  'sun',
  'tree',
  'yurt',
] as const;
