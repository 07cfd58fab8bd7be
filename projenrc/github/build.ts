import { github } from 'projen';
import { addWorkflow, checkout, installed, READ, run, RUNNER, setupNode } from './steps';

/** The next version follows from the titles of pull requests. */
const CONVENTIONAL = "printf '%s' \"$TITLE\" | grep -Eq '^(build|chore|ci|docs|feat|fix|perf|refactor|revert|style|test)(\\([a-z0-9-]+\\))?!?: .+'";

/** A title that is edited is checked again, and nothing else runs for it. */
export function addPullRequestWorkflow(hub: github.GitHub): void {
  const workflow = addWorkflow(hub, 'pull-request');
  workflow.on({ pullRequest: { types: ['opened', 'edited', 'reopened', 'synchronize'] } });
  workflow.addJob('title', {
    runsOn: RUNNER,
    permissions: {},
    timeoutMinutes: 5,
    steps: [run('The title is a conventional commit', CONVENTIONAL, { TITLE: '${{ github.event.pull_request.title }}' })],
  });
}

/** All that must be green before a merge: CI as everywhere, and what needs the registries and toolchains of a hosted runner. */
export function addBuildWorkflow(hub: github.GitHub): void {
  const workflow = addWorkflow(hub, 'build');
  workflow.on({ pullRequest: {}, push: { branches: ['main'] }, workflowDispatch: {} });
  workflow.file!.addOverride('jobs.ci.container.options', '--privileged'); // projen writes a list, and GitHub reads a text
  workflow.addJobs({
    ci: {
      runsOn: RUNNER,
      permissions: READ,
      timeoutMinutes: 60,
      // The Debian whose packages test/programs/pinned.ts pins, and root, for the tests in real containers.
      container: { image: 'debian:13' },
      steps: [
        run('Install what a clone needs', 'apt-get update && apt-get install -y ca-certificates git python3-venv xz-utils && git config --global --add safe.directory "*"'),
        checkout({ 'fetch-depth': 0 }), setupNode('20'), run('CI', 'bash .ci/run'),
      ],
    },
    node: {
      runsOn: RUNNER,
      permissions: READ,
      timeoutMinutes: 30,
      strategy: { failFast: false, matrix: { domain: { node: ['20.16', '22', '24'] } } },
      steps: [...installed('${{ matrix.node }}'), run('Test the packed package', 'npx projen compile && npx jest --config test/slow/jest.config.json test/package')],
    },
    peers: {
      runsOn: RUNNER,
      permissions: READ,
      timeoutMinutes: 30,
      steps: [...installed(), run('Test with the newest peers', 'npm run test:peers')],
    },
    languages: {
      runsOn: RUNNER,
      permissions: READ,
      timeoutMinutes: 30,
      strategy: { failFast: false, matrix: { domain: { language: ['python', 'java', 'go', 'csharp'] } } },
      steps: [...installed(), run('Run the example', 'npm run test:languages -- "$EXAMPLE"', { EXAMPLE: '${{ matrix.language }}' })],
    },
    rehearsal: {
      runsOn: RUNNER,
      permissions: READ,
      timeoutMinutes: 45,
      steps: [
        ...installed(),
        run('Allow projects without a network', 'sudo sysctl --write kernel.apparmor_restrict_unprivileged_userns=0'),
        run('Rehearse a release', 'npm run release:rehearsal -- --all'),
      ],
    },
  });
}
