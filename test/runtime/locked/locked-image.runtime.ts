/*
 * An image that no family has starts as a hardened workload with `lock` alone: its user and the directories that it writes come from the
 * image itself. Without the lock file it does not start. The page on pinning images shows its lock file.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Testing } from 'cdk8s';
import { ImagePullPolicy } from 'cdk8s-plus-28';
import { parse, stringify } from 'yaml';
import { Hardening, HardenedDeployment, ImageLock } from '../../../src';
import { Registry, requirePrograms } from '../../commands/cli/lock/registry';
import { run } from '../../commands/cli/support';
import { ask } from '../apps/ask';
import { buildBase } from '../apps/images';
import { downAll, play } from '../support/play';
import { build, podman } from '../support/podman';
import { newFolder } from '../support/storage';

const PAGE = join(__dirname, '../../../docs/how-to/pin-images.md');
const REQUEST = ['busybox', 'wget', '-q', '-O', '-', 'http://127.0.0.1:8080/'];

let registry: Registry;
let folder: string;
let image: string;

beforeAll(async () => {
  requirePrograms();
  buildBase();
  registry = await Registry.start();
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-locked-'));
  image = `${registry.host}/shop/cart:2.1`;
  const context = newFolder('cart');
  cpSync(join(__dirname, 'image'), context, { recursive: true });
  build(context, image);
  podman(['push', '--quiet', '--tls-verify=false', image]);
  // The registry has the layers in another form, and so the image another digest.
  podman(['pull', '--quiet', '--tls-verify=false', image]);
});

afterEach(downAll);

afterAll(async () => {
  podman(['image', 'rm', '--force', image]);
  rmSync(folder, { recursive: true });
  await registry.stop();
});

function workload(lock?: string): string {
  const chart = new Chart(new App(), 'locked', { disableResourceNameHashes: true });
  if (lock !== undefined) {
    Hardening.of(chart).setDefaults({ imageLock: ImageLock.fromFile(lock) });
  }
  new HardenedDeployment(chart, 'cart', {
    metadata: { name: 'locked-cart' },
    containers: [{ name: 'main', image, portNumber: 8080, imagePullPolicy: ImagePullPolicy.NEVER }],
  });
  return Testing.synth(chart).map((manifest) => stringify(manifest)).join('---\n');
}

test('without a lock file it does not start', () => {
  const main = play(workload()).container('main');
  expect(main.exitCode()).not.toBe(0);
  expect(main.logs()).toContain('cannot create tmp/pids/cart.pid: Read-only file system');
});

test('with `lock` alone it answers', async () => {
  const lock = join(folder, 'images.lock.yaml');
  const { status, stderr } = await run(['lock', '-', '--file', lock, '--tool', 'skopeo', '--tool-option=--tls-verify=false'], {
    input: workload(), cwd: folder, env: { ...process.env, XDG_CACHE_HOME: folder },
  });
  expect([status, stderr.filter((line) => line.includes('failed'))]).toEqual([0, []]);
  const main = play(workload(lock)).container('main');
  ask(main, REQUEST, ({ stdout }) => stdout === 'started as 10007\n');
  expect(main.exec('sh', '-c', 'touch /data/orders/1 && ls /data/orders').stdout).toBe('1\n');
  const { facts } = parse(readFileSync(lock, 'utf8')).images[0];
  expect(shown().platforms.map(({ names: _, ...own }) => own)).toEqual(facts.platforms.map(({ names: _, ...own }: any) => own));
});

/** The facts on the page. */
function shown(): { readonly platforms: readonly { readonly names: unknown }[] } {
  const [, text] = /```yaml\n([^`]*image: registry\.example\/shop\/cart:2\.1@[^`]*)```/.exec(readFileSync(PAGE, 'utf8'))!;
  return parse(text).images[0].facts;
}
