import { podYaml, run, workspaces } from './support';
import { DIGEST, lockText, OTHER } from '../../knowledge/image-lock/support';

// `harden --lock`, `audit --lock`, and `lock` of the settings file.

const workspace = workspaces();

const POD = `# Of a chart.
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  initContainers:
    - name: setup
      image: 'busybox:1.37'   # quoted
  containers:
    - { name: main, image: nginx:1.29, imagePullPolicy: IfNotPresent }
    - name: pinned
      image: "nginx:1.29@sha256:${OTHER}"
    - name: unknown
      image: unknown:1
`;

const LOCK = lockText([`nginx:1.29@${DIGEST}`, `busybox:1.37@${DIGEST}`]);

const harden = (...args: string[]) => run(['harden', ...args], { cwd: workspace().folder });

const ONLY = ['--only', 'image-digest'];
const UNLOCKED = 'cdk8s-hardened: images.lock.yaml has no entry for docker.io/library/unknown:1: run `cdk8s-hardened lock --file images.lock.yaml` with the paths of your manifests';

test('`harden --lock` appends digests in any profile, and keeps all other text', async () => {
  workspace().write({ 'pod.yaml': POD, 'images.lock.yaml': LOCK });
  for (const profile of ['pss-baseline', 'pss-restricted', 'hardened']) {
    const { status, stdout, stderr } = await harden('pod.yaml', '--lock', 'images.lock.yaml', '--profile', profile, ...ONLY);
    expect(status).toBe(0);
    expect(stdout).toBe(POD.replace('\'busybox:1.37\'', `'busybox:1.37@${DIGEST}'`).replace('image: nginx:1.29,', `image: nginx:1.29@${DIGEST},`));
    expect(stderr).toContain(UNLOCKED);
  }
});

test('a second run changes nothing; `--exclude image-digest` and no lock change nothing at all', async () => {
  workspace().write({ 'pod.yaml': POD, 'images.lock.yaml': LOCK });
  expect(await harden('pod.yaml', '--write', '--lock', 'images.lock.yaml', ...ONLY)).toMatchObject({ status: 0 });
  expect(await harden('pod.yaml', '--check', '--lock', 'images.lock.yaml', ...ONLY)).toMatchObject({ status: 0 });
  workspace().write({ 'pod.yaml': POD });
  expect((await harden('pod.yaml', ...ONLY)).stdout).toBe(POD);
  expect((await harden('pod.yaml', '--lock', 'images.lock.yaml', '--keep', 'image-digest')).stdout).not.toContain(DIGEST);
});

test('what is waived stays', async () => {
  const waiver = JSON.stringify([{ control: 'image-digest', containers: ['main'], allow: ['nginx:1.29'], reason: 'it is rebuilt every night' }]);
  workspace().write({
    'pod.yaml': POD.replace('namespace: shop', `namespace: shop, annotations: { cdk8s-hardened/waivers: '${waiver}' }`),
    'cdk8s-hardened.yaml': 'waivers: [{ control: image-digest, containers: [main], allow: ["nginx:1.29"], target: { kind: Pod, name: web, namespace: shop }, reason: it is rebuilt every night }]',
    'images.lock.yaml': LOCK,
  });
  const { stdout } = await harden('pod.yaml', '--lock', 'images.lock.yaml', '--profile', 'hardened', ...ONLY);
  expect(stdout).toContain('name: main, image: nginx:1.29,');
  expect(stdout).toContain(`busybox:1.37@${DIGEST}`);
});

test('`--override-unsafe` replaces another digest by that of the lock, and says so', async () => {
  workspace().write({ 'pod.yaml': POD, 'images.lock.yaml': LOCK });
  const { stdout, stderr } = await harden('pod.yaml', '--lock', 'images.lock.yaml', '--override-unsafe', '--profile', 'hardened', '--only', 'image-lock');
  expect(stdout).toBe(POD.replace(OTHER, DIGEST.slice('sha256:'.length)));
  expect(stderr).toContain(`pod.yaml:12: image-lock: spec.containers[1].image was "nginx:1.29@sha256:${OTHER}", now "nginx:1.29@${DIGEST}"`);
});

test('the results of a KRM function name the lock file; its settings cannot name one', async () => {
  const list = (config = '') => `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n${config}items:\n- ${POD.split('\n').slice(1).join('\n  ').trimEnd()}\n`;
  workspace().write({ 'list.yaml': list(), 'images.lock.yaml': LOCK, 'configured.yaml': list('functionConfig: { spec: { lock: { file: images.lock.yaml } } }\n') });
  const { stdout } = await harden('list.yaml', '--lock', 'images.lock.yaml', ...ONLY);
  expect(stdout).toContain('From images.lock.yaml, of 2026-11-28.');
  expect(await harden('configured.yaml')).toMatchObject({
    status: 2,
    stderr: [
      'cdk8s-hardened: functionConfig: `lock` is a file, which a function cannot read: use `harden --lock FILE`, or write `lock` in the settings file',
    ],
  });
});

test('images in a part of a pod stay, and are named', async () => {
  const task = 'apiVersion: tekton.dev/v1\nkind: Task\nmetadata: { name: build }\nspec:\n  steps: [{ name: a, image: nginx:1.29 }, { name: b, image: unknown:1 }]\n';
  workspace().write({ 'task.yaml': task, 'images.lock.yaml': LOCK });
  const { stdout, stderr } = await harden('task.yaml', '--lock', 'images.lock.yaml');
  expect(stdout).toBe(task);
  expect(stderr).toEqual(expect.arrayContaining([
    UNLOCKED,
    'cdk8s-hardened: custom resources with a part of a pod are not changed: write the digests that images.lock.yaml has for nginx:1.29 there',
  ]));
});

const messages = (findings: readonly any[]) => findings.map(({ control, container, message }) => [control, container, message.split(': ').slice(3).join(': ')]);

test('`audit --lock` finds what differs and what is not there', async () => {
  workspace().write({ 'pod.yaml': POD.replace('unknown:1', `unknown:1@${DIGEST}`), 'images.lock.yaml': LOCK });
  const { findings } = await workspace().json('pod.yaml', '--lock', 'images.lock.yaml', '--only', 'image-lock', '--only', 'image-digest');
  expect(messages(findings)).toEqual([
    ['image-digest', 'setup', ''], ['image-digest', 'main', ''],
    ['image-lock', 'pinned', `its digest differs from ${DIGEST}, which images.lock.yaml has for docker.io/library/nginx:1.29`],
    ['image-lock', 'unknown', 'images.lock.yaml has no entry for docker.io/library/unknown:1'],
  ].map(([control, container, detail]) => [control, container, detail === '' ? '' : expect.stringContaining(detail)]));
  expect((await workspace().json('pod.yaml', '--only', 'image-lock')).findings).toEqual([]);
});

test('`maxAge` of the settings file finds old entries', async () => {
  const settings = (maxAge: string) => ({ 'cdk8s-hardened.yaml': `lock: { file: images.lock.yaml, maxAge: ${maxAge} }\n` });
  workspace().write({ 'pod.yaml': POD, 'images.lock.yaml': lockText([`nginx:1.29@sha256:${OTHER}`, `busybox:1.37@${DIGEST}`], '2020-01-01'), ...settings('30d') });
  const old = (await workspace().json('pod.yaml', '--only', 'image-lock')).findings;
  expect(old.map(({ container, message }) => [container, message])).toEqual(['setup', 'main', 'pinned'].map((container) =>
    [container, expect.stringMatching(/in images\.lock\.yaml was resolved on 2020-01-01, \d+ days ago: more than 30$/)]));
  workspace().write(settings('99999d'));
  expect((await workspace().json('pod.yaml', '--only', 'image-lock')).findings).toEqual([]);
});

test('the settings file names the lock for both, relative to itself', async () => {
  workspace().write({ 'cdk8s-hardened.yaml': 'lock: { file: locks/images.yaml, maxAge: 4w }', 'locks/images.yaml': lockText([`nginx:1.29@${DIGEST}`], '2020-01-01'), 'pod.yaml': POD });
  expect((await harden('pod.yaml', ...ONLY)).stdout).toContain(`image: nginx:1.29@${DIGEST},`);
  const { findings } = await workspace().json('pod.yaml', '--only', 'image-lock');
  expect(findings.map(({ container }) => container)).toEqual(['main', 'pinned']);
  workspace().write({ 'cdk8s-hardened.yaml': 'lock: { file: locks/images.yaml, maxAge: 4 weeks }' });
  expect((await workspace().audit('pod.yaml')).stderr).toEqual(['cdk8s-hardened: cdk8s-hardened.yaml:1:34: `lock.maxAge` is "4 weeks": write one such as "30d"']);
  workspace().write({ 'cdk8s-hardened.yaml': 'lock: { file: nowhere.yaml }' });
  expect(await workspace().audit('pod.yaml')).toMatchObject({ status: 2, stderr: [expect.stringMatching(/^cdk8s-hardened: nowhere\.yaml: no such file/)] });
});

test('a lock file in a folder of manifests is not one', async () => {
  workspace().write({ 'pod.yaml': podYaml(), 'images.lock.yaml': LOCK });
  const { report, findings } = await workspace().json('.');
  expect(findings).toEqual([]);
  expect(report.summary.documents).toBe(2);
  expect((await harden('.', '--check')).status).toBe(0);
});
