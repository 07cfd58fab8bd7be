const PATIENCE = 60_000;
const PAUSE = 100;

export const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

type Found<T> = T | undefined | false;

/**
 * Looks again and again, until something is found.
 *
 * @param what is waited for
 */
export async function waitFor<T>(what: string | (() => string), look: () => Found<T> | Promise<Found<T>>): Promise<T> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > until) {
      throw new Error(`After ${PATIENCE / 1000} seconds there is still no ${typeof what === 'string' ? what : what()}`);
    }
    await pause(PAUSE);
  }
}
