import { spawnSync } from 'child_process';
import { freePort, Registry, requirePrograms } from './registry';
import { run, Run, workspaces } from '../support';

// The command `lock` with the real programs: Debian's docker-registry and skopeo.

const OPTIONS = ['--tool', 'skopeo', '--tool-option=--tls-verify=false', '--facts', 'off'];
const TODAY = new Date().toISOString().slice(0, 10);
const AMD64 = { os: 'linux', architecture: 'amd64' };
const ARM64 = { os: 'linux', architecture: 'arm64', variant: 'v8' };

const workspace = workspaces();
let registry: Registry;

beforeAll(async () => {
  requirePrograms();
  registry = await Registry.start();
});

afterAll(() => registry.stop());

function lock(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Run> {
  return run(['lock', ...args, ...OPTIONS], { cwd: workspace().folder, env });
}

/** Writes a Deployment that runs images. */
function deploy(...images: readonly string[]): void {
  workspace().write({
    'app.yaml': [
      'apiVersion: apps/v1', 'kind: Deployment', 'metadata: { name: web, namespace: shop }', 'spec:', '  template:', '    spec:', '      containers:',
      ...images.map((image, index) => `        - { name: c${index}, image: "${image}" }`),
    ].join('\n'),
  });
}

const lockFile = () => workspace().read('images.lock.yaml');

const text = (...entries: readonly string[]) => [
  '# Written by `cdk8s-hardened lock`. Renovate and Dependabot can update it.',
  'apiVersion: cdk8s-hardened/v1', 'kind: ImageLock', 'images:', ...entries, '',
].join('\n');

const entry = (image: string, ...platforms: readonly string[]) => [
  `  - image: ${image}`, ...platforms.length > 0 ? [`    platforms: [${platforms.join(', ')}]`] : [], `    resolved: "${TODAY}"`,
].join('\n');

test('writes what the registry has, and finds nothing the second time; the digests can be pulled', async () => {
  const { host } = registry;
  const web = await registry.push('shop/web', '1.0', 'first');
  const both = await registry.pushIndex('shop/both', '2', [AMD64, ARM64]);
  deploy(`${host}/shop/web:1.0`, `${host}/shop/both:2`, `${host}/shop/web:1.0`);

  const first = await lock(['app.yaml']);

  expect(first).toEqual({
    status: 0,
    stdout: `added ${host}/shop/web:1.0: ${web}\nadded ${host}/shop/both:2: ${both}\n`,
    stderr: ['cdk8s-hardened: images.lock.yaml: 2 images; 2 added'],
  });
  const written = lockFile();
  expect(written).toBe(text(entry(`${host}/shop/both:2@${both}`, 'linux/amd64', 'linux/arm64'), entry(`${host}/shop/web:1.0@${web}`)));
  for (const image of [`shop/web@${web}`, `shop/both@${both}`]) {
    expect(spawnSync('skopeo', ['inspect', '--raw', '--tls-verify=false', `docker://${host}/${image}`]).status).toBe(0);
  }
  expect(await lock(['app.yaml'])).toEqual({ status: 0, stdout: '', stderr: ['cdk8s-hardened: images.lock.yaml: 2 images'] });
  expect(await lock(['app.yaml', '--check'])).toEqual({
    status: 0, stdout: '', stderr: ['cdk8s-hardened: images.lock.yaml: 2 images; as the registries have them'],
  });
  expect(lockFile()).toBe(written);
});

test('a tag that moved fails the check, which changes nothing, and is written by the next lock', async () => {
  const image = `${registry.host}/moving:1`;
  const before = await registry.push('moving', '1', 'before');
  deploy(image);
  await lock(['app.yaml']);
  const written = lockFile();
  const after = await registry.push('moving', '1', 'after');
  expect(after).not.toBe(before);
  const moved = `moved ${image}: ${before} -> ${after}\n`;

  expect(await lock(['app.yaml', '--check'])).toEqual({
    status: 1, stdout: moved, stderr: ['cdk8s-hardened: images.lock.yaml: 1 image; 1 moved: run the command without --check'],
  });
  expect(lockFile()).toBe(written);

  expect(await lock(['app.yaml'])).toMatchObject({ status: 0, stdout: moved });
  expect(lockFile()).toBe(text(entry(`${image}@${after}`)));
});

test('a tag that is missing fails both, and the file stays as it is', async () => {
  const { host } = registry;
  await registry.push('there', '1', 'there');
  deploy(`${host}/there:1`);
  await lock(['app.yaml']);
  const written = lockFile().replace('there:1@', 'there:2@');
  workspace().write({ 'images.lock.yaml': written });
  deploy(`${host}/there:2`, `${host}/nowhere:1`, `${host}/there:1`);
  const missing = (name: string) => new RegExp(`${host}/${name}: skopeo says: .*(?:manifest|repository name).*\\. Fix: correct the name or the tag in the manifest$`);

  const checked = await lock(['app.yaml', '--check']);
  expect(checked.status).toBe(1);
  expect(checked.stdout.trimEnd().split('\n')).toEqual([
    expect.stringMatching(missing('there:2')),
    `not locked ${host}/nowhere:1: app.yaml:9:23 names it`,
    `not locked ${host}/there:1: app.yaml:10:23 names it`,
  ]);

  const failed = await lock(['app.yaml']);
  expect(failed).toEqual({
    status: 2,
    stdout: '',
    stderr: [
      expect.stringMatching(missing('there:2')),
      expect.stringMatching(missing('nowhere:1')),
      'cdk8s-hardened: 2 images cannot be locked: images.lock.yaml was not changed',
    ],
  });
  expect(lockFile()).toBe(written);
});

test('a registry that needs credentials says how to give them, and works with them', async () => {
  const closed = await Registry.start(true);
  try {
    const image = `${closed.host}/private/app:1`;
    const digest = await closed.push('private/app', '1', 'private');
    deploy(image);
    const refused = await lock(['app.yaml'], { ...closed.env, REGISTRY_AUTH_FILE: '/nonexistent/auth.json' });
    expect(refused).toEqual({
      status: 2,
      stdout: '',
      stderr: [
        expect.stringMatching(new RegExp(`^cdk8s-hardened: ${image}: skopeo says: .*authentication required\\. Fix: run \`skopeo login ${closed.host}\`, if the name is right`)),
        'cdk8s-hardened: 1 image cannot be locked: images.lock.yaml was not changed',
      ],
    });
    expect(await lock(['app.yaml'], closed.env)).toMatchObject({ status: 0 });
    expect(lockFile()).toBe(text(entry(`${image}@${digest}`)));
    // Whether no one may look is no answer to whether the tag has moved.
    expect(await lock(['app.yaml', '--check'], { ...closed.env, REGISTRY_AUTH_FILE: '/nonexistent/auth.json' })).toMatchObject({ status: 2 });
  } finally {
    await closed.stop();
  }
});

test('a registry that is down, and one without TLS, fail with what to do', async () => {
  const down = `127.0.0.1:${await freePort()}`;
  deploy(`${down}/app:1`);
  expect(await lock(['app.yaml'])).toMatchObject({
    status: 2,
    stderr: [
      expect.stringMatching(new RegExp(`^cdk8s-hardened: ${down}/app:1: skopeo says: .*connection refused\\. Fix: make sure that ${down} runs and can be reached`)),
      'cdk8s-hardened: 1 image cannot be locked: images.lock.yaml was not changed',
    ],
  });
  deploy(`${registry.host}/app:1`);
  expect(await run(['lock', 'app.yaml', '--tool', 'skopeo'], { cwd: workspace().folder })).toMatchObject({
    status: 2,
    stderr: [
      expect.stringMatching(new RegExp(`HTTP response to HTTPS client\\. Fix: if ${registry.host} has no TLS, and only then, add --tool-option=--tls-verify=false$`)),
      'cdk8s-hardened: 1 image cannot be locked: images.lock.yaml was not changed',
    ],
  });
});

test('--image-platform fails for an image that lacks it, and names that of an image for a single one', async () => {
  const { host } = registry;
  const both = await registry.pushIndex('two/both', '1', [AMD64, ARM64]);
  const one = await registry.push('two/one', '1', 'one', 'amd64');
  deploy(`${host}/two/both:1`, `${host}/two/one:1`);
  const lacking = `${host}/two/one:1: does not support linux/arm64, only linux/amd64. Fix: choose another tag, or leave out --image-platform`;

  expect(await lock(['app.yaml', '--image-platform', 'linux/amd64', '--image-platform', 'linux/arm64'])).toEqual({
    status: 2,
    stdout: '',
    stderr: [
      `cdk8s-hardened: ${lacking}`, 'cdk8s-hardened: 1 image cannot be locked: images.lock.yaml was not changed',
    ],
  });
  expect(await lock(['app.yaml', '--image-platform', 'linux/amd64'])).toMatchObject({ status: 0 });
  const written = text(entry(`${host}/two/both:1@${both}`, 'linux/amd64', 'linux/arm64'), entry(`${host}/two/one:1@${one}`, 'linux/amd64'));
  expect(lockFile()).toBe(written);
  expect(await lock(['app.yaml', '--check', '--image-platform', 'linux/arm64'])).toMatchObject({ status: 1, stdout: `missing ${lacking}\n` });
  // Of the same content the platform is known.
  expect(await lock(['app.yaml'])).toMatchObject({ status: 0 });
  expect(lockFile()).toBe(written);
});

test('entries that no manifest names are removed and named; those that are left out stay', async () => {
  const { host } = registry;
  const digest = await registry.push('kept', '1', 'kept');
  deploy(`${host}/kept:1`, `${host}/old:1`, 'auto');
  workspace().write({ 'images.lock.yaml': text(entry(`${host}/gone:1@${digest}`), entry(`${host}/old:1@${digest}`)) });
  const options = ['app.yaml', '--exclude-image', 'auto', '--exclude-image', `${host}/old`];

  expect(await lock([...options, '--check'])).toMatchObject({
    status: 1,
    stdout: [
      `not locked ${host}/kept:1: app.yaml:8:23 names it`, `unused ${host}/gone:1: no manifest names it`, '',
    ].join('\n'),
  });
  expect(await lock(options)).toEqual({
    status: 0,
    stdout: `added ${host}/kept:1: ${digest}\nremoved ${host}/gone:1: no manifest names it\n`,
    stderr: ['cdk8s-hardened: skipped 2 images by --exclude-image', 'cdk8s-hardened: images.lock.yaml: 2 images; 1 added, 1 removed'],
  });
  expect(lockFile()).toBe(text(entry(`${host}/kept:1@${digest}`), entry(`${host}/old:1@${digest}`)));
});

test('a manifest that was hardened with the lock is locked by its tags again', async () => {
  const image = `${registry.host}/again:1`;
  const before = await registry.push('again', '1', 'before');
  deploy(image);
  await lock(['app.yaml']);
  await run(['harden', '--write', 'app.yaml', '--lock', 'images.lock.yaml'], { cwd: workspace().folder });
  expect(workspace().read('app.yaml')).toContain(`${image}@${before}`);
  const after = await registry.push('again', '1', 'after');

  expect(await lock(['app.yaml'])).toMatchObject({ status: 0, stdout: `moved ${image}: ${before} -> ${after}\n` });

  const { stdout } = await run(['audit', 'app.yaml', '--lock', 'images.lock.yaml', '--only', 'image-lock', '--detail', 'all'], { cwd: workspace().folder });
  expect(stdout).toContain(`its digest differs from ${after}, which images.lock.yaml has for ${image}`);
});
