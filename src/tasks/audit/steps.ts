/** Runs all steps of a generator without a pause, and returns its result. */
export function resultOf<T>(steps: Iterator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
  }
}

/** Runs all steps of a generator, and waits for promises that steps yield. A failed promise ends the work with its error. */
export async function awaitedResultOf<T>(steps: Generator<Promise<void> | void, T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
    if (value) {
      await value.catch((error: unknown) => steps.throw(error));
    }
  }
}
