/** Directories that are what a process has open, which can be those of the node: as a normal path. */
export const ESCAPING_DIRECTORY = /^\/(?:proc\/(?:self|thread-self|\d+)\/(?:task\/\d+\/)?(?:fd|cwd|root)|dev\/(?:fd|std(?:in|out|err)))(?:\/|$)/;
