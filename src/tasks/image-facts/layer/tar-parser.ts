/** The parser of tar archives. Other files import it from here, so that the published package contains one copy. */
export { Parser } from 'tar/parse';
