import { EXAMPLES } from '../../site/playground/page/examples';
import { run, workspaces } from '../commands/cli/support';

const workspace = workspaces();

test('the example that the playground opens with has findings, and hardening leaves none', async () => {
  workspace().write({ 'web.yaml': EXAMPLES[0].text });
  const before = await workspace().json('web.yaml');
  expect(before.report.summary.errors).toBeGreaterThan(3);
  expect((await run(['harden', 'web.yaml', '--profile', 'hardened', '--write'], { cwd: workspace().folder })).status).toBe(0);
  expect((await workspace().json('web.yaml')).findings.map(({ message }) => message)).toEqual([]);
});
