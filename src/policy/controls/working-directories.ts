import { sequence } from '../../formats/language/sequence';

/** Paths of open directories of a process, in normal form. These directories can belong to the node. */
export const ESCAPING_DIRECTORY = sequence([
  /^\/(?:proc\/(?:self|thread-self|\d+)\/(?:task\/\d+\/)?(?:fd|cwd|root)|dev\/(?:fd|std(?:in|out|err)))/,
  /(?:\/|$)/,
]);
