import { spawnSync } from 'child_process';
import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { OWNER_SCRIPT } from '../../src/knowledge/writable-paths/owner-container';
import { TOOLS } from '../knowledge/writable-paths/seed/support';

// The script that gives a PVC to a user, run for real. Only root can chown files, so this test runs here.

test('Kubernetes expands nothing in the script', () => {
  expect(OWNER_SCRIPT).not.toMatch(/\$[$(]/);
});

describe.each(Object.keys(TOOLS) as (keyof typeof TOOLS)[])('owner script with %s', (tools) => {
  let root: string;
  let claim: string;
  let outside: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'own-'));
    [claim, outside] = ['claim', 'outside'].map((name) => join(root, name));
    mkdirSync(join(claim, 'closed'), { recursive: true });
    writeFileSync(outside, '');
    ['.hidden', '..odd', 'file', 'closed/inner', '-rf'].forEach((name) => writeFileSync(join(claim, name), ''));
    symlinkSync(outside, join(claim, 'link'));
    symlinkSync('/nowhere', join(claim, 'dangling'));
    chownSync(join(claim, 'closed'), 777, 777);
    chmodSync(join(claim, 'closed'), 0o700);
    mkdirSync(join(root, 'bin'));
    ['sh', 'stat', 'chown'].forEach((program) => symlinkSync(TOOLS[tools](program), join(root, 'bin', program)));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function own(owner: string, ...privileges: string[]) {
    const shell = [join(root, 'bin', 'sh'), '-c', OWNER_SCRIPT, 'own', owner, claim];
    return spawnSync('/usr/bin/setpriv', [...privileges, '--', ...shell], { encoding: 'utf8', env: { PATH: join(root, 'bin') } });
  }

  const ownerOf = (path: string) => (({ uid, gid }) => `${uid}:${gid}`)(lstatSync(path));
  const ALL = ['', '.hidden', '..odd', 'file', 'closed', 'closed/inner', '-rf', 'link', 'dangling'];

  test('changes all files, but not the targets of links', () => {
    expect(own('1234:5678')).toMatchObject({ status: 0, stderr: '' });
    expect(ALL.map((name) => ownerOf(join(claim, name)))).toEqual(ALL.map(() => '1234:5678'));
    expect(ownerOf(outside)).toBe('0:0');
  });

  test('keeps the group if none is given', () => {
    expect(own('1234').status).toBe(0);
    expect(ownerOf(join(claim, 'closed/inner'))).toBe('1234:0');
    expect(own('1234').stdout).toContain('belongs to 1234 already');
  });

  test('runs once', () => {
    own('1234:5678');
    chownSync(join(claim, 'file'), 1, 1);
    expect(own('1234:5678').stdout).toContain('belongs to 1234:5678 already');
    expect(ownerOf(join(claim, 'file'))).toBe('1:1');
  });

  test('changes the root last, so that a failed start is repeated', () => {
    expect(own('1234:5678', '--bounding-set=-chown')).toMatchObject({ status: 1, stderr: expect.stringContaining('own: cannot give') });
    expect(ownerOf(claim)).toBe('0:0');
    expect(own('1234:5678').status).toBe(0);
    expect(ownerOf(join(claim, 'closed/inner'))).toBe('1234:5678');
  });

  test('fails for a missing directory', () => {
    rmSync(claim, { recursive: true });
    expect(own('1234:5678').status).toBe(1);
  });
});
