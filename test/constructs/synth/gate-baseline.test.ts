import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart } from 'cdk8s';
import { FailOn, Hardening, HardenedDeployment, ReportFormat, WaiverState } from '../../../src';
import { run } from '../../commands/cli/support';
import { onPosix } from '../../support/systems';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-gate-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

let stderr: string;
beforeEach(() => {
  stderr = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += text;
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

/** An app with a privileged pod, and what else is added to it. */
function appWith(add: (chart: Chart) => void = () => undefined, privileged = true): App {
  const app = new App({ outdir: at('dist') });
  const chart = new Chart(app, 'shop');
  pod(chart, 'agent', { containers: [{ name: 'main', image: 'registry.example/agent:1.2.3', securityContext: { privileged } }] });
  add(chart);
  return app;
}

function pod(chart: Chart, name: string, spec: object): ApiObject {
  return new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec } as any);
}

/** The baseline of the app, as `audit` writes it from its YAML. */
async function baselineOf(app: App, name = 'baseline.json', ...args: string[]): Promise<string> {
  app.synth();
  expect((await run(['write-baseline', at('dist'), '--output', at(name), '--config', 'none', ...args])).status).toBe(0);
  rmSync(at('dist'), { recursive: true });
  return at(name);
}

test('an existing app passes a gate with the baseline that audit writes, which says how much it hides', async () => {
  const baseline = await baselineOf(appWith());
  const app = appWith();
  Hardening.of(app).enforce({ baseline });
  app.synth();
  const { findings } = JSON.parse(readFileSync(baseline, 'utf8'));
  expect(stderr).toBe(`cdk8s-hardened: the baseline ${baseline} hides ${findings.length} findings\n`);
  expect(findings.length).toBeGreaterThan(10);
});

test('a new finding fails the gate, and the error has only that', async () => {
  const baseline = await baselineOf(appWith());
  const app = appWith((chart) => pod(chart, 'other', { hostNetwork: true, containers: [] }));
  Hardening.of(app).enforce({ baseline });
  expect(() => app.synth()).toThrow(/host-namespaces/);
  expect(() => app.synth()).not.toThrow(/privileged/);
});

test('a finding that is gone is named, so that the baseline shrinks', async () => {
  const baseline = await baselineOf(appWith(), 'old.json', '--profile', 'pss-baseline');
  const app = appWith(undefined, false);
  Hardening.of(app).setDefaults({ profile: 'pss-baseline' as any });
  Hardening.of(app).enforce({ baseline });
  app.synth();
  expect(stderr).toBe([
    `cdk8s-hardened: the baseline ${baseline} hides 0 findings`,
    'cdk8s-hardened: no longer found: privileged of Pod agent, container "main"',
    `cdk8s-hardened: 1 obsolete finding in ${baseline}: run \`cdk8s-hardened write-baseline --output ${baseline}\` on all files`,
    '',
  ].join('\n'));
});

test('a baseline hides nothing in a hardened kind', async () => {
  const deployment = (chart: Chart) => new HardenedDeployment(chart, 'web', {
    containers: [{ image: 'registry.example/web:1.2.3', portNumber: 8080, securityContext: { privileged: true, allowPrivilegeEscalation: true } }],
  });
  writeFileSync(at('all.json'), JSON.stringify({
    schemaVersion: 2, findings: [{ control: 'privileged', apiGroup: 'apps', kind: 'Deployment', name: 'shop-web-c8c9a2f1', container: 'main', field: 'spec.template.spec.containers[].securityContext.privileged', value: 'true' }],
  }));
  const app = appWith((chart) => deployment(chart), false);
  Hardening.of(app).enforce({ baseline: at('all.json') });
  expect(() => app.synth()).toThrow(/privileged/);
});

test('findings of the baseline are marked in the report', async () => {
  const baseline = await baselineOf(appWith());
  const app = appWith();
  Hardening.of(app).enforce({ baseline });
  const { findings } = Hardening.of(app).report();
  expect(findings.length).toBeGreaterThan(10);
  expect(findings.every(({ baselined }) => baselined)).toBe(true);
});

test('a gate takes profile, severities, waivers, threshold and baseline from a settings file', () => {
  writeFileSync(at('cdk8s-hardened.yaml'), `
profile: hardened
failOn: warning
controls: { cpu-resources: { severity: off, reason: the team sets no limits } }
waivers:
  - { control: privileged, containers: [main], target: { kind: Pod, name: agent }, reason: an agent of the node }
`);
  const app = appWith();
  Hardening.of(app).enforce({ settingsFile: at('cdk8s-hardened.yaml') });
  let message = '';
  try {
    app.synth();
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(message).toMatch(/service-links/);
  expect(message).not.toMatch(/cpu-resources|privileged is true/);
});

test('options beside the settings file count more', () => {
  writeFileSync(at('strict.yaml'), 'profile: hardened\nfailOn: warning\n');
  const app = appWith();
  Hardening.of(app).enforce({ settingsFile: at('strict.yaml'), failOn: FailOn.NEVER });
  expect(() => app.synth()).not.toThrow();
});

test.each([
  ['profil: x', /cdk8s-hardened\.yaml:1:1: the settings file has no key `profil`: did you mean `profile`/],
  ['controls: { privileged: { severity: "off", reason: we need it here } }', /the severity of "privileged" cannot be changed/],
  ['controls: { cpu-resources: { severity: "off", reason: why not } }', /is too short/],
])('a settings file with "%s" is refused with its place', (text, message) => {
  writeFileSync(at('cdk8s-hardened.yaml'), text);
  expect(() => Hardening.of(appWith()).enforce({ settingsFile: at('cdk8s-hardened.yaml') })).toThrow(message);
});

test('synth writes the reports that the defaults name, also if it fails', () => {
  const app = appWith();
  Hardening.of(app).setDefaults({ reports: [{ format: ReportFormat.SARIF, path: at('out/app.sarif') }, { format: ReportFormat.TEXT, path: at('out/app.txt') }] });
  Hardening.of(app).enforce();
  expect(() => app.synth()).toThrow(/privileged/);
  const [{ results }] = JSON.parse(readFileSync(at('out/app.sarif'), 'utf8')).runs;
  expect(results[0].locations[0].logicalLocations[0]).toMatchObject({ fullyQualifiedName: 'shop/agent' });
  expect(readFileSync(at('out/app.txt'), 'utf8')).toMatch(/^shop\/agent: Pod agent\n {2}critical: privileged: /m);
});

test('a chart that is tested by itself writes no reports', () => {
  const app = appWith();
  Hardening.of(app).setDefaults({ reports: [{ format: ReportFormat.JSON, path: at('unit.json') }] });
  app.charts[0].toJson();
  expect(existsSync(at('unit.json'))).toBe(false);
});

test('a report writes itself in several formats', () => {
  Hardening.of(appWith()).report().write([
    { format: ReportFormat.JSON, path: at('r/report.json') },
    { format: ReportFormat.JUNIT, path: at('r/report.xml') },
  ]);
  expect(JSON.parse(readFileSync(at('r/report.json'), 'utf8'))).toMatchObject({ schemaVersion: 1, summary: { documents: 1, workloads: 1 } });
  expect(readFileSync(at('r/report.xml'), 'utf8')).toContain('<testcase classname="Pod agent"');
});

test.each([
  [{ sarif: 'report.sarif' }, "files is an object: write [{ format: ReportFormat.SARIF, path: 'report.sarif' }]"],
  [[{ format: 'sarf', path: 'report.sarif' }], 'write ReportFormat.TEXT, ReportFormat.JSON'],
  [[{ format: ReportFormat.SARIF, path: '' }], 'files[0].path is ""'],
])('write(%j) is refused, and the error says what to write', (files, message) => {
  expect(() => Hardening.of(appWith()).report().write(files as any)).toThrow(message);
});

test('two reports for one file are refused, however it is written', () => {
  const twice = /two reports would be written to .*same\.txt: name another file/;
  const [one, other] = [at('same.txt'), at('folder/../same.txt')];
  const reports = [{ format: ReportFormat.SARIF, path: one }, { format: ReportFormat.HTML, path: other }];
  expect(() => Hardening.of(appWith()).report().write(reports)).toThrow(twice);
  expect(() => Hardening.of(appWith()).setDefaults({ reports })).toThrow(twice);
  expect(existsSync(one)).toBe(false);
});

onPosix('a report that cannot be written names its path, and leaves nothing behind', () => {
  mkdirSync(at('taken/report.json'), { recursive: true });
  expect(() => Hardening.of(appWith()).report().write([{ format: ReportFormat.JSON, path: at('taken/report.json') }])).toThrow(/the json report cannot be written to .*taken\/report\.json: is a folder/);
  expect(readdirSync(at('taken'))).toEqual(['report.json']);
});

test('a report lists each waiver, what became of it, and the days until it expires', () => {
  const app = appWith();
  const add = (control: string, expires?: string) =>
    Hardening.of(app).addWaiver({ control, containers: ['main'], reason: 'an agent of the node', target: { kind: 'Pod', name: 'agent' }, expires });
  Hardening.of(app).setDefaults({ now: new Date('2026-01-01T12:00:00Z') });
  add('privileged', '2026-01-31');
  add('host-ports');
  add('allow-privilege-escalation', '2025-12-31');
  Hardening.of(app).enforce();
  const { waivers } = Hardening.of(app).report();
  expect(waivers.map(({ waiver, state, daysLeft, constructPaths }) => [waiver.control, state, daysLeft, constructPaths])).toEqual([
    ['privileged', WaiverState.USED, 31, ['shop/agent']],
    ['host-ports', WaiverState.UNUSED, undefined, ['shop/agent']],
    ['allow-privilege-escalation', WaiverState.EXPIRED, 0, ['shop/agent']],
  ]);
});
