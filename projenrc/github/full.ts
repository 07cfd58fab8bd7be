import { github } from 'projen';
import { action } from './actions';
import { addWorkflow, DEBIAN, inDebian, READ, run, RUNNER } from './steps';
import { PART_MINUTES } from '../../test/levels/limits';
import { PARTS } from '../../test/levels/parts';

/** Every test at full size: each night, and before a release. A part is a job. */
export function addFullWorkflow(hub: github.GitHub): void {
  const workflow = addWorkflow(hub, 'full');
  workflow.on({ schedule: [{ cron: '23 1 * * *' }], workflowCall: {}, workflowDispatch: {} });
  inDebian(workflow, 'part');
  workflow.addJob('part', {
    runsOn: RUNNER,
    permissions: READ,
    timeoutMinutes: PART_MINUTES + 20,
    container: DEBIAN.container,
    strategy: { failFast: false, matrix: { domain: { part: Object.keys(PARTS) } } },
    steps: [
      ...DEBIAN.steps,
      run('Install', 'npm ci'),
      run('Run the part', 'npm run test:full -- "$PART"', { PART: '${{ matrix.part }}' }),
      {
        name: 'Keep the result',
        if: 'always()',
        uses: action('actions/upload-artifact'),
        with: { name: 'full-${{ matrix.part }}', path: 'test/full-run.json' },
      },
    ],
  });
}
