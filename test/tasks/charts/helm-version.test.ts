import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { helmVersion } from '../../../src/tasks/charts/helm';
import { onPosix } from '../../support/systems';

let folder: string;

beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-helm-')); });
afterEach(() => rmSync(folder, { recursive: true }));

/** The version of a program that runs a script. */
function versionOf(script: string): Promise<string> {
  const file = join(folder, 'helm');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return helmVersion({ env: { ...process.env, PATH: `${folder}:${process.env.PATH}` }, signal: new AbortController().signal });
}

onPosix.each(['v4.1.4', 'v3.17.2', 'v4.3', 'v4.0.0-rc.1'])('%s is a version of Helm', async (version) => {
  expect(await versionOf(`echo ${version}`)).toBe(version);
});

onPosix.each([
  ['echo helm of another kind', 'helm of another kind'],
  ['echo Error: cannot run >&2; exit 1', 'Error: cannot run'],
  ['exit 0', 'nothing'],
])('%j is not a version', async (script, said) => {
  await expect(versionOf(script)).rejects
    .toThrow(`helm printed "${said}" in place of its version: install Helm 3 or 4 (https://helm.sh/docs/intro/install)`);
});
