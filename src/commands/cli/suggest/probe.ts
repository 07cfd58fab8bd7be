import { join } from 'path';
import { askPort, HttpAnswer } from './ask';
import { networksIn } from './hardened-options';
import { Runtime } from './runtime';
import { RuntimeName } from './runtime-names';
import { InputError } from '../../../formats/manifest/input-error';
import { Answer, NotStarted } from '../../../tasks/programs/answer';
import { ask } from '../../../tasks/programs/ask';

/** The address of `--probe`. */
export interface Probe {
  /** The address as written. */
  readonly text: string;
  readonly port: number;
  readonly path: string;
}

const ADDRESS = /^http:\/\/(?:localhost|127\.0\.0\.1)?(?::(\d{1,5}))?(\/\S*)?$/;

/** @throws InputError if it is not an address in the container */
export function readProbe(text: string): Probe {
  const [found, port = '80', path = '/'] = ADDRESS.exec(text) ?? [];
  if (found === undefined || !(Number(port) > 0 && Number(port) < 65536)) {
    throw new InputError(`--probe ${text} is not an HTTP address in the container: write http://:8080/ or http://:8080/health/ready`);
  }
  return { text, port: Number(port), path };
}

/** Sends one request to the program of a container. Undefined without an answer. */
export type Ask = () => Promise<HttpAnswer | undefined>;

/** The ways to reach the address from this machine. */
export type Way =
  /** The container shares the network of the machine. */
  | 'host'
  /** A process in the network of the container. It works with `--network=none`. */
  | 'joined'
  /** A published port of the machine. On systems other than Linux, containers run in a virtual machine. */
  | 'published';

export function wayOf(runtime: RuntimeName, runOptions: readonly string[]): Way {
  const canJoin = process.platform === 'linux' && (runtime === 'podman' || isRoot());
  if (networksIn(runOptions).includes('host')) {
    return 'host';
  }
  return canJoin ? 'joined' : 'published';
}

/** Options of the container that make the address reachable. */
export function publishing(way: Way, { port }: Probe): readonly string[] {
  return way === 'published' ? [`--publish=127.0.0.1::${port}`] : [];
}

/** @param pid of the program on this machine */
export async function askerOf(way: Way, { port, path }: Probe, runtime: Runtime, container: string, pid: number): Promise<Ask> {
  if (way === 'joined') {
    return joined(runtime, pid, [String(port), path]);
  }
  const reached = way === 'host' ? port : await publishedPort(runtime, container, port);
  return () => askPort(reached, path);
}

async function publishedPort(runtime: Runtime, container: string, port: number): Promise<number> {
  const [, published] = /:(\d+)\s*$/m.exec((await runtime.run(['port', container, `${port}/tcp`])).stdout) ?? [];
  if (published === undefined) {
    throw new InputError(`${runtime.name} published no port for --probe: use another network, or leave out --probe`);
  }
  return Number(published);
}

const REFUSED = /permission denied|not permitted/i;

/** Longer than the timeout of a request. */
const LIMITS = { timeout: 10_000, signal: new AbortController().signal };

function joined(runtime: Runtime, pid: number, args: readonly string[]): Ask {
  // Podman without root has a user namespace of its own, to which its networks belong.
  const [program, ...options] = [...isRoot() ? [] : [runtime.name, 'unshare'], 'nsenter', `--net=/proc/${pid}/ns/net`, '--'];
  return async () => {
    const { status, stdout, stderr } = await started(
      program,
      [...options, process.execPath, join(__dirname, 'ask-process.js'), ...args],
      runtime.env,
    );
    if (status !== 0 && REFUSED.test(stderr)) {
      throw new InputError(`--probe cannot enter the network of the container: ${stderr.trim()}`);
    }
    // Any other failure means that the container, and its network with it, has ended.
    return status === 0 ? JSON.parse(stdout.toString()) ?? undefined : undefined;
  };
}

async function started(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Answer> {
  try {
    return await ask(program, args, env, LIMITS);
  } catch (error) {
    throw error instanceof NotStarted && error.isMissing
      ? new InputError('--probe needs the program nsenter: install the package util-linux')
      : error;
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
