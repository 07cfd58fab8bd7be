import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { TOOLS, Tree, treeOf, Workshop } from './support';
import { onPosix } from '../../../support/systems';

/** Runs the script that fills volumes for real. */
export function testSeedScript(tools: keyof typeof TOOLS): void {
  let shop: Workshop;

  beforeEach(() => {
    shop = new Workshop(TOOLS[tools]);
  });
  afterEach(() => shop.remove());

  function expectSeeded(tree: Tree, image = 'app:1'): void {
    expect(treeOf(shop.volume)).toEqual({ '.conf.seeded': `${image}\n`, 'conf': tree });
  }

  function expectFailure({ status, stderr }: { status: number | null; stderr: string }, message: string): void {
    expect(stderr).toContain(message);
    expect(status).toBe(1);
    expect(readdirSync(shop.volume)).not.toContain('.conf.seeded');
    expect(readdirSync(shop.volume)).not.toContain('conf');
  }

  onPosix('copies files with any name', () => {
    const tree = {
      '.hidden': 'a',
      '..odd': 'b',
      '-rf': 'c',
      ' blank ': 'd',
      'new\nline': 'e',
      '$(HOME) $$ `x` \\ " \' *': 'f',
      'ünïcode': 'g',
      'empty': '',
      'nothing': {},
      'deep': { '.er': { still: 'h' } },
    };
    shop.write(tree);
    expect(shop.seed()).toMatchObject({ status: 0, stderr: '' });
    expectSeeded(tree);
  });

  onPosix('keeps links with any target', () => {
    shop.write({ file: 'a', directory: {} });
    symlinkSync('file', join(shop.source, 'link'));
    symlinkSync('directory', join(shop.source, 'to-directory'));
    symlinkSync('/nowhere/at/all', join(shop.source, 'dangling'));
    symlinkSync('..', join(shop.source, 'up'));
    expect(shop.seed().status).toBe(0);
    expectSeeded({ 'file': 'a', 'directory': {}, 'link': '-> file', 'to-directory': '-> directory', 'dangling': '-> /nowhere/at/all', 'up': '-> ..' });
  });

  onPosix('follows a source that is a link', () => {
    shop.write({ file: 'a' });
    const link = join(shop.root, 'link');
    symlinkSync(shop.source, link);
    expect(shop.seed({ args: [link, 'volume/conf'] }).status).toBe(0);
    expectSeeded({ file: 'a' });
  });

  onPosix('makes copies of read-only files writable, and keeps programs executable', () => {
    shop.write({ file: 'a', program: 'b', closed: { inner: 'c' } });
    chmodSync(join(shop.source, 'file'), 0o444);
    chmodSync(join(shop.source, 'program'), 0o555);
    chmodSync(join(shop.source, 'closed'), 0o555);
    expect(shop.seed().status).toBe(0);
    const mode = (name: string) => statSync(join(shop.target, name)).mode.toString(8).slice(-3);
    expect([mode('file'), mode('program'), mode('closed')]).toEqual(['644', '755', '755']);
  });

  onPosix('accepts an empty source', () => {
    expect(shop.seed().status).toBe(0);
    expectSeeded({});
    expect(shop.seed().status).toBe(0);
    expectSeeded({});
  });

  onPosix.each(['missing', 'file'])('fails for a source that is not a directory, and names it: %s', (name) => {
    writeFileSync(join(shop.root, 'file'), '');
    const source = join(shop.root, name);
    expectFailure(shop.seed({ args: [source, 'volume/conf'] }), `seed: app:1 has no directory ${source}`);
  });

  onPosix('fails for a source that the user cannot read, and names it', () => {
    shop.write({ file: 'a' });
    chmodSync(shop.source, 0o700);
    shop.give(join(shop.root, 'image'));
    chmodSync(shop.source, 0o000);
    expectFailure(shop.seed(), `the container's user cannot read ${shop.source} in app:1`);
  });

  onPosix.each(['file', 'directory'])('fails for a %s in the source that the user cannot read', (name) => {
    shop.write({ before: 'a', file: 'b', directory: { inner: 'c' }, last: 'd' });
    chmodSync(join(shop.source, name), 0o000);
    expectFailure(shop.seed(), `seed: cannot copy all of ${shop.source}`);
  });

  onPosix('fails for a volume that the user cannot write', () => {
    shop.write({ file: 'a' });
    chmodSync(shop.volume, 0o555);
    expectFailure(shop.seed(), `seed: cannot write in the volume for ${shop.source}`);
  });

  onPosix('a second start keeps changes of the application, including deletions', () => {
    shop.write({ kept: 'a', deleted: 'b' });
    shop.seed();
    writeFileSync(join(shop.target, 'kept'), 'mine');
    rmSync(join(shop.target, 'deleted'));
    expect(shop.seed({ pod: 'pod-2' })).toMatchObject({ status: 0, stderr: '' });
    expectSeeded({ kept: 'mine' });
    rmSync(join(shop.target, 'kept'));
    expect(shop.seed().status).toBe(0);
    expectSeeded({});
  });

  onPosix('keeps files that existed before the first start', () => {
    shop.write({ file: 'a' });
    mkdirSync(shop.target);
    writeFileSync(join(shop.target, '\n'), 'mine');
    expect(shop.seed().status).toBe(0);
    expectSeeded({ '\n': 'mine' });
  });

  onPosix('fills an empty target directory that the kubelet created', () => {
    shop.write({ file: 'a' });
    mkdirSync(shop.target);
    expect(shop.seed().status).toBe(0);
    expectSeeded({ file: 'a' });
  });

  onPosix.each<[string, (target: string) => void]>([
    ['a file', (target) => writeFileSync(target, '')],
    ['a link outside the volume', (target) => symlinkSync('/', target)],
  ])('fails for %s at the target', (_, make) => {
    make(shop.target);
    const run = shop.seed();
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/conf in the volume for \S+ is not a directory/);
  });

  onPosix('copies several paths into several volumes', () => {
    shop.write({ file: 'a', sub: { inner: 'b' } });
    mkdirSync(join(shop.root, 'other'));
    shop.give(join(shop.root, 'other'));
    const args = [shop.source, 'volume/conf', join(shop.source, 'sub'), 'volume/sub', shop.source, 'other/conf'];
    expect(shop.seed({ args }).status).toBe(0);
    expect(treeOf(shop.volume)).toMatchObject({ conf: { file: 'a', sub: { inner: 'b' } }, sub: { inner: 'b' } });
    expect(treeOf(join(shop.root, 'other'))).toMatchObject({ conf: { file: 'a' } });
  });

  describe('with another image', () => {
    const replace = () => ['replace', shop.source, 'volume/conf'];

    beforeEach(() => {
      shop.write({ old: 'a' });
      shop.seed({ args: replace() });
      rmSync(join(shop.source, 'old'));
      shop.write({ new: 'b' });
      shop.write({ own: 'mine' }, shop.target);
    });

    onPosix('changes nothing without the replace option', () => {
      expect(shop.seed({ image: 'app:2' }).status).toBe(0);
      expectSeeded({ old: 'a', own: 'mine' });
    });

    onPosix('replaces everything once with the replace option', () => {
      expect(shop.seed({ image: 'app:2', args: replace() })).toMatchObject({ status: 0, stderr: '' });
      expectSeeded({ new: 'b' }, 'app:2');
      shop.write({ own: 'mine' }, shop.target);
      expect(shop.seed({ image: 'app:2', args: replace() }).status).toBe(0);
      expectSeeded({ new: 'b', own: 'mine' }, 'app:2');
    });

    onPosix.each([
      ['before it removed the old copy', () => {}],
      ['after it removed the old copy', () => rmSync(shop.target, { recursive: true })],
    ])('replaces everything if an earlier start was killed %s', (_, kill) => {
      writeFileSync(join(shop.volume, '.conf.seeded'), 'replacing\n');
      kill();
      expect(shop.seed({ image: 'app:1', args: replace() }).status).toBe(0);
      expectSeeded({ new: 'b' });
    });

    onPosix('keeps the old copy if the new one fails', () => {
      chmodSync(join(shop.source, 'new'), 0o000);
      expect(shop.seed({ image: 'app:2', args: replace() }).status).toBe(1);
      expect(treeOf(shop.target)).toEqual({ old: 'a', own: 'mine' });
      expect(readFileSync(join(shop.volume, '.conf.seeded'), 'utf8')).toBe('app:1\n');
    });
  });
}
