import { InputError } from '../../../formats/manifest/input-error';
import { run } from '../../programs/start';

/** The outcome of a command. */
export interface Answer {
  readonly status: number | null;
  /** As bytes: logs need not be UTF-8. */
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** Runs kubectl. */
export type Kubectl = (args: readonly string[]) => Answer;

/** Bytes of output that are read: more than any log that a diagnosis needs. */
const LARGEST = 256 * 1024 * 1024;
const PATIENCE = 60_000;

/**
 * The user's own kubectl, with its configuration.
 *
 * @throws InputError, when it is called, if it is not installed
 */
export function installedKubectl(env: NodeJS.ProcessEnv, largest = LARGEST): Kubectl {
  return (args) => {
    const { status, stdout, stderr, error } = run('kubectl', args, { env, maxBuffer: largest, timeout: PATIENCE });
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
      throw new InputError('kubectl is not installed or not in the PATH: install it (https://kubernetes.io/docs/tasks/tools/), or pass what it prints elsewhere: `kubectl get pods,events --output json | cdk8s-hardened doctor -`');
    }
    const code = (error as NodeJS.ErrnoException | undefined)?.code;
    // If a log is too long, its first part is still useful.
    if (code === 'ENOBUFS') {
      return { status: 0, stdout, stderr: '' };
    }
    const message = code === 'ETIMEDOUT' ? `kubectl does not answer within ${PATIENCE / 1000} seconds` : error?.message;
    return { status, stdout: stdout ?? new Uint8Array(), stderr: message ?? stderr.toString('utf8') };
  };
}
