import { copyFileSync, existsSync, mkdirSync } from 'fs';
import { join } from 'path';
import { installLibrary, MAIN, Result, WINDOWS, write } from './machine';

// What only Windows has: capitals that do not matter, drives, names of other machines, and programs in the working directory.

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: debug}\nspec: {hostPID: true, containers: [{name: main, image: "app:1"}]}\n';

beforeAll(() => {
  installLibrary();
  write(WINDOWS.folder, { 'App/Web/pod.yaml': POD, 'App/cdk8s-hardened.yaml': 'profile: pss-baseline\nexcludeFiles: [Excluded]\n', 'App/Excluded/pod.yaml': POD });
}, 120_000);

const APP = join(WINDOWS.folder, 'App');

function cli(...args: readonly string[]): Result {
  return WINDOWS.run([{ args: [WINDOWS.pathOf(MAIN), ...args], cwd: APP }])[0];
}

test.each<[string, (path: string) => string]>([
  ['backslashes', (path) => path],
  ['slashes', (path) => path.replaceAll('\\', '/')],
  ['a small letter', (path) => path.replace('C:', 'c:')],
  ['a name without a drive', (path) => path.slice(2)],
  ['a name of any length', (path) => `\\\\?\\${path}`],
])('a whole path with %s is audited by the settings file', (_, way) => {
  const named = way(WINDOWS.pathOf(APP)).replaceAll('\\', '/');
  const { status, stdout, stderr } = cli('audit', way(WINDOWS.pathOf(APP)), '--format', 'json');
  expect([status, stderr]).toEqual([1, `cdk8s-hardened: skipped 1 excluded file: ${named}/Excluded/pod.yaml\n`]);
  expect(JSON.parse(stdout).findings.map(({ file }: { file: string }) => file)).toEqual([`${named}/Web/pod.yaml`]);
});

test('two reports with one name but for its capitals are refused', () => {
  write(APP, { 'report.txt': '' });
  const { status, stderr } = cli('audit', 'Web', '--report', 'json=report.txt', '--report', 'sarif=REPORT.TXT');
  expect([status, stderr]).toEqual([2, expect.stringContaining('REPORT.TXT')]);
});

test.each(['//host/share/baseline.json', '\\\\\\\\host\\\\share\\\\baseline.json', 'C:/windows/win.ini', '../../../windows/win.ini'])(
  'a settings file cannot name %s', (path) => {
    write(APP, { 'other/cdk8s-hardened.yaml': `baseline: "${path}"\n`, 'other/pod.yaml': POD });
    const [{ status, stderr }] = WINDOWS.run([{ args: [WINDOWS.pathOf(MAIN), 'audit', '.'], cwd: join(APP, 'other') }]);
    expect([status, stderr]).toEqual([2, expect.stringContaining('leads out of')]);
  });

test('a program of the working directory is not started', () => {
  const program = join(WINDOWS.folder, '../windows/system32/hostname.exe');
  expect(existsSync(program)).toBe(true);
  ['git', 'helm'].forEach((name) => copyFileSync(program, join(APP, `${name}.exe`)));
  expect(cli('audit', '.', '--changed-since', 'main')).toMatchObject({ status: 2, stderr: expect.stringContaining('--changed-since needs git, but git cannot be started') });
  mkdirSync(join(APP, 'chart'));
  write(APP, { 'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n' });
  expect(cli('audit', 'chart')).toMatchObject({ status: 2, stderr: expect.stringContaining('helm is not installed or not in the PATH') });
});
