import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Files, filesIn, installLibrary, LINUX, Machine, MAIN, Result, WINDOWS, write } from './machine';
import { FORMAT_NAMES } from '../../src/tasks/reports/formats/names';
import { goodPod } from '../policy/controls/support';

// The same commands on Linux and on Windows, each in a copy of the same files. What they print and write must be the same, byte for byte.

const MANIFESTS = join(__dirname, '../third-party/manifests');
const EXAMPLES = join(__dirname, '../../examples');
const RECORDING = readFileSync(join(__dirname, '../tasks/doctor/recordings/api-container-name-twice.json'), 'utf8');

const manifests: Files = Object.fromEntries(readdirSync(MANIFESTS).map((name) => [`manifests/${name}`, readFileSync(join(MANIFESTS, name), 'utf8')]));
const withBreaksOfWindows = (files: Files, folder: string) => Object.fromEntries(
  Object.entries(files).map(([name, text]) => [name.replace(/^[^/]*/, folder), text.replace(/\r?\n/g, '\r\n')]));

const SETTINGS = `
profile: pss-restricted
excludeFiles: [excluded, 'crlf/message-*.yaml', '**/hook-job.yaml']
overrides:
  - { files: ['manifests/node-*.yaml'], profile: pss-baseline }
waivers:
  - target: { kind: Dockerfile, name: web/Dockerfile }
    control: dockerfile-user-root
    reason: builds
    expires: '2999-01-01'
`;
const WAIVERS = `
waivers:
  - target: { kind: Dockerfile, name: web/Dockerfile }
    control: dockerfile-user-root
    reason: builds
    expires: '2999-01-01'
  - target: { kind: Pod, name: debug }
    control: privileged
    allow: true
    reason: looks at the node
    expires: '2999-01-01'
`;
const DEBUG = 'apiVersion: v1\nkind: Pod\nmetadata: {name: debug, namespace: shop}\nspec: {containers: [{name: main, image: "app:1", securityContext: {privileged: true}}]}\n';
const CHART = { 'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n', 'chart/templates/pod.yaml': DEBUG, 'chart/values.yaml': '{}\n' };

const FILES: Files = {
  ...manifests,
  ...withBreaksOfWindows(manifests, 'crlf'),
  ...CHART,
  'web/Dockerfile': 'FROM debian:13\nUSER root\n',
  'web/debug.yaml': DEBUG,
  'web/good.yaml': JSON.stringify(goodPod()),
  'excluded/bad.yaml': DEBUG,
  'settings.yaml': SETTINGS,
  'waivers.yml': WAIVERS,
  'network/shop.yaml': readFileSync(join(EXAMPLES, 'shop-in-a-namespace/dist/shop.k8s.yaml'), 'utf8'),
};

/** A command line; on Windows with backslashes in the arguments that are paths of several steps. */
interface Command {
  readonly args: readonly string[];
  readonly windows?: readonly string[];
  readonly input?: string;
  readonly cwd?: string;
}

const OF_FOLDERS = ['manifests', 'crlf', 'web'];
const REPORTS = FORMAT_NAMES.flatMap((format) => ['--report', `${format}=reports/audit.${format}`]);

const COMMANDS: Readonly<Record<string, Command>> = {
  'audits a folder': { args: ['audit', '.'] },
  'reads no files of charts as manifests': { args: ['audit', '.', '--no-render'] },
  'audits by the settings file': { args: ['audit', '.', '--config', 'settings.yaml', '--no-render', '--detail', 'all'] },
  'audits a path with backslashes': { args: ['audit', 'web/debug.yaml', './web/Dockerfile'], windows: ['audit', 'web\\debug.yaml', '.\\web\\Dockerfile'] },
  'audits from another folder': { args: ['audit', '../manifests', '../web/Dockerfile'], windows: ['audit', '..\\manifests', '..\\web\\Dockerfile'], cwd: 'network' },
  'leaves out what a glob matches': { args: ['audit', '.', '--no-render', '--exclude-files', 'crlf/*', '--exclude-files', './manifests'], windows: ['audit', '.', '--no-render', '--exclude-files', 'crlf\\*', '--exclude-files', '.\\manifests'] },
  'audits standard input': { args: ['audit', '-'], input: DEBUG },
  'writes all formats': { args: ['audit', ...OF_FOLDERS, ...REPORTS, '--format', 'json'] },
  'groups by file': { args: ['audit', ...OF_FOLDERS, '--group-by', 'file', '--detail', 'all'] },
  'accepts waivers of a file': { args: ['audit', 'web', '--waiver-file', 'waivers.yml', '--detail', 'all', '--format', 'sarif'] },
  'writes waivers for scanners': { args: ['export-waivers', 'web', '--waiver-file', 'waivers.yml', '--output-dir', 'scanners'] },
  'records a baseline': { args: ['write-baseline', ...OF_FOLDERS, '--output', 'baseline.json'] },
  'accepts what a baseline has': { args: ['audit', ...OF_FOLDERS, '--baseline', 'baseline.json'], windows: ['audit', ...OF_FOLDERS.map((name) => `.\\${name}`), '--baseline', 'baseline.json'] },
  'prints what hardening changes': { args: ['harden', ...OF_FOLDERS, '--diff'] },
  'hardens standard input': { args: ['harden', '-'], input: DEBUG.replace(/\n/g, '\r\n') },
  'hardens into a folder': { args: ['harden', 'crlf', 'web', '--output-dir', 'hardened'], windows: ['harden', 'crlf', 'web', '--output-dir', '.\\hardened'] },
  'refuses two inputs for one file': { args: ['harden', 'manifests', 'crlf', '--output-dir', 'other'] },
  'hardens files in place': { args: ['harden', ...OF_FOLDERS, '--write'] },
  'shows the network': { args: ['network', 'network'] },
  'writes the network': { args: ['network', 'network', '--format', 'mermaid', '--output', 'network.md'] },
  'writes policies': { args: ['policies', '--action', 'warn'] },
  'diagnoses a recording': { args: ['doctor', '-'], input: RECORDING },
  'explains a control': { args: ['explain', 'privileged'] },
  'completes commands of PowerShell': { args: ['completion', 'powershell'] },
  'needs Helm for a chart': { args: ['values', 'chart'] },
  'needs a tool for a lock file': { args: ['lock', 'web', '--file', 'images.lock.yaml'] },
  'needs a container runtime': { args: ['suggest-paths', 'app:1'] },
  'names a missing file': { args: ['audit', 'web/none.yaml'], windows: ['audit', 'web\\none.yaml'] },
  'refuses a report that is a folder': { args: ['audit', 'web', '--output', 'web/'], windows: ['audit', 'web', '--output', 'web\\'] },
  'writes a settings file': { args: ['init'] },
};

const names = Object.keys(COMMANDS);

function run(machine: Machine, isWindows: boolean, commands: readonly Command[]): readonly Result[] {
  write(machine.folder, FILES);
  return machine.run(commands.map(({ args, windows, input, cwd = '.' }) => (
    { args: [machine.pathOf(MAIN), ...isWindows && windows || args], cwd: join(machine.folder, cwd), input })));
}

let linux: readonly Result[];
let windows: readonly Result[];

beforeAll(() => {
  installLibrary();
  linux = run(LINUX, false, Object.values(COMMANDS));
  windows = run(WINDOWS, true, Object.values(COMMANDS));
}, 600_000);

/** Errors have folders as the system has them, and options as someone typed them. */
const inOneWay = ({ status, stdout, stderr }: Result, { folder, pathOf }: Machine, { windows: typed }: Command) => {
  const text = stderr.replaceAll(pathOf(folder), '<folder>');
  return { status, stdout, stderr: typed ? text.replaceAll('\\', '/') : text };
};

test.each(names.map((name, index) => [name, index] as const))('Windows, as Linux, %s', (name, index) => {
  expect(inOneWay(windows[index], WINDOWS, COMMANDS[name])).toEqual(inOneWay(linux[index], LINUX, COMMANDS[name]));
  expect(linux[index].status).not.toBeNull();
});

test('Windows writes the same files as Linux', () => {
  const [ours, theirs] = [LINUX, WINDOWS].map(({ folder }) => filesIn(folder)).map((files): Files => (
    { ...files, 'reports/audit.html': files['reports/audit.html'].replace(/"created":"[^"]*"/, '') }));
  expect(Object.keys(theirs)).toEqual(Object.keys(ours));
  expect(Object.keys(ours).filter((name) => theirs[name] !== ours[name])).toEqual([]);
  expect(Object.keys(ours)).toEqual(expect.arrayContaining(['reports/audit.sarif', 'baseline.json', 'hardened/debug.yaml', 'network.md', 'cdk8s-hardened.yaml']));
});

test('hardening keeps the line breaks of Windows', () => {
  const files = filesIn(WINDOWS.folder);
  const changed = Object.keys(manifests).map((name) => name.replace('manifests/', 'crlf/')).filter((name) => files[name] !== FILES[name]);
  expect(changed.length).toBeGreaterThan(5);
  expect(changed.filter((name) => /(?<!\r)\n/.test(files[name]))).toEqual([]);
});
