import { github } from 'projen';
import { addWorkflow, DEBIAN, inDebian, installed, READ, run, RUNNER } from './steps';
import { CI_MINUTES } from '../../test/levels/limits';
import { SUITES } from '../../test/programs/suites';

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

/** An argument for a shell. */
function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text}'`;
}

/** All that must be green before a merge: CI as everywhere, and what needs the registries and toolchains of a hosted runner. */
export function addBuildWorkflow(hub: github.GitHub): void {
  const workflow = addWorkflow(hub, 'build');
  workflow.on({ pullRequest: {}, push: { branches: ['main'] }, workflowDispatch: {} });
  inDebian(workflow, 'ci');
  workflow.addJobs({
    ci: {
      runsOn: RUNNER,
      permissions: READ,
      // Runners are slower than the machine of the limit.
      timeoutMinutes: CI_MINUTES * 1.5,
      container: DEBIAN.container,
      steps: [...DEBIAN.steps, run('CI', 'bash .ci/run')],
    },
    node: {
      runsOn: RUNNER,
      permissions: READ,
      timeoutMinutes: 30,
      strategy: { failFast: false, matrix: { domain: { node: ['20.16', '22', '24'] } } },
      steps: [...installed('${{ matrix.node }}'), run('Test the packed package', 'npx projen compile && npx jest --config test/slow/jest.config.json test/package')],
    },
    systems: {
      runsOn: ['${{ matrix.system }}'],
      permissions: READ,
      timeoutMinutes: 45,
      defaults: { run: { shell: 'bash' } }, // also on Windows, from git
      strategy: { failFast: false, matrix: { domain: { system: ['windows-latest', 'macos-latest'] } } },
      steps: [
        ...installed('22'),
        run('Test', 'npm test'),
        run('Test the packed package', ['node', ...SUITES.packed].map(quoted).join(' ')),
      ],
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
