import { ApiObject, App, Chart } from 'cdk8s';
import { FailOn, HardenedDeployment, Hardening, HardeningProfile, Waiver } from '../../../src/index';
import { container, synthError } from '../workloads/support';

// Waivers that a manifest carries into a synthesis, where only those count that the app declares.

const REASON = 'the vendor needs it until 2.0';
const PRIVILEGED: Waiver = { control: 'privileged', containers: ['main'], reason: REASON };
const KEY = 'cdk8s-hardened/waivers';
const FIX = 'add the waiver with `addWaiver` or `addWaiversFromFile` if it is needed, and remove the annotation';

function podWith(annotation: unknown, privileged = false) {
  const annotations = { [KEY]: typeof annotation === 'string' ? annotation : JSON.stringify(annotation) };
  const containers = [{ name: 'main', image: 'app:1', securityContext: { privileged } }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'n', annotations }, spec: { containers } };
}

function chartWith(object: object, failOn?: FailOn): Chart {
  const chart = new Chart(new App(), 'shop');
  new ApiObject(chart, 'web', object as never);
  if (failOn) {
    Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE, failOn });
  }
  return chart;
}

test.each<[string, unknown, string]>([
  ['is not declared', [PRIVILEGED], `waiver-unlisted: waiver of "privileged" is only in the annotation ${KEY} of the manifest, so it is ignored`],
  ['has an unknown control', [{ ...PRIVILEGED, control: 'priviledged' }], `waiver-invalid: entry 1 of the annotation ${KEY} is invalid, so none of its entries count: `
    + 'unknown control "priviledged": did you mean "privileged"?'],
  ['is not a list', '{}', `waiver-invalid: the annotation ${KEY} cannot be read: it is not a list of waivers`],
])('a waiver in a manifest that %s fails a gate, and is in the report', (_, annotation, message) => {
  const chart = chartWith(podWith(annotation), FailOn.ERROR);
  expect(synthError(chart)).toBe(`1 validation error in 1 construct: shop/web\n\nshop/web (Pod): 1 error\n  [shop/web] ${message}\n      Fix: ${FIX}.`);
  expect(Hardening.of(chart).report({ profile: HardeningProfile.PSS_BASELINE }).findings).toMatchObject([
    { control: message.split(':')[0], name: 'web', severity: 'error', path: '/metadata/annotations/cdk8s-hardened~1waivers', message, remedy: FIX },
  ]);
});

test('a waiver in an item of a nested list fails a gate, too, at its place', () => {
  const list = (...items: object[]) => ({ apiVersion: 'v1', kind: 'List', items });
  const chart = chartWith(list(podWith([]), list(podWith([PRIVILEGED]))), FailOn.ERROR);
  expect(synthError(chart)).toContain('waiver-unlisted: waiver of "privileged" is only in the annotation');
  expect(synthError(chart)).toContain(`${KEY} of items[1].items[0], Pod n/web, so it is ignored`);
  const [finding] = Hardening.of(chart).report({ profile: HardeningProfile.PSS_BASELINE }).findings.filter(({ control }) => control === 'waiver-unlisted');
  expect(finding).toMatchObject({ kind: 'Pod', name: 'web', path: '/items/1/items/0/metadata/annotations/cdk8s-hardened~1waivers' });
});

test('a waiver of a list without items fails a gate, too', () => {
  const { metadata } = podWith([PRIVILEGED]);
  for (const more of [{ items: [] }, {}]) {
    expect(synthError(chartWith({ apiVersion: 'v1', kind: 'List', metadata, ...more }, FailOn.ERROR))).toContain('waiver-unlisted: waiver of "privileged"');
  }
});

test('a waiver in the metadata of a hardened workload fails the synthesis', () => {
  const chart = new Chart(new App(), 'shop');
  new HardenedDeployment(chart, 'web', { containers: [container()], metadata: { annotations: { [KEY]: JSON.stringify([PRIVILEGED]) } } });
  expect(synthError(chart)).toContain('[shop/web] waiver-unlisted: waiver of "privileged" is only in the annotation');
});

test('a waiver that the app declares, too, is no finding: YAML of an earlier synthesis can be included', () => {
  const chart = chartWith(podWith([PRIVILEGED], true), FailOn.ERROR);
  Hardening.of(chart).addWaiver({ ...PRIVILEGED, reason: 'another reason, of the app', target: { kind: 'Pod', name: 'web', namespace: 'n' } });
  expect(synthError(chart)).toBe('');
});

test.each([undefined, FailOn.NEVER])('is printed and removed where no gate fails: %s', (failOn) => {
  const chart = chartWith(podWith([PRIVILEGED]), failOn);
  new HardenedDeployment(chart, 'hardened', { containers: [container()] });
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const yaml = (chart.node.root as App).synthYaml();
  expect(write.mock.calls.join('')).toContain('waiver of "privileged" is only in the annotation');
  expect(yaml).not.toContain(KEY);
  write.mockRestore();
});

test('an object without the annotation has no finding', () => {
  expect(synthError(chartWith({ ...podWith('[]'), metadata: { name: 'web' } }, FailOn.ERROR))).toBe('');
  expect(synthError(chartWith(podWith('[]'), FailOn.ERROR))).toBe('');
});
