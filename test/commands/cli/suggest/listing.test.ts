import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { create } from 'tar';
import { ListingReader } from '../../../../src/commands/cli/suggest/listing';
import { onPosix } from '../../../support/systems';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'listing-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, content = ''): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

const LONG = 'd'.repeat(120);

onPosix.each([1, 7, 512, 100_000])('lists an archive in chunks of %i bytes', (size) => {
  write('etc/app.conf', 'x'.repeat(3000));
  write(`srv/${LONG}/${LONG}/${LONG}`, 'deep');
  write('etc/hosts');
  write('dev/console');
  symlinkSync('/run', join(folder, 'var'));
  chmodSync(join(folder, 'etc/app.conf'), 0o4640);
  chmodSync(join(folder, 'etc'), 0o750);
  const archive = create({ cwd: folder, sync: true, portable: true }, ['.']).read()!;
  const reader = new ListingReader();
  for (let start = 0; start < archive.length; start += size) {
    reader.write(archive.subarray(start, start + size));
  }

  const entries = reader.finish();

  expect([...entries.keys()].sort()).toEqual([
    '/etc', '/etc/app.conf', '/srv', `/srv/${LONG}`, `/srv/${LONG}/${LONG}`, `/srv/${LONG}/${LONG}/${LONG}`, '/var',
  ].sort());
  expect(entries.get('/etc')).toMatchObject({ kind: 'directory', mode: 0o750 });
  expect(entries.get('/etc/app.conf')).toMatchObject({ kind: 'file', mode: 0o4640, size: 3000 });
  expect(entries.get('/var')).toMatchObject({ kind: 'link' });
});
