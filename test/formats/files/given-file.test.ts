import { execFileSync, spawn } from 'child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { givenChunks, readGivenFile } from '../../../src/formats/files/given-file';
import { onPosix } from '../../support/systems';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-given-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

onPosix('a file is read through a link', () => {
  writeFileSync(join(folder, 'a'), 'text');
  symlinkSync('a', join(folder, 'b'));
  expect(readGivenFile(join(folder, 'b')).toString()).toBe('text');
});

onPosix('a pipe is read once, and known from then on', () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  spawn('/bin/sh', ['-c', `echo text > ${pipe}`], { stdio: 'ignore' });
  expect([readGivenFile(pipe), readGivenFile(pipe)].map(String)).toEqual(['text\n', 'text\n']);
});

test('what is too large, or has no end, is an error', () => {
  expect(() => readGivenFile('/dev/zero', 1024 * 1024)).toThrow('/dev/zero: is larger than 1 MiB, or has no end: split it, or name another file');
  writeFileSync(join(folder, 'a'), 'text');
  expect(() => [...givenChunks(join(folder, 'a'), 3)]).toThrow('is larger than');
  expect(readGivenFile(join(folder, 'a'), 4).toString()).toBe('text');
});

test('what is not there is an error', () => {
  expect(() => readGivenFile(join(folder, 'a'))).toThrow(`${join(folder, 'a')}: no such file or folder`);
  expect(() => readGivenFile(folder)).toThrow(`${folder}: is a folder`);
});
