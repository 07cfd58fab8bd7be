import { chmodSync } from 'fs';
import { delimiter, join } from 'path';
import { DIGEST, lockText } from '../../../knowledge/image-lock/support';
import { onPosix } from '../../../support/systems';
import { podYaml, run, Run, Surroundings, workspaces } from '../support';

// The command with a program that stands for skopeo: what it prints is not from a registry. registry.slow.ts uses the real ones.

const workspace = workspaces();

/** Puts a program named skopeo in front of the PATH, and into a file what it is started with. */
function program(script: string): Surroundings {
  const { folder } = workspace();
  workspace().write({ 'bin/skopeo': `#!/bin/sh\n[ "$1" = --version ] && exit\nprintf '%s\\n' "$*" >> ${folder}/started\n${script}\n` });
  chmodSync(join(folder, 'bin', 'skopeo'), 0o755);
  return { cwd: folder, env: { PATH: [join(folder, 'bin'), '/bin', '/usr/bin'].join(delimiter) } };
}

const MANIFEST = 'echo \'{"schemaVersion":2,"config":{}}\'';
const lock = (args: readonly string[], surroundings: Surroundings): Promise<Run> => run(['lock', '--tool', 'skopeo', '--facts', 'off', ...args], surroundings);
const started = () => workspace().read('started').trimEnd().split('\n').sort();

const CUSTOM = `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web, namespace: shop }
spec:
  template:
    spec:
      initContainers: [{ name: setup, image: "setup:1" }]
      containers: [{ name: main, image: "main:1" }]
      ephemeralContainers: [{ name: debug, image: "debug:1" }]
      volumes: [{ name: model, image: { reference: "quay.io/team/model:1" } }]
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: job, namespace: shop }
spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: main, image: "job" }] } } } } }
---
apiVersion: v1
kind: List
items: [{ apiVersion: v1, kind: Pod, metadata: { name: in-list }, spec: { containers: [{ name: main, image: "listed:1" }, { name: none }] } }]
`;

onPosix('asks for all images of pods by their whole names, each once, with the options of the user', async () => {
  workspace().write({ 'a/app.yaml': CUSTOM, 'a/again.yaml': CUSTOM, 'a/Dockerfile': 'FROM base:1', 'a/values.yaml': 'image: value:1' });
  const { status, stderr } = await lock(['a', '--tool-option=--tls-verify=false', '--tool-option=--creds=a b'], program(MANIFEST));
  expect(status).toBe(0);
  expect(stderr).toEqual([
    'cdk8s-hardened: skipped 1 Dockerfile: only the images of manifests are locked',
    'cdk8s-hardened: images.lock.yaml: 6 images; 6 added',
  ]);
  expect(started()).toEqual([
    'docker.io/library/debug:1', 'docker.io/library/job:latest', 'docker.io/library/listed:1', 'docker.io/library/main:1', 'docker.io/library/setup:1', 'quay.io/team/model:1',
  ].map((image) => `inspect --raw --tls-verify=false --creds=a b docker://${image}`));
});

onPosix('reads standard input, and writes where the settings file says', async () => {
  workspace().write({ 'cdk8s-hardened.yaml': 'lock: { file: locks/images.yaml }\nexcludeFiles: [old]\n', 'old/app.yaml': 'no: [manifest' });
  expect(await lock(['-'], { ...program(MANIFEST), input: podYaml() })).toMatchObject({ status: 0 });
  expect(workspace().read('locks/images.yaml')).toContain('  - image: registry.example/app:1.2.3@sha256:');
  expect(await lock(['old', '--config', 'none', '--file', 'x.yaml'], program(MANIFEST))).toMatchObject({ status: 2 });
  expect(await lock(['old'], program(MANIFEST))).toMatchObject({
    status: 2,
    stderr: ['cdk8s-hardened: skipped 1 file that the settings file excludes', expect.stringContaining('no Kubernetes object found')],
  });
});

test('what is no image is refused with its place, and no program is started with it', async () => {
  workspace().write({
    'pod.yaml': podYaml(({ containers }) => {
      containers[0].image = '--help';
      containers.push(...['${IMAGE}', 'a b', 'a\u001b[2J:1', `pinned@${DIGEST}`].map((image, index) => ({ name: `c${index}`, image })));
    }),
  });
  const { status, stdout, stderr } = await lock(['pod.yaml'], program(MANIFEST));
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  const refused = (image: string) => expect.stringMatching(new RegExp(`^cdk8s-hardened: pod\\.yaml:\\d+:\\d+: ${image.replace(/[$\\{}[\]]/g, '\\$&')} is not an image: correct it, render the template, or leave it out with --exclude-image$`));
  expect(stderr).toEqual([
    'cdk8s-hardened: skipped 1 image with a digest and no tag', refused('"--help"'), refused('"${IMAGE}"'), refused('"a b"'), refused('"a\\u001b[2J:1"'),
  ]);
  expect(started).toThrow('ENOENT');
});

test.each<[string, readonly string[], string]>([
  ['no path', [], 'nothing to lock: name files, folders or charts, - for standard input, or --cluster'],
  ['a path that is not there', ['nowhere.yaml'], 'nowhere.yaml: no such file'],
  ['a Dockerfile', ['Dockerfile'], 'Dockerfile: is a Dockerfile: name manifests; `audit` checks Dockerfiles'],
  ['a size', ['pod.yaml', '--max-download', '-1'], '--max-download "-1" is not a number of bytes: write one such as 500Mi or 2Gi'],
  ['a platform', ['pod.yaml', '--image-platform', 'arm64'], '--image-platform "arm64" is not a platform: write one such as linux/arm64 or linux/arm/v7'],
  ['a lock file that is not there to be checked', ['pod.yaml', '--check'], 'images.lock.yaml: no such file'],
  ['a lock file that is none', ['pod.yaml', '--file', 'map.yaml'], 'map.yaml:1:1: the `apiVersion` of the lock file is "v1": write cdk8s-hardened/v1'],
  ['a lock file as a manifest', ['lock.yaml'], 'lock.yaml:1:1: document 1 is a lock file, and not a Kubernetes object: pass it as --lock'],
])('%s is refused', async (_, args, message) => {
  workspace().write({ 'pod.yaml': podYaml(), 'Dockerfile': 'FROM a:1', 'map.yaml': 'apiVersion: v1\nkind: ConfigMap\n', 'lock.yaml': lockText([]) });
  const { status, stderr } = await lock(args, program(MANIFEST));
  expect(status).toBe(2);
  expect(stderr.at(-1)).toContain(`cdk8s-hardened: ${message}`);
});

test('without a program it says which there are', async () => {
  workspace().write({ 'pod.yaml': podYaml() });
  const surroundings = { cwd: workspace().folder, env: { PATH: '/nonexistent' } };
  expect((await run(['lock', 'pod.yaml'], surroundings)).stderr).toEqual([expect.stringMatching(/^cdk8s-hardened: no registry client is installed: install skopeo/)]);
  expect((await run(['lock', 'pod.yaml', '--tool', 'crane'], surroundings)).stderr).toEqual([expect.stringMatching(/^cdk8s-hardened: crane is not installed or not in the PATH/)]);
});

test.each([
  [['--observe', '--check'], '--observe writes to the lock file, and --check writes nothing: remove one of them'],
  [['--observe'], '--observe needs the files of images: remove --facts off'],
])('%j is refused', async (options, message) => {
  workspace().write({ 'pod.yaml': podYaml() });
  expect(await lock(['pod.yaml', ...options], { cwd: workspace().folder })).toMatchObject({ status: 2, stderr: [`cdk8s-hardened: ${message}`] });
});

onPosix('without --tool it takes the one that is installed', async () => {
  workspace().write({ 'pod.yaml': podYaml() });
  const { cwd } = program(MANIFEST);
  expect(await run(['lock', 'pod.yaml', '--facts', 'off'], { cwd, env: { PATH: join(cwd!, 'bin') } })).toMatchObject({ status: 0 });
  expect(started()).toEqual(['inspect --raw docker://registry.example/app:1.2.3']);
});

onPosix.each<[string, number, boolean]>([
  ['registry.example/app:1.2.3', 1, false],
  ['registry.example/app:1.*', 1, false],
  ['*:1.2.3', 1, false],
  ['registry.example/app', 1, false],
  ['registry.example/app:1.2.4', 0, true],
  ['*:2*', 0, true],
  ['registry.example/other', 0, true],
])('--exclude-image %s leaves out %i image', async (pattern, excluded, isWarned) => {
  workspace().write({ 'pod.yaml': podYaml() });
  const { status, stderr } = await lock(['pod.yaml', '--exclude-image', pattern], program(MANIFEST));
  expect(status).toBe(0);
  expect(stderr.filter((line) => line.includes('skipped')).length).toBe(excluded);
  expect(stderr.some((line) => line.startsWith(`cdk8s-hardened: warning: --exclude-image ${JSON.stringify(pattern)} matches no image`))).toBe(isWarned);
});

onPosix('an answer that is no manifest is refused, and the file stays', async () => {
  workspace().write({ 'pod.yaml': podYaml(), 'images.lock.yaml': lockText([]) });
  expect(await lock(['pod.yaml'], program('echo "<html>"'))).toEqual({
    status: 2,
    stdout: '',
    stderr: [
      'cdk8s-hardened: registry.example/app:1.2.3: the answer is not the manifest of an image',
      'cdk8s-hardened: 1 image cannot be locked: images.lock.yaml was not changed',
    ],
  });
  expect(workspace().read('images.lock.yaml')).toBe(lockText([]));
});

onPosix.each([['SIGINT', 130], ['SIGTERM', 143]] as const)('%s ends the programs with %i, and nothing is written', async (signal, code) => {
  workspace().write({ 'pod.yaml': podYaml() });
  const surroundings = program('exec sleep 600');
  // It comes once the program runs.
  const interruptedBy = () => {
    try {
      return started().length > 0 ? signal : undefined;
    } catch {
      return undefined;
    }
  };
  const { status, stderr } = await lock(['pod.yaml'], { ...surroundings, watchInterrupts: () => ({ interruptedBy, stop: () => undefined }) });
  expect({ status, stderr }).toEqual({ status: code, stderr: ['cdk8s-hardened: interrupted: no file was written'] });
  expect(() => workspace().read('images.lock.yaml')).toThrow('ENOENT');
});

onPosix('nothing is asked for what is not locked when it is checked, and mirrors count', async () => {
  workspace().write({
    'app.yaml': CUSTOM.replace('main:1', 'harbor.example/hub/library/nginx:1'),
    'cdk8s-hardened.yaml': 'mirrors: { harbor.example/hub: docker.io }\n',
    'images.lock.yaml': lockText([`nginx:1@${DIGEST}`]),
  });
  const { status, stdout } = await lock(['app.yaml', '--check'], program(MANIFEST));
  expect(status).toBe(1);
  expect(started()).toEqual(['inspect --raw docker://harbor.example/hub/library/nginx:1']);
  expect(stdout).toMatch(new RegExp(`^moved harbor\\.example/hub/library/nginx:1: ${DIGEST} -> sha256:`, 'm'));
  expect(stdout).not.toContain('unused');
});
