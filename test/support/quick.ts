const TRIES = 3;

/**
 * Does the work, and throws if it took longer than that many seconds of the processor's time in every try. One try alone may be slow: the
 * processor's time contains the compiler of the engine and the collection of garbage, and is longer beside other programs.
 */
export async function expectQuick(seconds: number, work: () => unknown, what = 'it'): Promise<void> {
  const times: number[] = [];
  while (times.length < TRIES) {
    const start = process.cpuUsage();
    await work();
    const took = process.cpuUsage(start).user / 1e6;
    if (took <= seconds) {
      return;
    }
    times.push(took);
  }
  throw new Error(`${what} took ${times.map((time) => time.toFixed(2)).join(', ')} seconds, and may take ${seconds}`);
}
