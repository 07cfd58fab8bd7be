import { github } from 'projen';
import { action } from './actions';

type JobStep = github.workflows.JobStep;

/** The version of Node.js that publishes, and that the languages of jsii start. Trusted publishing needs at least 22.14. */
export const CURRENT_NODE = '24';

/** The job's token stays out of the folder, where any program could read it. */
export const checkout = (options: Record<string, unknown> = {}): JobStep => (
  { name: 'Check out', uses: action('actions/checkout'), with: { 'persist-credentials': false, ...options } });

export const setupNode = (version = CURRENT_NODE): JobStep => (
  { name: 'Set up Node.js', uses: action('actions/setup-node'), with: { 'node-version': version } });

export const run = (name: string, command: string, env?: Record<string, string>): JobStep => ({ name, run: command, env });

export const installed = (version?: string): JobStep[] => [checkout({ 'fetch-depth': 0 }), setupNode(version), run('Install', 'npm ci')];

/** Each job names its own permissions. */
export function addWorkflow(hub: github.GitHub, name: string, options?: github.GithubWorkflowOptions): github.GithubWorkflow {
  const workflow = new github.GithubWorkflow(hub, name, options);
  workflow.file!.addOverride('permissions', READ);
  return workflow;
}

export const RUNNER = ['ubuntu-latest'];
export const READ = { contents: github.workflows.JobPermission.READ };
