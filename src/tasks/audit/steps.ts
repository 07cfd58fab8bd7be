/** What work comes to that is done step by step, and that nobody interrupts. */
export function resultOf<T>(steps: Iterator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
  }
}
