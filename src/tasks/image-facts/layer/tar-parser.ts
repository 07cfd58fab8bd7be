/** The parser of tar archives. All code imports it from here, so that the published package contains one copy. */
export { Parser } from 'tar/parse';
