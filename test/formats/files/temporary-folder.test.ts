import { existsSync, rmSync } from 'fs';
import os from 'os';
import { basename, join } from 'path';
import { temporaryFolder } from '../../../src/formats/files/temporary-folder';
import { workspaces } from '../../commands/cli/support';

const workspace = workspaces();
afterEach(() => jest.restoreAllMocks());

test('a new folder has the name of its purpose', () => {
  const folders = [temporaryFolder('probe'), temporaryFolder('probe')];
  expect(folders.map((folder) => [existsSync(folder), basename(folder).replace(/-\w+$/, '')])).toEqual(Array(2).fill([true, 'cdk8s-hardened-probe']));
  expect(folders[0]).not.toBe(folders[1]);
  folders.forEach((folder) => rmSync(folder, { recursive: true }));
});

test('an error names the parent that cannot have one, and the fix', async () => {
  const missing = join(workspace().folder, 'missing');
  const message = `no temporary folder can be created in ${missing}: no such file or folder: make it writable (in a container, mount a tmpfs there), or set TMPDIR to a folder that is`;
  workspace().write({ 'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n' });
  jest.spyOn(os, 'tmpdir').mockReturnValue(missing);
  expect(() => temporaryFolder('probe')).toThrow(message);
  const { status, stderr } = await workspace().audit('.');
  expect([status, stderr]).toEqual([2, [expect.stringContaining(message)]]);
});
