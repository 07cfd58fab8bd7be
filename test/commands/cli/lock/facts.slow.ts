import { spawnSync } from 'child_process';
import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { withCrane } from './crane';
import { Registry, requirePrograms } from './registry';
import { PlatformFacts } from '../../../../src/knowledge/image-lock/facts/image-facts';
import { readLock } from '../../../../src/knowledge/image-lock/read-lock';
import { requirePackages } from '../../../programs/debian';
import { SLOW_PACKAGES } from '../../../programs/pinned';
import { AMD64, ARM64, SH, tarOf, TestImage, TestLayer, TestRegistry } from '../../../tasks/image-facts/support';
import { run, Run, workspaces } from '../support';

// The facts that `lock` records with the real programs: Debian's docker-registry, skopeo, and crane of Debian's sources.

const { zstd: ZSTD } = SLOW_PACKAGES;

const workspace = workspaces();
let registry: Registry;
let cache: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  requirePrograms();
  requirePackages({ zstd: ZSTD });
  registry = await Registry.start();
  env = withCrane(process.env);
}, 300_000);

afterAll(() => registry.stop());

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-cache-'));
});

afterEach(() => rmSync(cache, { recursive: true }));

const TOOLS = [['skopeo', '--tls-verify=false'], ['crane', '--insecure']] as const;
let images = 0;

interface Locked {
  readonly platforms: readonly PlatformFacts[];
  readonly runs: readonly Run[];
  /** The lock file. */
  readonly text: string;
}

/** Pushes an image, or several by platform, and locks it with both programs: they come to the same. */
function locked(image: TestImage | readonly TestImage[]): Promise<Locked> {
  const content = new TestRegistry();
  return lockedAs(content, Array.isArray(image) ? content.index(image as readonly TestImage[]) : content.image(image as TestImage));
}

async function lockedAs(content: TestRegistry, manifest: Buffer): Promise<Locked> {
  const repository = `facts/image-${images++}`;
  await registry.pushAll(repository, '1', content.blobs, manifest);
  const name = `${registry.host}/${repository}:1`;
  workspace().write({ 'app.yaml': `{ apiVersion: v1, kind: Pod, metadata: { name: a, namespace: b }, spec: { containers: [{ name: a, image: "${name}" }] } }` });
  const runs = [];
  for (const [tool, option] of TOOLS) {
    const file = `${tool}.yaml`;
    runs.push(await run(['lock', 'app.yaml', '--file', file, '--tool', tool, `--tool-option=${option}`], {
      cwd: workspace().folder, env: { ...env, XDG_CACHE_HOME: join(cache, tool) },
    }));
  }
  if (runs.some(({ status }) => status !== 0)) {
    return { platforms: [], runs, text: '' };
  }
  const text = workspace().read('skopeo.yaml');
  expect(workspace().read('crane.yaml')).toBe(text);
  expect(readdirSync(tmpdir()).filter((each) => each.startsWith('cdk8s-hardened-lock-'))).toEqual([]);
  return { platforms: readLock({ path: join(workspace().folder, 'skopeo.yaml') }).images.get(name)!.facts!.platforms, runs, text };
}

const PASSWD = 'root:x:0:0::/root:\napp:x:1000:1001::/home/app:/bin/sh\n';
const GROUP = 'root:x:0:\nweb:x:33:\n';
const ACCOUNTS: TestLayer = { 'etc/passwd': PASSWD, 'etc/group': GROUP };

test.each<[string, TestImage, object]>([
  ['a named user overridden in a later layer', { config: { User: 'app' }, layers: [ACCOUNTS, { 'etc/passwd': 'app:x:2000:2001::/:\n' }] }, { uid: 2000, gid: 2001 }],
  ['USER app:web', { config: { User: 'app:web' }, layers: [ACCOUNTS] }, { user: 'app:web', uid: 1000, gid: 33, home: '/home/app' }],
  ['USER 0010', { config: { User: '0010' }, layers: [ACCOUNTS] }, { user: '0010', uid: 10, gid: 0 }],
  ['a symlinked passwd', { config: { User: 'app' }, layers: [{ 'usr/lib/users': PASSWD, 'etc/passwd': { type: 'SymbolicLink', to: '../usr/lib/users' } }] }, { uid: 1000, gid: 1001 }],
  ['/etc as a link', { config: { User: 'app' }, layers: [{ 'usr/etc/passwd': PASSWD, 'etc': { type: 'SymbolicLink', to: 'usr/etc' } }] }, { uid: 1000 }],
  ['no shell', { config: { User: '65532', Entrypoint: ['/app'] }, layers: [{ app: SH }] }, { uid: 65_532, shells: [], program: { path: '/app' } }],
  ['a shell', { config: { Entrypoint: ['app'] }, layers: [{ 'bin/sh': SH, 'usr/bin/app': SH }] }, { uid: 0, shells: ['/bin/sh'], program: { path: '/usr/bin/app' } }],
  ['whiteouts', { config: { Volumes: { '/a': {}, '/b': {}, '/c': {} } }, layers: [{ 'a/f': '', 'b/f': '', 'c/f': '' }, { 'a/.wh.f': '', '.wh.b': '', 'c/.wh..wh..opq': '' }] }, {
    directories: [{ path: '/a', found: { has: 'nothing' } }, { path: '/b', reasons: ['volume'] }, { path: '/c', found: { has: 'nothing' } }],
  }],
  ['a start script that leaves root', {
    config: { Entrypoint: ['/start.sh'], Cmd: ['serve'] },
    layers: [ACCOUNTS, { 'start.sh': { mode: 0o755, content: '#!/bin/sh\nmkdir -p /run/app\nexec gosu app "$0" "$@"\n' } }],
  }, { uid: 0, leavesRoot: { with: 'gosu', uid: 1000, gid: 1001 }, directories: [{ path: '/home/app' }, { path: '/run/app', reasons: ['script'] }] }],
])('%s', async (_, image, expected) => expect((await locked(image)).platforms).toMatchObject([expected]));

test.each<[string, readonly string[]]>([
  ['zstd', ['-3']], ['zstd with the largest window', ['-3', '--long=27']], ['zstd without a checksum', ['-1', '--no-check']],
])('%s, as the real program packs it', async (_, level) => {
  const tar = tarOf({ ...ACCOUNTS, data: { content: spawnSync('cat', [process.execPath], { maxBuffer: 2 ** 30 }).stdout.subarray(0, 20 * 2 ** 20) } });
  const packed = spawnSync('zstd', [...level, '-c'], { input: tar, maxBuffer: 2 ** 30 });
  expect(packed.status).toBe(0);
  const image = { config: { User: 'app' }, layers: [packed.stdout], mediaType: 'application/vnd.oci.image.layer.v1.tar+zstd' };
  const { platforms } = await locked(image);
  expect(platforms).toEqual([expect.objectContaining({ uid: 1000 })]);
});

test('different users by platform, in an OCI index with attestations', async () => {
  const image = (uid: number, platform: TestImage['platform']): TestImage => ({ platform, config: { User: 'app' }, layers: [{ 'etc/passwd': `app:x:${uid}:${uid}::/:\n` }] });
  const { platforms, text } = await locked([image(100, AMD64), image(200, ARM64)]);
  expect(platforms.map((each) => [each.platforms, each.uid])).toEqual([[['linux/amd64'], 100], [['linux/arm64'], 200]]);
  expect(text).not.toContain('unknown');
  expect((await locked([image(100, AMD64), image(100, ARM64)])).platforms.map((each) => each.platforms)).toEqual([['linux/amd64', 'linux/arm64']]);
});

test('a layer of 2 GB is not read: the manifest says its size', async () => {
  // docker-registry takes the size of a descriptor as it is.
  const content = new TestRegistry();
  const manifest = JSON.parse(content.image({ config: { User: '10001' }, layers: [ACCOUNTS] }).toString());
  manifest.layers[0].size = 2 ** 31;
  const { platforms, runs, text } = await lockedAs(content, Buffer.from(JSON.stringify(manifest)));
  expect(platforms).toMatchObject([{ uid: 10_001 }]);
  expect(text).toContain('read: config\n      notRead: 2147483648\n');
  for (const { stderr } of runs) {
    expect(stderr[0]).toMatch(/^cdk8s-hardened: .*: only the configuration was read: its layers have 2\.0 GiB, and --max-download is 1\.0 GiB$/);
  }
});

test('a hostile layer ends in an error that names the image', async () => {
  const { runs } = await locked({ layers: [{ '../../etc/passwd': 'root::0:0::/:\n' }] });
  for (const { status, stderr } of runs) {
    expect(status).toBe(2);
    expect(stderr.join('\n')).toMatch(/facts\/image-\d+:1: a layer has the file "\.\.\/\.\.\/etc\/passwd", which leads out of the image\. Fix: /);
  }
});

test('the second run reads nothing, and another image of the same layers only its own', async () => {
  const base = { 'bin/sh': SH, ...ACCOUNTS };
  await locked({ config: { User: 'app' }, layers: [base] });
  const { runs } = await locked({ config: { User: 'app' }, layers: [base, { a: 'x' }] });
  // The layer that both have is larger.
  for (const { stderr } of runs) {
    expect(stderr[0]).toMatch(/^cdk8s-hardened: read \d\d bytes of layers of 1 image$/);
  }
});
