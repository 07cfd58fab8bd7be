import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse, stringify } from 'yaml';
import { Scanner } from '../../src/constructs/options/scanner';
import { joined } from '../../src/formats/manifest/slashed';
import { CATALOG } from '../../src/policy/controls/catalog';
import { isPodControl, isWaivable } from '../../src/policy/controls/control';
import { WAIVER_CONTROLS } from '../../src/policy/controls/waivers';
import { FILE_DIALECTS } from '../../src/policy/waivers/dialects/files';
import { readWaiverFile } from '../../src/policy/waivers/read-waiver-file';
import { parseWaiverFile } from '../../src/policy/waivers/waiver-file';
import { run } from '../commands/cli/support';
import { codeBlocks } from '../examples/markdown';
import { synthesize } from '../examples/synthesize';
import { isClusterScoped } from '../properties/unsafe-objects';

// The code and the files that docs/how-to/waivers.md shows work.

const doc = readFileSync(join(__dirname, '..', '..', 'docs', 'how-to', 'waivers.md'), 'utf8');
const [ofControls, annotation, shownFile] = codeBlocks(doc, 'yaml');
/** The shown file, without the dates that pass. */
const waiverFile = shownFile.replace(/expires: .*/, 'expires: 2999-12-31').replace(/maxWaiverDays: .*/, 'maxWaiverDays: 400000');
const [ofProfile, code, forScanners] = codeBlocks(doc, 'ts');
const [command, emitting] = codeBlocks(doc, 'sh');

const folder = mkdtempSync(join(tmpdir(), 'docs-waivers-'));
afterAll(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

beforeAll(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true); // Images without digest are warned of.
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'waivers.yaml'), waiverFile);
  writeFileSync(join(folder, 'dist', 'shop.k8s.yaml'), synthesizeThere()['shop.k8s.yaml']);
});

test('the gate reads the waiver file', () => {
  expect(readWaiverFile(join(folder, 'waivers.yaml')).waivers).toHaveLength(1);
  expect(() => synthesize(code.replace('waivers.yaml', joined(folder, 'nope.yaml')))).toThrow('no such file or folder');
  expect(() => synthesize(code.replace(/Hardening\.of.*/, ''))).toThrow('[shop/legacy] read-only-root-filesystem');
});

test('the audit reads the waiver file', async () => {
  const [, ...args] = command.trim().replace('npx ', '').split(' ');
  expect(await run(args, { cwd: folder })).toMatchObject({ status: 0, stderr: [], stdout: expect.stringContaining(' 1 waived (') });
});

test('the annotation matches the synthesis', async () => {
  const [object] = synthesizeThere()['shop.k8s.yaml'].split('---\n').map((text) => parse(text));
  const own = parse(annotation).metadata.annotations['cdk8s-hardened/waivers'];
  object.metadata.annotations['cdk8s-hardened/waivers'] = own;
  writeFileSync(join(folder, 'annotated.yaml'), stringify(object));
  expect(await run(['audit', 'annotated.yaml'], { cwd: folder })).toMatchObject({ status: 0, stdout: expect.stringContaining(' 1 waived (') });
});

test('the audit reads the comment of a Dockerfile and its target', async () => {
  const [dockerfile] = codeBlocks(doc, 'dockerfile');
  writeFileSync(join(folder, 'Dockerfile'), dockerfile);
  expect(await run(['audit', 'Dockerfile'], { cwd: folder })).toMatchObject({ status: 0, stdout: expect.stringContaining(' 0 warnings, 1 waived (') });
  writeFileSync(join(folder, 'Dockerfile'), dockerfile.replace(/^# .*\n/m, ''));
  expect(await run(['audit', 'Dockerfile'], { cwd: folder })).toMatchObject({ stdout: expect.stringContaining(' 1 warning, 0 waived (') });
  expect(doc).toContain('{ kind: Dockerfile, name: web/Dockerfile }');
});

test('lists every field of a waiver and of the file', () => {
  const fields = [...doc.matchAll(/^\| `(?:waivers\[\]\.)?(\w+)` \|/gm)].map(([, field]) => field);
  for (const field of ['control', 'controls', 'profile', 'reason', 'containers', 'initContainers', 'ephemeralContainers', 'template', 'allow', 'expires', 'owner', 'ticket', 'waivers', 'target', 'neverWaive', 'maxWaiverDays']) {
    expect(fields).toContain(field);
  }
  expect(() => parseWaiverFile({ waivers: [{ control: CATALOG[0].id, field: 1 }] }))
    .toThrow('the fields are control, controls, profile, reason, allow, containers, initContainers, ephemeralContainers, template, expires, owner, ticket, target');
});

test('lists every control of waivers', () => {
  const [, section] = /## Problems with a waiver\n([^]*?)\n## /.exec(doc)!;
  const listed = [...section.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, id]) => id);
  expect(listed).toEqual(WAIVER_CONTROLS.map(({ id }) => id));
});

test('lists every group that cannot be waived', () => {
  const [, section] = /## Findings that cannot be waived\n([^]*?)\n## /.exec(doc)!;
  const [groups] = section.trim().split('\n');
  expect([...groups.matchAll(/`(declarations|output|waivers)`/g)].map(([, group]) => group))
    .toEqual([...new Set(CATALOG.filter((control) => !isWaivable(control)).map(({ level }) => level))]);
});

test('code can name an object as a target', () => {
  const [, target] = /`target: ({.*?})`/.exec(doc)!;
  const yaml = synthesize(`
import { ApiObject, App, Chart } from 'cdk8s';
import { Hardening, HardeningProfile } from 'cdk8s-hardened';
const app = new App();
new ApiObject(new Chart(app, 'shop'), 'agent', {
  apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'agent', namespace: 'infra' },
  spec: { template: { spec: { hostPID: true, containers: [{ name: 'main' }] } } },
});
Hardening.of(app).enforce({ profile: HardeningProfile.PSS_BASELINE });
Hardening.of(app).addWaiver({ control: 'host-namespaces', allow: ['hostPID'], reason: 'reads processes of the node', target: ${target} });
app.synth();`);
  expect(yaml['shop.k8s.yaml']).toContain('"control":"host-namespaces"');
});

test('code can give a workload a profile of its own', () => {
  const yaml = synthesize(`
import { ApiObject, App, Chart } from 'cdk8s';
import { Hardening, HardeningProfile } from 'cdk8s-hardened';
const app = new App();
const chart = new Chart(app, 'shop');
new ApiObject(chart, 'agent', {
  apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'log-agent', namespace: 'infra' },
  spec: { template: { spec: { containers: [{ name: 'main', image: 'agent:1.2' }] } } },
});
Hardening.of(app).enforce();
Hardening.of(app).setDefaults({ now: new Date('2027-01-01') });
${ofProfile}
app.synth();`);
  expect(yaml['shop.k8s.yaml']).toContain('"profile":"pss-baseline"');
});

test('a waiver of several controls can be read', () => {
  const [{ waiver }] = parseWaiverFile({ waivers: parse(ofControls) }).waivers;
  expect(waiver.controls).toEqual(['run-as-non-root', 'read-only-root-filesystem']);
});

test('the annotations of scanners, and their files, are as shown', async () => {
  const scanning = code.replace('waivers.yaml', joined(folder, 'waivers.yaml')).replace('Hardening }', 'Hardening, Scanner }').replace(/Hardening\.of/, `${forScanners}$&`);
  expect(synthesize(scanning)['shop.k8s.yaml']).toContain('ignore-check.kube-linter.io/no-read-only-root-fs: ');
  const rows = [...doc.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, scanner]) => Scanner[scanner as keyof typeof Scanner]);
  expect(rows).toEqual(Object.values(Scanner));
  const [, ...args] = emitting.trim().replace('npx ', '').split(' ');
  expect(await run([...args, '--waiver-file', 'waivers.yaml'], { cwd: folder })).toMatchObject({ status: 0 });
  for (const { file } of FILE_DIALECTS) {
    expect(doc).toContain(`\`${file}\``);
    expect(readFileSync(join(folder, 'exceptions', file), 'utf8')).not.toBe('');
  }
});

test('lists every control that another profile replaces', () => {
  const [, section] = /## In another profile\n([^]*?)\n## /.exec(doc)!;
  const listed = [...section.matchAll(/^\| `([\w-]+)` \| `([\w-]+)` \|$/gm)].map(([, loose, strict]) => [loose, strict]);
  const replaced = CATALOG.filter(isPodControl).flatMap(({ id, replaces = [] }) => replaces.map((loose) => [loose, id]));
  expect(listed).toEqual(replaced.sort());
});

function synthesizeThere() {
  return synthesize(code.replace('waivers.yaml', joined(folder, 'waivers.yaml')));
}

test('the waiver on the page of a control names no namespace for an object without one', () => {
  const pages = readdirSync('docs/reference/controls').map((name) => readFileSync(join('docs/reference/controls', name), 'utf8'));
  const targets = pages.flatMap((page) => [...page.matchAll(/^ {2}- target: (\{.*\})$/gm)].map(([, target]) => parse(target)));
  expect(targets.filter(({ kind }) => isClusterScoped(kind)).length).toBeGreaterThan(5);
  expect(targets.filter(({ kind, namespace }) => isClusterScoped(kind) && namespace !== undefined)).toEqual([]);
});
