import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';
import { codeBlocks } from '../examples/markdown';
import { expectHardened, packWithPeers, ROOT } from '../package/support';

// The quick start of the README in an empty folder, exactly as written. Only the package comes from here instead of the registry.

const root = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-quick-start-'));
const folder = join(root, 'shop');
const [, section] = /^## Quick start\n([^]*?)^## /m.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))!;
const [install, synth] = codeBlocks(section, 'sh');
let tarball: string;

beforeAll(() => {
  mkdirSync(folder);
  tarball = packWithPeers(root).at(-1)!.path;
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

function run(commands: string): { readonly status: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', commands], { cwd: folder, encoding: 'utf8' });
  return { status, text: stdout + stderr };
}

it('works', () => {
  expect(run(install.replace('npm install cdk8s-hardened', `npm install ${tarball}`))).toMatchObject({ status: 0 });
  writeFileSync(join(folder, 'main.ts'), codeBlocks(section, 'ts')[0]);
  const { status, text } = run(synth);
  expect([status, text]).toEqual([0, expect.stringContaining('dist/shop.k8s.yaml')]);
  expectHardened(parse(readFileSync(join(folder, 'dist/shop.k8s.yaml'), 'utf8')));
  const warnings = [...text.matchAll(/^cdk8s-hardened: warning: \[shop\/web\] ([\w-]+):/gm)].map(([, control]) => control);
  expect(warnings.sort()).toEqual(['image-digest', 'network-policy']);
  expect(section).toContain('prints two warnings: the image has no digest, and no NetworkPolicy selects the pod');
}, 300_000);
