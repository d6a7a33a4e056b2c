/** The size of an upload in bytes: protects the memory of a school's small computer. */
export const fileBytes = 10 * 1024 * 1024;

/** Rows of one table: protects the event loop. */
export const tableRows = 20_000;

/** Columns of one table: protects memory, because short rows are filled up to the longest. */
export const tableColumns = 256;

/** The last row number that Excel itself knows: protects memory from a sheet that names a row far away. */
export const sheetRowNumber = 1_048_576;

/** Characters of one cell: protects against one text that is referred to from every cell. */
export const cellCharacters = 2_000;

/** Files in a zip: protects against archives of endless tiny files. A workbook has some twenty, OneRoster twenty. */
export const zipFiles = 50;

/** Bytes of a zip when unpacked, all files together: protects against archives that swell a thousandfold. */
export const unpackedBytes = 50 * 1024 * 1024;

/** Errors reported at once: protects the reader; a file with more has one cause, which the first ones show. */
export const errorsReported = 100;

/** Rows searched for the headings: districts put a title, the school's name and a date above them. */
export const headingSearchRows = 20;

/** Letters of a name: protects screens and papers. */
export const nameCharacters = 60;
