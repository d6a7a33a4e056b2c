/** Under names that begin so teachers' screens hear that something happened at a bench. */
export const newsPrefix = 'labs:benches:';
/** All benches of a school: there are few at a time. */
export const news = `${newsPrefix}all`;
