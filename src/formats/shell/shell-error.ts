/** A script that is not read, with the reason and the way out. Its place is unknown here. */
export class ShellError extends Error {}

/** The result of code that reads scripts, or a result for one that cannot be read. */
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
