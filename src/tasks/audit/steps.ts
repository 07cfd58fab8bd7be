/** What work comes to that is done step by step, and that nobody interrupts. */
export function resultOf<T>(steps: Iterator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
  }
}

/** The same for work that waits for something after some of its steps. If that fails, the work ends with the error. */
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
