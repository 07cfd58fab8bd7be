import { JsonObject } from '../../../src/formats/manifest/json';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';
import { Waiver } from '../../../src/policy/settings/waiver';
import { toFinding } from '../../../src/tasks/reports/to-finding';

const LONG = 'a'.repeat(5000);

function found(metadata: object, containerName = 'main', waiver?: Waiver) {
  const object: JsonObject = {
    apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [{ name: containerName, securityContext: { privileged: true } }] },
  };
  const [privileged] = evaluate(object, profileOf('pss-baseline'));
  return toFinding({ ...privileged, waiver }, object, {});
}

test('suggests the waiver that covers the finding', () => {
  expect(found({ name: 'web', namespace: 'shop' }).suggestedWaiver).toEqual({
    control: 'privileged', reason: '', containers: ['main'], target: { kind: 'Pod', name: 'web', namespace: 'shop' },
  });
});

test.each([
  ['a name', found({ name: LONG })],
  ['a namespace', found({ name: 'web', namespace: LONG })],
  ['a container', found({ name: 'web' }, LONG)],
])('suggests no waiver for %s that is longer than Kubernetes allows', (_, finding) => {
  expect(finding).not.toHaveProperty('suggestedWaiver');
  expect(JSON.stringify(finding).length).toBeLessThan(15_000);
});

test('reports a waiver of normal length unchanged', () => {
  const waiver = { control: 'privileged', reason: 'loads a kernel module', containers: ['main'], owner: 'team' };
  expect(found({ name: 'web' }, 'main', waiver)).toMatchObject({ waived: true, waiver });
});

test('shortens a very long waiver', () => {
  const waiver = { control: 'privileged', reason: LONG, containers: Array(5000).fill('main'), expires: '2999-01-01', owner: LONG, ticket: 'A-1' };
  const shortened = `${'a'.repeat(4000)}…`;
  expect(found({ name: 'web' }, 'main', waiver).waiver).toEqual({ control: 'privileged', reason: shortened, expires: '2999-01-01', owner: shortened, ticket: 'A-1' });
});
