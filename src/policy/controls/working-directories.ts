/** Paths of open directories of a process, in normal form. These directories can belong to the node. */
export const ESCAPING_DIRECTORY = /^\/(?:proc\/(?:self|thread-self|\d+)\/(?:task\/\d+\/)?(?:fd|cwd|root)|dev\/(?:fd|std(?:in|out|err)))(?:\/|$)/;
