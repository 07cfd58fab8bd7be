import { readFileSync } from 'fs';
import { join } from 'path';
import { parse, parseAllDocuments } from 'yaml';
import { ROOT } from '../package/support';

// The files of integrations/ that CI systems read.

const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

export const ACTION = parse(read('integrations', 'github', 'action.yml'));
export const MATCHER = JSON.parse(read('integrations', 'github', 'problem-matcher.json'));
export const HOOKS = parse(read('.pre-commit-hooks.yaml'));

const GITLAB = read('integrations', 'gitlab', 'cdk8s-hardened.yml');
type GitlabInputs = { readonly [name: string]: { readonly default: string; readonly options?: string[]; readonly regex?: string } };
export const GITLAB_INPUTS: GitlabInputs = parseAllDocuments(GITLAB)[0].toJS().spec.inputs;

/** The job of the component with values of its inputs, put into its text as GitLab does. */
export function gitlabJob(inputs: { readonly [name: string]: string } = {}): any {
  const [, jobs] = GITLAB.split('\n---\n');
  return parse(jobs.replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name: string) => inputs[name] ?? GITLAB_INPUTS[name].default));
}
