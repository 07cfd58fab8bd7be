/** A test as `test` or `it` of jest declares it. */
interface Declare {
  (name: string, work: jest.ProvidesCallback, timeout?: number): void;
  readonly each: jest.Each;
}

/** Declares tests that need a system. Their names say so, and other systems skip them. */
function needing(system: string, isHere: boolean): Declare {
  const declare = isHere ? test : test.skip;
  const named = (name: string) => `${name} (${system})`;
  const each = (...table: Parameters<jest.Each>) => (name: string, work: (...args: unknown[]) => unknown, timeout?: number) => (
    declare.each(...table)(named(name), work, timeout));
  const one = (name: string, work: jest.ProvidesCallback, timeout?: number) => declare(named(name), work, timeout);
  return Object.assign(one, { each: each as jest.Each });
}

/** Tests that need links, pipes, modes, names with any character, or programs such as `sh`. */
export const onPosix = needing('POSIX', process.platform !== 'win32');

/** Tests that need /proc, file names that differ only in capitals, or programs for Linux, such as the kubectl that `npm ci` installs. */
export const onLinux = needing('Linux', process.platform === 'linux');
