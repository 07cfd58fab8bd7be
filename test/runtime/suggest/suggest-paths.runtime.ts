import { readFileSync } from 'fs';
import { join } from 'path';
import { stringify } from 'yaml';
import { buildImage, suggestPaths } from './support';
import { codeBlocks } from '../../examples/markdown';
import { synthesize } from '../../examples/synthesize';
import { play } from '../support/play';

/*
 * An application that writes as real ones do: into directories that it makes itself, so that there may be none yet, one that the image
 * has, a VOLUME, files of the image that it changes and removes, and one of which nothing is left. It says that it is ready when it
 * could do all of that, and ends when it is printed to.
 */
const IMAGE = 'registry.example.com/shop/web:1.4.2';
const SERVE = `set -e
mkdir /var/cache/shop /var/cache/shop/pages
echo page > /var/cache/shop/pages/1
mkdir /var/lib/shop.new && mv /var/lib/shop.new /var/lib/shop
echo started >> /var/log/shop.log
echo changed >> /etc/shop/shop.conf
rm -f /etc/shop/default.conf
test -e /etc/shop/conf.d/kept.conf
echo pid > /run/shop/pid && rm /run/shop/pid
echo row > /data/row
echo scratch > /tmp/scratch
echo ready
trap exit TERM
httpd -f -p 8080 -h /www &
wait
`;

/** What the guide shows: the command, and the answer up to the YAML. */
const shown = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'how-to', 'find-writable-paths.md'), 'utf8');
const [, READY] = /^npx cdk8s-hardened suggest-paths \S+ --until '(.*)'$/m.exec(shown)!;
const [answer] = codeBlocks(shown, 'text');

beforeAll(() => {
  buildImage(IMAGE, {
    'serve.sh': SERVE,
    'www/health/ready': 'ok\n',
    'etc/shop/shop.conf': 'original\n',
    'etc/shop/default.conf': '',
    'etc/shop/conf.d/kept.conf': '',
  }, [
    'RUN mkdir -p /var/cache /var/lib /var/log /run/shop /data /tmp && chmod 1777 /tmp /data /var/cache /var/lib /var/log /run/shop && chown -R 10001:10001 /etc/shop',
    // Images have no fractions of seconds: podman sees no change of a directory in the second in which it was made.
    'RUN touch -d "2020-01-01 00:00" /run/shop',
    'VOLUME /data',
    'USER 10001:10001',
    'ENTRYPOINT ["/bin/sh", "/serve.sh"]',
  ]);
});

/** What it answers, in each form: the image is run once for both tests of a form. */
const text = once(() => suggestPaths([IMAGE, '--until', READY]));
const json = once(() => suggestPaths([IMAGE, '--until', READY, '--format', 'json']));

function once<T>(find: () => T): () => T {
  let found: T | undefined;
  return () => found ??= find();
}

/** A hardened Deployment of that image, with further props as TypeScript. */
function workload(props: string): string {
  return synthesize(`
import { App, Chart, Size } from 'cdk8s';
import { ImagePullPolicy } from 'cdk8s-plus-28';
import { HardenedDeployment, RunAs, WritablePath } from 'cdk8s-hardened';
const app = new App();
new HardenedDeployment(new Chart(app, 'shop', { disableResourceNameHashes: true }), 'web', {
  containers: [{ name: 'main', image: '${IMAGE}', imagePullPolicy: ImagePullPolicy.NEVER }],
  ${props}
});
app.synth();`)['shop.k8s.yaml'];
}

/** Fails unless the application has done all its work, under a root filesystem that cannot be written. */
function expectToServe(yaml: string): void {
  const app = play(yaml);
  const main = app.container('main');
  expect(main.exec('sh', '-c', `for i in $(seq 100); do ${READY} && exit; sleep 0.1; done; exit 1`).code).toBe(0);
  expect(main.logs()).toBe('ready\n');
  expect(main.exec('cat', '/etc/shop/shop.conf').stdout).toBe('original\nchanged\n');
  expect(main.exec('ls', '/etc/shop').stdout).toBe('conf.d\nshop.conf\n');
  expect(main.inspect().HostConfig.ReadonlyRootfs).toBe(true);
  expect(main.exec('touch', '/var/x').stderr).toMatch(/Read-only file system/);
  app.down();
}

test('finds what an image writes, and what needs files of the image', () => {
  const { status, stdout, stderr } = json();
  expect({ status, stderr }).toEqual({ status: 0, stderr: [] });
  const { paths, impossible, user, ending, verification } = JSON.parse(stdout);
  expect(paths.map(({ path, isSeeded, isImageVolume, changes }: any) => [path, isSeeded, isImageVolume, changes])).toEqual([
    ['/data', false, true, []],
    ['/etc/shop', true, false, ['/etc/shop/default.conf', '/etc/shop/shop.conf']],
    ['/run/shop', false, false, ['/run/shop']],
    ['/var/cache', false, false, ['/var/cache/shop/pages/1']],
    ['/var/lib', false, false, ['/var/lib/shop']],
    ['/var/log', false, false, ['/var/log/shop.log']],
  ]);
  expect(impossible).toEqual([]);
  expect({ user, ending: ending.kind }).toEqual({ user: '10001:10001', ending: 'until' });
  expect(verification).toMatchObject({ outcome: 'same', ending: { kind: 'until' }, differences: [], refusedWrites: [] });
});

test('prints what the guide shows', () => {
  const [command] = codeBlocks(shown, 'sh');
  expect(command).toBe(`npx cdk8s-hardened suggest-paths ${IMAGE} --until '${READY}'\n`);
  const { stdout } = text();
  const [printed] = stdout.split('\nIn YAML, in the spec of a pod:');
  expect(printed.replace(/for [\d.]+ s/g, 'for 1.2 s')).toBe(answer);
});

test('a hardened workload works read-only with the printed TypeScript, and not without it', () => {
  const { stdout } = text();
  const [, code] = /^In TypeScript, .*:\n\n([^]*?)\n\nIn YAML/m.exec(stdout)!;
  expect(code).toContain('WritablePath.fromImage');

  expectToServe(workload(code));

  const bare = play(workload('runAs: RunAs.user(10001),'));
  expect(bare.container('main').exitCode()).toBe(1);
  expect(bare.container('main').logs()).toMatch(/Read-only file system/);
  bare.down();
});

test('a pod works read-only with the printed YAML', () => {
  const { podSpec } = JSON.parse(json().stdout);
  const [{ volumeMounts }] = podSpec.containers;
  const securityContext = { readOnlyRootFilesystem: true };
  expectToServe(stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: {
      ...podSpec,
      initContainers: podSpec.initContainers.map((container: object) => ({ ...container, imagePullPolicy: 'Never' })),
      containers: [{ name: 'main', image: IMAGE, imagePullPolicy: 'Never', securityContext, volumeMounts }],
    },
  }));
});
