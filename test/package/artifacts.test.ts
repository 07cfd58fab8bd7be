import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { zipSync } from 'fflate';
import { create } from 'tar';
import { artifactsIn, listText } from '../../projenrc/release/artifacts';
import { contentsOf } from '../../projenrc/release/contents';
import { sbom } from '../../projenrc/release/sbom';
import { skip } from '../../projenrc/release/skipped';

const LICENSES = 'package/lib/bundle/LICENSES.txt';
const BUNDLED = readFileSync('lib/bundle/LICENSES.txt', 'utf8');
let dist: string;

beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-dist-'));
});
afterEach(() => rmSync(dist, { recursive: true }));

/** Writes an npm package with one file. */
function npmPackage(path: string, licenses = BUNDLED): string {
  const work = join(dist, 'work');
  mkdirSync(join(work, dirname(LICENSES)), { recursive: true });
  writeFileSync(join(work, LICENSES), licenses);
  return archive(path, work, 'package');
}

function archive(path: string, work: string, ...names: readonly string[]): string {
  mkdirSync(dirname(join(dist, path)), { recursive: true });
  create({ gzip: true, sync: true, file: join(dist, path), cwd: work }, [...names]);
  rmSync(work, { recursive: true });
  return join(dist, path);
}

/** A ZIP file, such as a wheel, and an archive by tar, such as a source distribution, that have an npm package in them. */
function pythonPackages(licenses?: string): readonly string[] {
  const inner = npmPackage('inner/a@1.0.0.jsii.tgz', licenses);
  mkdirSync(join(dist, 'python'));
  writeFileSync(join(dist, 'python/a.whl'), zipSync({ 'a/_jsii/a@1.0.0.jsii.tgz': readFileSync(inner), 'a/b.py': new Uint8Array() }));
  mkdirSync(join(dist, 'work/a/_jsii'), { recursive: true });
  copyFileSync(inner, join(dist, 'work/a/_jsii/a@1.0.0.jsii.tgz'));
  return [join(dist, 'python/a.whl'), archive('python/a.tar.gz', join(dist, 'work'), 'a')];
}

test('a file of an npm package is found in the package, and in packages of other languages', () => {
  for (const file of [npmPackage('js/a.tgz'), ...pythonPackages()]) {
    expect([file, contentsOf(file, LICENSES)]).toEqual([file, BUNDLED]);
    expect(contentsOf(file, 'package/none')).toBeUndefined();
  }
});

test('the list has the size, the digest and the bill of each file, and why others are missing', async () => {
  npmPackage('js/a.tgz');
  writeFileSync(join(dist, 'sbom.cdx.json'), sbom());
  skip(dist, 'go', 'go is not installed');
  const listed = await artifactsIn(dist, ['js', 'go']);
  expect(listed).toEqual([
    { registry: 'npm', file: 'a.tgz', bytes: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/), bill: expect.stringMatching(/^sbom\.cdx\.json, \d\d packages$/) },
    { registry: 'Go', skipped: 'go is not installed' },
  ]);
  expect(listText(listed)).toMatch(/^npm +a\.tgz +\d\.\d\d MB {2}sha256:[0-9a-f]{64} {2}sbom\.cdx\.json, \d\d packages\nGo +SKIPPED: go is not installed$/);
});

test('it fails for files that are missing without a reason, and for packages whose bill is missing or of another package', async () => {
  npmPackage('js/a.tgz');
  pythonPackages('other');
  writeFileSync(join(dist, 'python/empty.whl'), zipSync({ 'a/b.py': new Uint8Array() }));
  const error = await artifactsIn(dist, ['js', 'python', 'java']).catch((each: Error) => each.message.replaceAll(dist, ''));
  expect(error).toBe(`this is no release:
/js/a.tgz: has no bill of materials /sbom.cdx.json
/python/a.tar.gz: lib/bundle/LICENSES.txt differs from the one that the bill of materials is made from
/python/a.whl: lib/bundle/LICENSES.txt differs from the one that the bill of materials is made from
/python/empty.whl: has no npm package with lib/bundle/LICENSES.txt
Maven Central: nothing in /java`);
});

test('it fails for a bill of another version', async () => {
  npmPackage('js/a.tgz');
  writeFileSync(join(dist, 'sbom.cdx.json'), sbom().replaceAll('"version": "0.0.0"', '"version": "0.0.1"'));
  await expect(artifactsIn(dist, ['js'])).rejects.toThrow(/sbom\.cdx\.json is of version 0\.0\.1, and not /);
});
