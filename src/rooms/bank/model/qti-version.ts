/** What packages are written as; 2.0 is read as well. */
export const qtiVersions = ['3.0', '2.2', '2.1'] as const;
export type QtiVersion = (typeof qtiVersions)[number];
