/**
 * Looks again and again, until something is found.
 *
 * @throws after so many seconds, with the complaint
 */
export function waitFor<T>(timeoutSeconds: number, look: () => T | undefined, complaint: () => string): T {
  const until = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const found = look();
    if (found !== undefined) {
      return found;
    }
    if (Date.now() > until) {
      throw new Error(`After ${timeoutSeconds} seconds ${complaint()}`);
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
}
