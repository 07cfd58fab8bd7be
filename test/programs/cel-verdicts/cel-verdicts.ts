import { execFileSync } from 'child_process';
import { join } from 'path';
import { Answer, Question } from '../../formats/cel/asked';
import { builtProgram } from '../built-program';
import { KUBERNETES_SERVERS } from '../pinned';

/** The answers of the CEL in the module `k8s.io/apiserver` of a version of Kubernetes. */
export function celVerdicts(version: typeof KUBERNETES_SERVERS[number], questions: readonly Question[]): readonly Answer[] {
  const program = builtProgram({
    name: `cel-verdicts-${version}`,
    sources: ['main.go', `${version}/go.mod`, `${version}/go.sum`].map((file) => join(__dirname, file)),
    target: '.',
  });
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const [, minor] = version.split('.');
  return execFileSync(program, [`1.${minor}`], { input, encoding: 'utf8', maxBuffer: 2 ** 30 }).trim().split('\n').map((line) => JSON.parse(line));
}
