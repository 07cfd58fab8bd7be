import { waiver } from './findings';
import { waiverInvalid } from '../../../src/policy/controls/waivers/waiver-invalid';
import { waiverUnlisted } from '../../../src/policy/controls/waivers/waiver-unlisted';
import { WAIVERS_ANNOTATION } from '../../../src/policy/waivers/annotation';
import { undeclaredWaivers } from '../../../src/policy/waivers/undeclared';

const PORTS = waiver('host-ports');
const FIELD = ['metadata', 'annotations', 'cdk8s-hardened/waivers'];
const REMEDY = 'add the waiver with `addWaiver` or `addWaiversFromFile` if it is needed, and remove the annotation';
const pod = (name: string, annotation: unknown) =>
  ({ kind: 'Pod', metadata: { name, namespace: 'shop', annotations: { [WAIVERS_ANNOTATION]: JSON.stringify(annotation) } } });
const refuse = () => {
  throw new Error('nobody should ask for the waivers of the app');
};

test.each([{}, { metadata: {} }, { items: 'x' }, { items: [7, null, { metadata: {} }] }, pod('a', [])])('%j has no waivers', (manifest) => {
  expect(undeclaredWaivers(manifest, refuse)).toEqual([]);
});

test('a waiver that the app does not declare is a finding at the annotation', () => {
  const manifest = pod('a', [PORTS, waiver('privileged')]);
  expect(undeclaredWaivers(manifest, () => [PORTS])).toEqual([{
    control: waiverUnlisted,
    risk: 'high',
    severity: 'error',
    path: FIELD,
    value: undefined,
    object: manifest,
    remedy: REMEDY,
    detail: 'waiver of "privileged" is only in the annotation cdk8s-hardened/waivers of the manifest, so it is ignored',
  }]);
});

test('what cannot be read is a finding, and the waivers of the app do not matter', () => {
  const manifest = pod('a', {});
  expect(undeclaredWaivers(manifest, refuse)).toEqual([{
    control: waiverInvalid,
    risk: 'medium',
    severity: 'error',
    path: FIELD,
    value: undefined,
    object: manifest,
    remedy: REMEDY,
    detail: 'the annotation cdk8s-hardened/waivers cannot be read: it is not a list of waivers',
  }]);
});

test('findings in items of lists name the item', () => {
  const [first, second] = [pod('a', [PORTS]), pod('b', {})];
  const found = undeclaredWaivers({ kind: 'List', items: [{}, first, { kind: 'List', items: [second] }] }, () => []);
  expect(found).toMatchObject([
    { object: first, path: ['items', 1, ...FIELD], detail: 'waiver of "host-ports" is only in the annotation cdk8s-hardened/waivers of items[1], Pod shop/a, so it is ignored' },
    { object: second, path: ['items', 2, 'items', 0, ...FIELD], detail: 'the annotation cdk8s-hardened/waivers cannot be read: it is not a list of waivers (in items[2].items[0], Pod shop/b)' },
  ]);
});
