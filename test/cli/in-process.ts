import { Run } from './support';

type Stream = 'stdout' | 'stderr';

/**
 * Runs the command line of the sources in this process: only so is its coverage counted. What standard input, a pipe or an exit need
 * is for `run`, which starts a process.
 *
 * @param during called once the command has done its work, with its streams still its own
 */
export async function runHere(args: string[], during: () => void = () => {}): Promise<Run> {
  const before = { argv: process.argv, exitCode: process.exitCode };
  const listeners = { stdout: process.stdout.listeners('error'), stderr: process.stderr.listeners('error') };
  const written = { stdout: '', stderr: '' };
  const spies = streams().map((stream) => jest.spyOn(process[stream], 'write').mockImplementation((text) => {
    written[stream] += String(text);
    return true;
  }));
  try {
    process.argv = [process.execPath, 'cdk8s-hardened', ...args];
    process.exitCode = undefined;
    jest.isolateModules(() => jest.requireActual('../../src/cli/main'));
    await new Promise(setImmediate); // none of the commands that are run here waits for anything
    during();
    return {
      status: Number(process.exitCode ?? 0),
      stdout: written.stdout,
      stderr: written.stderr.split('\n').filter((line) => line !== ''),
    };
  } finally {
    Object.assign(process, before);
    spies.forEach((spy) => spy.mockRestore());
    for (const stream of streams()) {
      process[stream].listeners('error').filter((listener) => !listeners[stream].includes(listener))
        .forEach((listener) => process[stream].removeListener('error', listener as () => void));
    }
  }
}

function streams(): Stream[] {
  return ['stdout', 'stderr'];
}
