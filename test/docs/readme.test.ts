import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { diffLines } from 'diff';
import { parse } from 'yaml';
import { ROOT } from './page';
import { PLUS_VERSIONS, plusPackage } from '../../projenrc/plus-versions';
import { evaluate } from '../../src/policy/engine/evaluate';
import { profileOf } from '../../src/policy/engine/profile';
import { run, Workspace } from '../commands/cli/support';
import { codeBlocks, podSpec } from '../examples/markdown';
import { PLAIN, synthesize } from '../examples/synthesize';
import { onPosix } from '../support/systems';

// What the README says is true. That its code and output are real is tested for every page.

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const [code] = codeBlocks(readme, 'ts');
const plain = synthesize(code, PLAIN)['shop.k8s.yaml'];

test('is short enough to be read: 220 lines and 12 KB', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(220);
  expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(12_000);
});

test('shows every line that hardening adds to the pod of a plain Deployment, and where', () => {
  const hardened = podSpec(synthesize(code)['shop.k8s.yaml']);
  const added = diffLines(podSpec(plain), hardened).filter((part) => part.added).flatMap(({ value }) => value.trimEnd().split('\n'));
  const shown = codeBlocks(readme, 'diff')[0].trimEnd().split('\n');
  const isOwn = (line: string) => line.startsWith('+');
  expect(shown.filter(isOwn).map((line) => line.slice(1))).toEqual(added);
  expect(isSubsequence(shown.map((line) => line.slice(1)), hardened.split('\n'))).toBe(true);
});

test('shows the error of an unsafe option', () => {
  const [, choice] = /With\n`(securityContext: .*?)` in that container/.exec(readme)!;
  expect(() => synthesize(code.replace('portNumber: 8080', `$&, ${choice}`))).toThrow(new Error(codeBlocks(readme, 'text')[0].trimEnd()));
});

onPosix('shows the commands that CI runs, with no other setup', () => {
  const commands = codeBlocks(readme, 'sh').filter((text) => text.includes('npm ci')).flatMap((text) => text.match(/npm [^&#\n]*[^&#\s]/g)!);
  const [, search] = /^mapfile -t commands < <\((.*)\)$/m.exec(readFileSync(join(ROOT, '.ci', 'run'), 'utf8'))!;
  const found = execFileSync('sh', ['-c', search], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
  expect(found.flatMap((line) => line.split(' && '))).toEqual(commands);
  expect(found).toHaveLength(2);
});

test('says why a namespace that enforces "restricted" refuses a plain Deployment', () => {
  const broken = evaluate(parse(plain), profileOf('pss-restricted')).map(({ control }) => control.id);
  expect(broken).toEqual(['capabilities-restricted', 'seccomp-profile-restricted']);
});

test('has the numbers of the proof', () => {
  const proof = readFileSync(join(ROOT, 'docs', 'explanation', 'proof.md'), 'utf8');
  const [result] = /^In a Deployment that runs as root with Kubernetes defaults, \d+ of \d+ attacks succeed\. In a hardened one, \d+ \w+\./m.exec(proof)!;
  expect(readme).toContain(`**${result}**`);
  const [, working, unknown] = /^(\d+) of (\d+) programs that the library does not know work with the lock file alone/m.exec(proof)!;
  expect(readme).toContain(`${working} of ${unknown} unknown images work`);
});

test('names the versions of Node.js and cdk8s that package.json requires', () => {
  const { engines, peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const row = (name: string) => new RegExp(`^\\| ${name} \\| (.*) \\|$`, 'm').exec(readme)![1];
  expect(engines.node).toBe(`>= ${/[\d.]+/.exec(row('Node.js'))![0]}.0`);
  const versions = Object.keys(PLUS_VERSIONS).map(Number);
  expect(row('Hardened kinds')).toContain(`${plusPackage(Math.min(...versions))} to ${plusPackage(Math.max(...versions))} with cdk8s 2 and constructs 10`);
  expect(Object.keys(peerDependencies)).toHaveLength(versions.length + 2);
});

test('the audit of its CI step annotates, and writes SARIF', async () => {
  const [, args] = /npx --yes cdk8s-hardened (.*)/.exec(codeBlocks(readme, 'yaml').find((block) => block.startsWith('jobs:'))!)!;
  const workspace = new Workspace().write({ 'shop.yaml': plain });
  const { status, stdout } = await run(args.split(' '), { cwd: workspace.folder });
  expect([status, stdout.slice(0, 7), JSON.parse(workspace.read('audit.sarif')).version]).toEqual([1, '::error', '2.1.0']);
  workspace.remove();
});

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let next = 0;
  for (const line of whole) if (line === part[next]) next += 1;
  return next === part.length;
}
