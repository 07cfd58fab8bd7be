import { github } from 'projen';
import { action } from './actions';
import { DEBIAN_RELEASE } from '../../test/programs/pinned';

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

/** The Debian whose packages test/programs/pinned.ts pins. Containers in it need `inDebian`, too. */
export const DEBIAN = {
  container: { image: `debian:${DEBIAN_RELEASE}` },
  steps: [
    run('Install what a clone needs', 'apt-get update && apt-get install -y ca-certificates git xz-utils && git config --global --add safe.directory "*"'),
    checkout({ 'fetch-depth': 0 }), setupNode('20'),
  ],
};

/** Gives the container of a job the rights to start others. */
export function inDebian(workflow: github.GithubWorkflow, job: string): void {
  workflow.file!.addOverride(`jobs.${job}.container.options`, '--privileged'); // projen writes a list, and GitHub reads a text
}

/** Each job names its own permissions. */
export function addWorkflow(hub: github.GitHub, name: string, options?: github.GithubWorkflowOptions): github.GithubWorkflow {
  const workflow = new github.GithubWorkflow(hub, name, options);
  workflow.file!.addOverride('permissions', READ);
  return workflow;
}

export const RUNNER = ['ubuntu-latest'];
export const READ = { contents: github.workflows.JobPermission.READ };
