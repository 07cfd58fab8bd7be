import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart } from 'cdk8s';
import { Hardening, HardeningProfile, Waiver, WaiverState } from '../../../src/index';
import { synthError } from '../workloads/support';

// Findings on waivers that a scope has for objects below it: each names its object.

const folder = mkdtempSync(join(tmpdir(), 'waiver-findings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PRIVILEGED: Waiver = { control: 'privileged', containers: ['main'], reason: 'the vendor needs it until 2.0' };
const BASELINE = { profile: HardeningProfile.PSS_BASELINE };
const targetOf = (name: string) => ({ kind: 'Pod', namespace: 'n', name });

function pod(name: string, privileged = false) {
  const containers = [{ name: 'main', image: 'app:1', securityContext: { privileged } }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'n' }, spec: { containers } } as never;
}

function twoPods() {
  const chart = new Chart(new App(), 'shop');
  const pods = ['web', 'api'].map((name) => new ApiObject(chart, name, pod(name)));
  return { chart, pods };
}

const WAYS: Readonly<Record<string, (chart: Chart, pods: ApiObject[]) => void>> = {
  'a target': (chart) => ['web', 'api'].forEach((name) => Hardening.of(chart).addWaiver({ ...PRIVILEGED, target: targetOf(name) })),
  'targets': (chart, pods) => pods.forEach((each) => Hardening.of(chart).addWaiver({ ...PRIVILEGED, targets: [each] })),
  'a waiver file': (chart) => {
    const file = join(folder, 'waivers.json');
    writeFileSync(file, JSON.stringify({ waivers: ['web', 'api'].map((name) => ({ ...PRIVILEGED, target: targetOf(name) })) }));
    Hardening.of(chart).addWaiversFromFile(file);
  },
};

test.each(Object.keys(WAYS))('an unused waiver by %s names its object, in the error and in the report', (way) => {
  const { chart, pods } = twoPods();
  Hardening.of(chart).enforce(BASELINE);
  WAYS[way](chart, pods);
  const error = synthError(chart);
  expect(error).toContain('2 validation errors in 1 construct: shop\n\nshop: 2 errors');
  for (const name of ['web', 'api']) {
    expect(error).toContain(`waiver of "privileged" for Pod n/${name} covers nothing`);
  }
  expect(Hardening.of(chart).report(BASELINE).findings).toMatchObject([
    { control: 'waiver-unused', constructPath: 'shop', apiVersion: 'v1', kind: 'Pod', namespace: 'n', name: 'web' },
    { control: 'waiver-unused', constructPath: 'shop', apiVersion: 'v1', kind: 'Pod', namespace: 'n', name: 'api' },
  ]);
});

test('a waiver for an object that does not exist has its name in the report', () => {
  const { chart } = twoPods();
  Hardening.of(chart).addWaiver({ ...PRIVILEGED, target: targetOf('gone') });
  expect(Hardening.of(chart).report(BASELINE).findings).toMatchObject([
    { control: 'waiver-target', kind: 'Pod', namespace: 'n', name: 'gone', message: 'waiver-target: waiver of "privileged" is for Pod n/gone, which does not exist' },
  ]);
});

test('an unused waiver for many objects names the first ones', () => {
  const chart = new Chart(new App(), 'shop');
  const targets = ['a', 'b', 'c', 'd', 'e'].map((name) => new ApiObject(chart, name, pod(name)));
  Hardening.of(chart).enforce(BASELINE);
  Hardening.of(chart).addWaiver({ ...PRIVILEGED, targets });
  expect(synthError(chart)).toContain('waiver of "privileged" for Pod n/a, Pod n/b, Pod n/c and 2 more covers nothing');
});

describe('a report without a gate', () => {
  const reportWith = (privileged: boolean, waiver: Waiver = PRIVILEGED) => {
    const chart = new Chart(new App(), 'shop');
    new ApiObject(chart, 'web', pod('web', privileged));
    Hardening.of(chart).addWaiver({ ...waiver, target: targetOf('web') });
    return Hardening.of(chart).report(BASELINE);
  };
  const statesIn = ({ waivers }: ReturnType<typeof reportWith>) => waivers.map(({ state }) => state);

  test('has unused waivers, by its own profile', () => {
    const report = reportWith(false);
    expect(report.findings).toMatchObject([{ control: 'waiver-unused' }]);
    expect(statesIn(report)).toEqual([WaiverState.UNUSED]);
  });

  test('has used waivers', () => {
    const report = reportWith(true);
    expect(report.findings).toMatchObject([{ control: 'privileged', waived: true }]);
    expect(statesIn(report)).toEqual([WaiverState.USED]);
  });

  test('does not miss waivers of controls that its profile does not have', () => {
    expect(reportWith(false, { ...PRIVILEGED, control: 'read-only-root-filesystem' }).findings).toEqual([]);
  });

  test('calls an expired waiver unused if it covers nothing', () => {
    const expired = { ...PRIVILEGED, expires: '2020-01-31' };
    expect(statesIn(reportWith(true, expired))).toEqual([WaiverState.EXPIRED]);
    expect(statesIn(reportWith(false, expired))).toEqual([WaiverState.UNUSED]);
    expect(reportWith(false, expired).findings).toMatchObject([{ control: 'waiver-unused' }]);
  });
});
