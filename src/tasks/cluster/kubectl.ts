import { InputError } from '../../formats/manifest/input-error';
import { Answer, NotStarted } from '../programs/answer';
import { askSync } from '../programs/ask-sync';

/** The outcome of a command. Its output is bytes: logs need not be UTF-8. */
export type KubectlAnswer = Pick<Answer, 'status' | 'stderr'> & { readonly stdout: Uint8Array };

/** Runs kubectl. */
export type Kubectl = (args: readonly string[]) => KubectlAnswer;

/** Bytes of output that are read: more than any log that a diagnosis needs. */
const LARGEST = 256 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

/**
 * The user's own kubectl, with its configuration.
 *
 * @throws InputError, when it is called, if it is not installed
 */
export function installedKubectl(env: NodeJS.ProcessEnv, largest = LARGEST): Kubectl {
  return (args) => {
    const answer = started(() => askSync('kubectl', args, env, { timeout: TIMEOUT_MS, output: largest }));
    switch (answer.ended) {
      case undefined: return answer;
      case 'size': return { ...answer, status: 0, stderr: '' }; // The first part of a long log is still useful.
      default: return { ...answer, stderr: `kubectl does not answer within ${TIMEOUT_MS / 1000} seconds` };
    }
  };
}

function started(asked: () => Answer): Answer {
  try {
    return asked();
  } catch (error) {
    throw error instanceof NotStarted && error.isMissing ? new InputError(MISSING) : error;
  }
}

const MISSING = 'kubectl is not installed or not in the PATH: install it (https://kubernetes.io/docs/tasks/tools/), or pass the output of kubectl on another '
  + 'machine: `kubectl get pods,events --output json | cdk8s-hardened doctor -`';
