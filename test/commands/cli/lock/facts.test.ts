import { chmodSync, existsSync } from 'fs';
import { delimiter, join } from 'path';
import { OTHER } from '../../../knowledge/image-lock/support';
import { onPosix } from '../../../support/systems';
import { ARM64, digestOf, TestImage, TestRegistry } from '../../../tasks/image-facts/support';
import { podYaml, run, Run, Surroundings, workspaces } from '../support';

// What `lock` records of images, with a program that stands for crane. facts.slow.ts uses the real ones.

const workspace = workspaces();
const NAME = 'registry.example/app:1.2.3';

/** Puts a program in front of the PATH that has an image, and into a file what it is started with. */
function program(image: TestImage | readonly TestImage[], name = 'crane'): Surroundings {
  const registry = new TestRegistry();
  const manifest = Array.isArray(image) ? registry.index(image as readonly TestImage[]) : registry.image(image as TestImage);
  const { folder } = workspace();
  const configs: { [path: string]: Buffer } = {};
  for (const [digest, bytes] of registry.blobs) {
    const { config } = bytes[0] === 0x7B ? JSON.parse(bytes.toString()) : { config: undefined };
    if (config?.digest) {
      configs[`has/config-${digest}`] = registry.blobs.get(config.digest)!;
    }
  }
  workspace().write({
    ...Object.fromEntries([...registry.blobs].map(([digest, bytes]) => [`has/${digest}`, bytes])),
    ...configs,
    [`has/config-${digestOf(manifest)}`]: configs[`has/config-${digestOf(manifest)}`] ?? Buffer.alloc(0),
    [`has/${digestOf(manifest)}`]: manifest,
    'has/tag': manifest,
    [`bin/${name}`]: [
      '#!/bin/sh', '[ "$1" = --version ] && exit', `printf '%s\\n' "$*" >> ${folder}/started`, 'for last; do :; done', 'what=${last##*@}',
      '[ "$what" = "$last" ] && what=tag', 'case "$*" in *json*|config*) what=config-$what;; esac', `cat ${folder}/has/$what`, '',
    ].join('\n'),
  });
  chmodSync(join(folder, 'bin', name), 0o755);
  return { cwd: folder, env: { PATH: [join(folder, 'bin'), '/bin', '/usr/bin'].join(delimiter), XDG_CACHE_HOME: join(folder, 'cache') } };
}

const lock = (args: readonly string[], surroundings: Surroundings, tool = 'crane'): Promise<Run> => run(['lock', 'pod.yaml', '--tool', tool, ...args], surroundings);
const started = () => workspace().read('started').trimEnd().split('\n').map((line) => line.split(' ')[0]);
const written = () => workspace().read('images.lock.yaml');

const APP: TestImage = {
  config: { User: 'app', Entrypoint: ['/app'] },
  layers: [{ 'etc/passwd': 'app:x:1000:1000::/home/app:\n', 'app': { mode: 0o755, content: 'x' }, 'home/app/': { uid: 1000, gid: 1000 } }],
};

beforeEach(() => {
  workspace().write({
    'pod.yaml': podYaml(({ containers, initContainers }) => {
      Object.assign(containers[0], { image: NAME, command: ['/bin/other'] });
      initContainers[0].image = NAME;
    }),
  });
});

onPosix('records what the files say, once', async () => {
  const surroundings = program(APP);
  expect(await lock([], surroundings)).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^added registry\.example\/app:1\.2\.3: sha256:[0-9a-f]{64}\n$/),
    stderr: [expect.stringMatching(/^cdk8s-hardened: read \d+ bytes of layers of 1 image$/), 'cdk8s-hardened: images.lock.yaml: 1 image; 1 added'],
  });
  const first = written();
  expect(first.slice(first.indexOf('      read:'))).toBe([
    '      read: files', '      platforms:', '        - names: [linux/amd64]', '          user: app', '          uid: 1000', '          gid: 1000', '          home: /home/app',
    '          workdir: /', '          entrypoint: [/app]', '          program: { path: /app, owner: "0:0", mode: "0755" }', '          shells: []', '          lacks: [/bin/other]',
    '          directories:', '            - { path: /home/app, owner: "1000:1000", mode: "0755", has: nothing, reasons: [user, home] }', '',
  ].join('\n'));
  expect(started()).toEqual(['manifest', 'config', 'blob']);

  expect(await lock([], surroundings)).toMatchObject({ status: 0, stderr: ['cdk8s-hardened: images.lock.yaml: 1 image'] });
  expect(await lock(['--check'], surroundings)).toMatchObject({ status: 0 });
  expect(await lock(['--facts', 'off'], surroundings)).toMatchObject({ status: 0 });
  expect(await lock(['--facts', 'config'], surroundings)).toMatchObject({ status: 0 });
  expect(started().slice(3)).toEqual(['manifest', 'manifest', 'manifest', 'manifest']);
  expect(written()).toBe(first);
});

onPosix('a file without facts gets them, from the cache if the layers are there', async () => {
  const surroundings = program(APP);
  await lock([], surroundings);
  const first = written();
  await lock(['--file', 'other.yaml'], surroundings);
  expect(workspace().read('other.yaml')).toBe(first);
  expect(started()).toEqual(['manifest', 'config', 'blob', 'manifest', 'config']);
});

onPosix('--facts config reads no layers, and --facts files adds what they say', async () => {
  const surroundings = program(APP);
  expect(await lock(['--facts', 'config'], surroundings)).toMatchObject({ status: 0, stderr: ['cdk8s-hardened: images.lock.yaml: 1 image; 1 added'] });
  expect(written()).toContain('read: config\n      platforms:\n        - names: [linux/amd64]\n          user: app\n          workdir: /\n          entrypoint: [/app]\n');
  expect(started()).toEqual(['manifest', 'config']);
  expect(existsSync(join(workspace().folder, 'cache'))).toBe(false);
  await lock([], surroundings);
  expect(written()).toContain('read: files');
});

onPosix('--facts off records nothing', async () => {
  await lock(['--facts', 'off'], program(APP));
  expect(written()).not.toContain('facts');
});

onPosix('too large an image has only its configuration, until --max-download allows more', async () => {
  const surroundings = program(APP);
  const small = ['--max-download', '10'];
  expect((await lock(small, surroundings)).stderr).toEqual([
    expect.stringMatching(/^cdk8s-hardened: registry\.example\/app:1\.2\.3: only the configuration was read: its layers have \d+ bytes, and --max-download is 10 bytes$/),
    'cdk8s-hardened: images.lock.yaml: 1 image; 1 added',
  ]);
  expect(written()).toMatch(/read: config\n {6}notRead: \d+\n/);
  expect(started()).toEqual(['manifest', 'config']);
  await lock(small, surroundings);
  expect(started()).toEqual(['manifest', 'config', 'manifest']);
  await lock([], surroundings);
  expect(written()).toContain('read: files');
});

onPosix('facts of an older version are read again', async () => {
  const surroundings = program(APP);
  await lock([], surroundings);
  const current = written();
  workspace().write({ 'images.lock.yaml': current.replace('version: 2', 'version: 1') });
  await lock([], surroundings);
  expect(written()).toBe(current);
});

onPosix('docker reads no layers, and says so once', async () => {
  const surroundings = program(APP, 'docker');
  expect((await lock([], surroundings, 'docker')).stderr).toEqual([
    'cdk8s-hardened: of 1 image only the configuration was read: docker buildx reads no layers; use --tool crane or --tool skopeo for the users and files in them',
    'cdk8s-hardened: images.lock.yaml: 1 image; 1 added',
  ]);
  expect(written()).toContain('read: config');
  expect((await lock([], surroundings, 'docker')).stderr).toEqual(['cdk8s-hardened: images.lock.yaml: 1 image']);
});

onPosix('a bot that changes the digest: the facts are stale, and the next lock renews them', async () => {
  const surroundings = program(APP);
  await lock([], surroundings);
  const before = written();
  const digest = /facts:\n\s+version: \d\n\s+digest: (\S+)/.exec(before)![1];
  workspace().write({ 'images.lock.yaml': before.replace(`digest: ${digest}`, `digest: sha256:${OTHER}`) });
  expect(await lock(['--check'], surroundings)).toMatchObject({ status: 0, stdout: `stale ${NAME}: its facts are of another digest: run the command without --check\n` });
  expect((await run(['audit', 'pod.yaml', '--lock', 'images.lock.yaml', '--only', 'image-lock', '--detail', 'all'], surroundings)).stdout)
    .toContain(`the entry of ${NAME} in images.lock.yaml has facts about another digest, which are ignored: sha256:${OTHER}`);
  await lock([], surroundings);
  expect(written()).toBe(before);
});

onPosix('another platform is read when it is asked for', async () => {
  const surroundings = program([APP, { ...APP, platform: ARM64, config: { ...APP.config, User: '7' } }]);
  await lock(['--image-platform', 'linux/amd64'], surroundings);
  expect(written()).toContain('names: [linux/amd64]');
  expect(written()).not.toContain('names: [linux/arm64]');
  await lock(['--image-platform', 'linux/amd64', '--image-platform', 'linux/arm64'], surroundings);
  expect(written()).toContain('        - names: [linux/arm64]\n          user: "7"\n          uid: 7\n');
});

onPosix('a plain run reads the platforms that a run for one platform has left out, once', async () => {
  const surroundings = program([APP, { ...APP, platform: ARM64, config: { ...APP.config, User: '7' } }]);
  await lock(['--image-platform', 'linux/arm64'], surroundings);
  expect(written()).not.toContain('names: [linux/amd64]');
  await lock([], surroundings);
  expect(written()).toMatch(/names: \[linux\/amd64\][^]*names: \[linux\/arm64\]/);
  const before = started().length;
  await lock([], surroundings);
  expect(started().slice(before)).toEqual(['manifest']);
});

onPosix('a command that is new in the manifests is looked for, once', async () => {
  const surroundings = program(APP);
  await lock([], surroundings);
  workspace().write({
    'pod.yaml': podYaml(({ containers, initContainers }) => {
      Object.assign(containers[0], {
        image: NAME, command: ['/app'], livenessProbe: { exec: { command: ['/usr/bin/curl'] } }, lifecycle: { preStop: { exec: { command: ['/etc/passwd'] } } },
      });
      initContainers[0].image = NAME;
    }),
  });
  await lock([], surroundings);
  expect(written()).toContain('          has: [/app]\n          lacks: [/etc/passwd, /usr/bin/curl]\n');
  const before = started();
  expect(before.filter((word) => word === 'blob')).toHaveLength(1);
  await lock([], surroundings);
  expect(started().slice(before.length)).toEqual(['manifest']);
});

onPosix('where not even the configuration can be read, only --facts off helps', async () => {
  const surroundings = program({ ...APP, config: { ...APP.config, User: 'x'.repeat(300) } });
  for (const args of [[], ['--facts', 'config']]) {
    expect((await lock(args, surroundings)).stderr).toContainEqual(expect.stringMatching(/its USER is too long\. Fix: .*--exclude-image, or use --facts off$/));
  }
  expect(await lock(['--facts', 'off'], surroundings)).toMatchObject({ status: 0 });
});

onPosix('a hostile image is named, with what to do, and the file stays', async () => {
  const surroundings = program({ ...APP, layers: [{ '../x': '' }] });
  expect(await lock([], surroundings)).toEqual({
    status: 2,
    stdout: '',
    stderr: [
      expect.stringMatching(/^cdk8s-hardened: read \d+ bytes/),
      `cdk8s-hardened: ${NAME}: a layer has the file "../x", which leads out of the image. Fix: build the image again without that, leave it out with --exclude-image, or use --facts config or --facts off`,
      'cdk8s-hardened: 1 image cannot be locked: images.lock.yaml was not changed',
    ],
  });
  expect(existsSync(join(workspace().folder, 'images.lock.yaml'))).toBe(false);
  expect(await lock(['--facts', 'config'], surroundings)).toMatchObject({ status: 0 });
});

onPosix('a layer that the registry does not send is a failure of the program', async () => {
  const surroundings = program(APP);
  const script = workspace().read('bin/crane');
  workspace().write({ 'bin/crane': script.replace('for last', '[ "$1" = blob ] && { echo "Error: connection refused" >&2; exit 1; }\nfor last') });
  expect(await lock([], surroundings)).toMatchObject({
    status: 2, stderr: [expect.stringMatching(/^cdk8s-hardened: registry\.example\/app:1\.2\.3: crane says: connection refused\. Fix: make sure that registry\.example runs/), expect.anything()],
  });
});

onPosix('Ctrl-C while a layer is read ends the program, and nothing is written', async () => {
  const surroundings = program(APP);
  const script = workspace().read('bin/crane');
  workspace().write({ 'bin/crane': script.replace('for last', '[ "$1" = blob ] && exec sleep 600\nfor last') });
  const interruptedBy = () => existsSync(join(workspace().folder, 'started')) && started().includes('blob') ? 'SIGINT' : undefined;
  const { status, stderr } = await lock([], { ...surroundings, watchInterrupts: () => ({ interruptedBy, stop: () => undefined }) });
  expect({ status, stderr }).toEqual({ status: 130, stderr: ['cdk8s-hardened: interrupted: no file was written'] });
  expect(existsSync(join(workspace().folder, 'images.lock.yaml'))).toBe(false);
});

onPosix('an observation stays with its digest, and is stale under another one', async () => {
  const surroundings = program(APP);
  await lock([], surroundings);
  const digest = /facts:\n\s+version: \d\n\s+digest: (\S+)/.exec(written())![1];
  const observation = (of: string) => `    observation:\n      version: 1\n      digest: ${of}\n      date: "2026-11-29"\n      uid: 1000\n      gid: 1000\n      writablePaths: []\n`;
  for (const named of [digest, `sha256:${OTHER}`]) {
    workspace().write({ 'images.lock.yaml': written().replace(/ {4}observation:[^]*|$/, observation(named)) });
    const before = written();
    await lock([], surroundings);
    expect(written()).toBe(before);
  }
});
