import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Kubectl, KubectlAnswer } from '../../../src/tasks/cluster/kubectl';

/** An answer of the API server, through kubectl, in the order of the commands. */
interface RecordedAnswer {
  readonly args: readonly string[];
  readonly status: number | null;
  /** JSON as an object, so that the files are short. */
  readonly stdout: unknown;
  readonly stderr: string;
}

const fileOf = (name: string) => join(__dirname, 'recordings', `${name}.json`);

/** Records what a kubectl answers. `test/cluster/audit.cluster.ts` writes the recordings of this folder. */
export function recording(kubectl: Kubectl): { readonly kubectl: Kubectl; save(name: string): void } {
  const answers: RecordedAnswer[] = [];
  return {
    kubectl(args) {
      const answer = kubectl(args);
      const text = Buffer.from(answer.stdout).toString();
      answers.push({ args, status: answer.status, stdout: text.startsWith('{') ? JSON.parse(text) : text, stderr: answer.stderr });
      return answer;
    },
    save(name) {
      writeFileSync(fileOf(name), `[\n${answers.map((answer) => JSON.stringify(answer)).join(',\n')}\n]\n`);
    },
  };
}

/** A kubectl that answers as recorded. A command that was not recorded is an error of the test. */
export function recorded(name: string): Kubectl & { readonly ran: string[] } {
  const left: RecordedAnswer[] = JSON.parse(readFileSync(fileOf(name), 'utf8'));
  const ran: string[] = [];
  const kubectl = (args: readonly string[]): KubectlAnswer => {
    ran.push(args.join(' '));
    const index = left.findIndex((each) => each.args.join(' ') === args.join(' '));
    if (index < 0) throw new Error(`not in the recording ${name}: kubectl ${args.join(' ')}`);
    const [{ status, stdout, stderr }] = left.splice(index, 1);
    return { status, stderr, stdout: Buffer.from(typeof stdout === 'string' ? stdout : JSON.stringify(stdout)) };
  };
  return Object.assign(kubectl, { ran });
}
