/** The parser of tar archives: the one copy of it in the published package, whoever needs it. */
export { Parser } from 'tar/parse';
