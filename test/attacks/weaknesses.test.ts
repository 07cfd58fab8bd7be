import { stringify } from 'yaml';
import { HARMLESS, WEAKNESSES } from './weaknesses';
import { workspaces } from '../commands/cli/support';

// Each known weakness is found by the control that is meant for it, and its safe twin is silent.

const workspace = workspaces();

/** The controls with findings in an audit of objects. */
async function reported(objects: readonly object[]): Promise<ReadonlySet<string>> {
  workspace().write({ 'a.yaml': objects.map((each) => stringify(each)).join('---\n') });
  return new Set((await workspace().json('a.yaml')).findings.map(({ control }) => control));
}

const ROWS = Object.entries(WEAKNESSES);
const CONTROLS = [...new Set(ROWS.map(([, { control }]) => control))];

test.each(ROWS)('%s is found', async (_, { control, unsafe }) => {
  expect([...await reported(unsafe)]).toContain(control);
});

test.each(ROWS)('%s: the safe twin is silent', async (_, { control, safe }) => {
  const others = ['network-policy', 'exposed-service', 'namespace-enforce', 'service-account-token'];
  const found = [...await reported(safe)].filter((id) => id === control || (CONTROLS.includes(id) && !others.includes(id)));
  expect(found).toEqual([]);
});

test.each(Object.entries(HARMLESS))('%s, and is no finding', async (_, object) => {
  expect([...await reported([object])].filter((id) => id.startsWith('rbac-'))).toEqual([]);
});
