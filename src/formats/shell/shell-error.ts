/** A script that cannot be read. The message has the reason and the fix, but not the place of the script. */
export class ShellError extends Error {}

/** Runs code that reads scripts. If a script cannot be read, the result is that of `otherwise`. */
export function orUnread<T>(work: () => T, otherwise: (error: ShellError) => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ShellError) {
      return otherwise(error);
    }
    throw error;
  }
}
