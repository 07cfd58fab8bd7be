import { github } from 'projen';
import { action } from './actions';
import { addWorkflow, checkout, installed, READ, run, RUNNER } from './steps';

const { JobPermission } = github.workflows;
const CHANGES = `git add --all
git diff --staged --binary > changes.patch
if [ -s changes.patch ]; then echo changed=true >> "$GITHUB_OUTPUT"; fi`;

/**
 * A pull request with newer dependencies each week, with all that is generated from them. The job that installs and runs them has no
 * secrets: the token is in a job that only applies the changes.
 */
export function addUpgradeWorkflow(hub: github.GitHub): void {
  const workflow = addWorkflow(hub, 'upgrade');
  const changes = { name: 'changes', path: 'changes.patch' };
  workflow.on({ schedule: [{ cron: '17 4 * * 1' }], workflowDispatch: {} });
  workflow.addJob('upgrade', {
    runsOn: RUNNER,
    permissions: READ,
    timeoutMinutes: 30,
    outputs: { changed: { stepId: 'changes', outputName: 'changed' } },
    steps: [
      ...installed('20'),
      run('Upgrade', 'npx projen upgrade && npx projen generate'),
      { ...run('Find the changes', CHANGES), id: 'changes' },
      { name: 'Keep the changes', if: "steps.changes.outputs.changed == 'true'", uses: action('actions/upload-artifact'), with: changes },
    ],
  });
  workflow.addJob('pull-request', {
    needs: ['upgrade'],
    if: "needs.upgrade.outputs.changed == 'true'",
    runsOn: RUNNER,
    permissions: READ,
    timeoutMinutes: 10,
    steps: [
      checkout(),
      { name: 'Download the changes', uses: action('actions/download-artifact'), with: { name: changes.name, path: '${{ runner.temp }}' } },
      run('Apply the changes', 'git apply "$RUNNER_TEMP/changes.patch"'),
      {
        name: 'Create a pull request',
        uses: action('peter-evans/create-pull-request'),
        // A pull request of the job's own token would start no workflows.
        with: {
          'token': '${{ secrets.UPGRADE_GITHUB_TOKEN }}',
          'branch': 'upgrade-dependencies',
          'title': 'chore(deps): upgrade dependencies',
          'commit-message': 'chore(deps): upgrade dependencies',
          'delete-branch': true,
        },
      },
    ],
  });
}

/** CodeQL reads the TypeScript, and the workflows themselves. */
export function addCodeqlWorkflow(hub: github.GitHub): void {
  const workflow = addWorkflow(hub, 'codeql');
  workflow.on({ pullRequest: { branches: ['main'] }, push: { branches: ['main'] }, schedule: [{ cron: '41 5 * * 2' }] });
  workflow.addJob('analyze', {
    runsOn: RUNNER,
    permissions: { contents: JobPermission.READ, securityEvents: JobPermission.WRITE },
    timeoutMinutes: 30,
    strategy: { failFast: false, matrix: { domain: { language: ['javascript-typescript', 'actions'] } } },
    steps: [
      checkout(),
      {
        name: 'Start',
        uses: action('github/codeql-action', 'init'),
        with: { 'languages': '${{ matrix.language }}', 'build-mode': 'none', 'queries': 'security-extended' },
      },
      { name: 'Analyze', uses: action('github/codeql-action', 'analyze'), with: { category: '/language:${{ matrix.language }}' } },
    ],
  });
}

/** OpenSSF Scorecard: what an outsider can see of how this project is secured. */
export function addScorecardWorkflow(hub: github.GitHub): void {
  const workflow = addWorkflow(hub, 'scorecard');
  workflow.on({ branchProtectionRule: {}, push: { branches: ['main'] }, schedule: [{ cron: '29 6 * * 3' }] });
  workflow.addJob('analyze', {
    runsOn: RUNNER,
    permissions: { contents: JobPermission.READ, securityEvents: JobPermission.WRITE, idToken: JobPermission.WRITE },
    timeoutMinutes: 15,
    steps: [
      checkout(),
      {
        name: 'Analyze',
        uses: action('ossf/scorecard-action'),
        with: { results_file: 'scorecard.sarif', results_format: 'sarif', publish_results: true },
      },
      { name: 'Upload', uses: action('github/codeql-action', 'upload-sarif'), with: { sarif_file: 'scorecard.sarif' } },
    ],
  });
}
