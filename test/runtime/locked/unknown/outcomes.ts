/*
 * What happens to the programs of programs.ts in hardened workloads with the lock file alone. The test fails if one of them fares
 * differently, better or worse. README.md and docs/explanation/proof.md have the share.
 */

/** With the lock file alone, a program starts, answers, writes, and still has that after it was killed; or it has an `error`. */
export interface Outcome {
  /** What it ends with, or refuses. */
  readonly error: string;
  /** What `doctor --lock` prints for that in TypeScript, line by line. Nothing if it finds no cause. */
  readonly printed: readonly string[];
  /** What it ends with if these lines are pasted; absent if it works then. */
  readonly remains?: string;
}

export const FAILURES: { readonly [program: string]: Outcome } = {
  'gems-ruby': {
    error: 'Read-only file system @ dir_s_mkdir - /usr/src/app/data (Errno::EROFS)',
    printed: ['writablePaths: [WritablePath.fromEmptyDir(\'/usr/src/app/data\')],'],
  },
  'status-node': {
    error: 'EROFS: read-only file system, open \'/opt/server/data/status.json\'',
    printed: ['writablePaths: [WritablePath.fromImage(\'/opt/server/data\')],'],
  },
};

/** Without a lock file: the programs that do not work with all that `doctor --lock` prints, and what they end with. */
export const UNDIAGNOSED: { readonly [program: string]: string } = {
  // What is printed leaves a choice of where the database is.
  'fossil': 'unable to open database file',
  // It starts, and its answer says that it cannot write. No line in its log does.
  'files-go': 'open /srv/note.txt: permission denied',
  // It works until it is killed: /data is writable, but it is not kept.
  'xandikos': 'after a restart',
};
