import { spawnSync } from 'child_process';
import { readdirSync } from 'fs';
import { join } from 'path';
import { MAIN, runProcess } from './process';
import { workspaces } from './support';

// The compiled program on a terminal. All other tests of decisions run it in the process of the test.

const workspace = workspaces();

const APP = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
    - name: web
      image: ghcr.io/shop/web:1.2
      securityContext:
        privileged: true # for now
`;
const ARGS = ['harden', 'app.yaml', '--interactive', '--only', 'privileged', '--only', 'service-links', '--only', 'seccomp-profile-restricted'];

function onTerminal(...typed: readonly (readonly [string, string])[]): { readonly status: number; readonly shown: string } {
  const input = JSON.stringify({ argv: [process.execPath, MAIN, ...ARGS], cwd: workspace().folder, typed });
  const { status, stdout, stderr } = spawnSync('python3', [join(__dirname, 'terminal.py')], { input, encoding: 'utf8', timeout: 60_000 });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const files = () => Object.fromEntries(readdirSync(workspace().folder).map((file) => [file, workspace().read(file)]));
const CTRL_C = '\x03';
const CTRL_D = '\x04';

beforeEach(() => {
  workspace().write({ 'app.yaml': APP });
});

test('decisions are typed, and the files are written at the end', () => {
  const { status, shown } = onTerminal(['[q]uit: ', 'a\r'], ['[q]uit: ', 'w\r'], ['(Enter goes back) ', 'the image has no profile yet\r'], ['[q]uit: ', 'e\r'], ['[q]uit: ', 'a\r']);
  expect(status).toBe(0);
  expect(shown).toContain('-        privileged: true # for now\r\n+        privileged: false # for now\r\n');
  expect(shown).toContain('applied 2 fixes in 1 file, accepted with 1 waiver in cdk8s-hardened.yaml\r\n');
  expect(files()).toEqual({
    'app.yaml': `${APP.replace('true #', 'false #')}  enableServiceLinks: false\n`,
    'cdk8s-hardened.yaml': expect.stringContaining('reason: the image has no profile yet'),
  });
});

test('lines that are typed ahead count', () => {
  expect(onTerminal(['[q]uit: ', 'a\rs\rs\r']).status).toBe(0);
  expect(files()).toEqual({ 'app.yaml': APP.replace('true #', 'false #') });
});

test.each([['Ctrl-C', CTRL_C], ['Ctrl-D', CTRL_D]])('%s leaves the files as they were', (_, keys) => {
  const { status, shown } = onTerminal(['[q]uit: ', 'a\r'], ['[q]uit: ', 'w\r'], ['(Enter goes back) ', keys]);
  expect(shown).toContain('cdk8s-hardened: interrupted: no file was written\r\n');
  expect(status).toBe(130);
  expect(files()).toEqual({ 'app.yaml': APP });
});

test('Ctrl-C behind the last answer leaves the files as they were, too', () => {
  const { status, shown } = onTerminal(['[q]uit: ', `a\rs\rs\r${CTRL_C}`]);
  expect(shown).toContain('cdk8s-hardened: interrupted: no file was written\r\n');
  expect(status).toBe(130);
  expect(files()).toEqual({ 'app.yaml': APP });
});

test('without a terminal it is an error', () => {
  const { status, stdout, stderr } = runProcess(ARGS, { cwd: workspace().folder, input: 'a\na\na\n' });
  expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: [expect.stringContaining('cdk8s-hardened: --interactive needs a terminal, but ')] });
  expect(files()).toEqual({ 'app.yaml': APP });
});
