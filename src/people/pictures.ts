/** The drawn pictures beside pupils' names, so that who cannot read yet finds their own. They are no secret. */
export const namePictures = [
  'bear', 'bee', 'butterfly', 'camel', 'cat', 'chick', 'cow', 'dog', 'eagle', 'fish', 'fox', 'frog',
  'goat', 'hare', 'hedgehog', 'horse', 'lamb', 'mouse', 'owl', 'saiga', 'snail', 'squirrel', 'swan', 'turtle',
] as const;

export type NamePicture = (typeof namePictures)[number];
