import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ownFolder, useCompileCache } from '../../../src/commands/cli/compile-cache';
import { onPosix } from '../../support/systems';

let home: string;
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'cdk8s-hardened-compile-')));
});
afterEach(() => rmSync(home, { recursive: true }));

describe('the compile cache', () => {
  const enabled = (env: NodeJS.ProcessEnv, known?: string) => {
    const folders: string[] = [];
    const caching = { enableCompileCache: (folder: string) => folders.push(folder), getCompileCacheDir: () => known };
    useCompileCache({ XDG_CACHE_HOME: home, ...env }, caching);
    return folders;
  };

  onPosix('is in the cache folder of the user, and only the user can look into it', () => {
    const folder = join(home, 'cdk8s-hardened', 'compiled');
    expect(enabled({})).toEqual([folder]);
    expect(statSync(folder).mode % 0o1000).toBe(0o700);
    expect(enabled({})).toEqual([folder]);
  });

  test('leaves no folder where Node.js has none, where the user wants none, and where the user chose another one', () => {
    useCompileCache({ XDG_CACHE_HOME: home }, {});
    expect(enabled({ NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual([]);
    expect(enabled({}, '/chosen')).toEqual([]);
    expect(existsSync(join(home, 'cdk8s-hardened'))).toBe(false);
  });

  test('is missing without an error where no folder can be made', () => {
    writeFileSync(join(home, 'cdk8s-hardened'), 'a file');
    expect(enabled({})).toEqual([]);
    expect(enabled({ XDG_CACHE_HOME: '/proc/self/none' })).toEqual([]);
  });
});

describe('a folder for code is refused', () => {
  const folder = () => join(home, 'cache', 'compiled');

  onPosix('where it is a link', () => {
    mkdirSync(join(home, 'elsewhere'), { mode: 0o700 });
    symlinkSync(join(home, 'elsewhere'), join(home, 'link'));
    expect(ownFolder(join(home, 'link'))).toBeUndefined();
    expect(ownFolder(join(home, 'elsewhere'))).toBe(join(home, 'elsewhere'));
  });

  test.each([0o777, 0o770, 0o755, 0o720, 0o702])('where others have access to it: %i', (mode) => {
    mkdirSync(folder(), { recursive: true });
    chmodSync(folder(), mode);
    expect(ownFolder(folder())).toBeUndefined();
  });

  test.each([0o777, 0o775, 0o1777])('where others can write to the folder that it would be made in: %i', (mode) => {
    mkdirSync(join(home, 'cache'));
    chmodSync(join(home, 'cache'), mode);
    expect(ownFolder(folder())).toBeUndefined();
    expect(existsSync(folder())).toBe(false);
  });

  onPosix('where others can replace a folder above it', () => {
    mkdirSync(folder(), { recursive: true, mode: 0o700 });
    expect(ownFolder(folder())).toBe(folder());
    chmodSync(home, 0o777);
    expect(ownFolder(folder())).toBeUndefined();
  });

  onPosix('where it belongs to another user, as the home of the caller of sudo', () => {
    const other = process.geteuid!() + 1;
    expect(ownFolder(folder(), other)).toBeUndefined();
    expect(existsSync(join(home, 'cache'))).toBe(false);
    mkdirSync(folder(), { recursive: true, mode: 0o700 });
    expect(ownFolder(folder(), other)).toBeUndefined();
  });

  test('where the system has no users', () => {
    const { geteuid } = process;
    try {
      process.geteuid = undefined;
      expect(ownFolder(folder())).toBeUndefined();
    } finally {
      process.geteuid = geteuid;
    }
  });
});
