import { run } from './support';
import { explain } from '../../../src/commands/cli/explain';
import { CATALOG } from '../../../src/policy/controls/catalog';

test('lists every control by profile or group', async () => {
  const { status, stdout, stderr } = await run(['explain']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: [] });
  expect(stdout.match(/^\S+(?=:$)/gm)).toEqual(['pss-baseline', 'pss-restricted', 'hardened', 'declarations', 'output', 'waivers']);
  expect(stdout.match(/^ {2}\S+/gm)!.map((id) => id.trim()).sort()).toEqual(CATALOG.map(({ id }) => id).sort());
});

test('shows all facts of one control', async () => {
  const { status, stdout } = await run(['explain', 'capabilities-restricted']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^capabilities-restricted: \S/);
  for (const fact of ['level', 'severity', 'versions', 'why', 'fix', 'in code', 'fields', 'filled in', 'known as']) {
    expect(stdout).toMatch(new RegExp(`^  ${fact} +\\S`, 'm'));
  }
  expect(stdout).toContain('Pod Security Standards capabilities_restricted');
});

test('says that a control only fills in a field', () => {
  expect(explain('termination-message-policy')).toMatch(/only fills in a field\. It does not report anything[^]*^ {2}filled in {2}yes/m);
});

test.each(CATALOG.map(({ id }) => id))('explains %s', (id) => {
  const page = explain(id);
  const { why, remedy } = CATALOG.find((control) => control.id === id)!;
  expect(page).toContain(why);
  expect(page).toContain(remedy);
  expect(page).not.toMatch(/ $/m);
});

test('suggests the closest name for an unknown control', async () => {
  expect(await run(['explain', 'privileged-container'])).toEqual({
    status: 2,
    stdout: '',
    stderr: ['cdk8s-hardened: unknown control "privileged-container": did you mean "privileged"?'],
  });
});
