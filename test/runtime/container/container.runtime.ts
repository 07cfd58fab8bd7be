/*
 * The container image of the command line, run as docs/how-to/container.md shows. It finds and writes the same as the compiled command
 * line on this machine. CONTAINER_ARCHIVE names the image to test, such as a release image from `npx projen container`. By default this
 * test builds one, with the Helm and the kustomize of other tests.
 */
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { parse } from 'yaml';
import { ownArchitecture } from '../../../projenrc/container/architecture';
import { inBin } from '../../../projenrc/container/go-programs';
import { buildImage } from '../../../projenrc/container/image';
import { makeRoot } from '../../../projenrc/container/root';
import { packageVersion } from '../../../projenrc/pinned-version';
import { Registry, requirePrograms } from '../../commands/cli/lock/registry';
import { runProcess } from '../../commands/cli/process';
import { linesOf, Run } from '../../commands/cli/support';
import { requirePackages } from '../../programs/debian';
import { helm } from '../../programs/kubernetes';
import { CONTAINER_NODE, SLOW_PACKAGES } from '../../programs/pinned';
import { UnprivilegedUser } from '../suggest/unprivileged-user';
import { run as runCommand } from '../support/command';
import { podman, tryPodman } from '../support/podman';
import { environment, imagesEnvironment, newFolder } from '../support/storage';

const { CONTAINER_ARCHIVE } = process.env;
/** Bytes of the image as a registry has it. */
const MOST = 120_000_000;
const PAGE = readFileSync(join(__dirname, '../../../docs/how-to/container.md'), 'utf8');
const KUSTOMIZE = SLOW_PACKAGES.kustomize.files[0];

const job = (image: string) => `apiVersion: batch/v1
kind: Job
metadata: {name: audit}
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: audit
          image: "${image}"
          args: [audit, /tmp]
          resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {cpu: 1, memory: 1Gi}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: none}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
`;
const deployment = (image: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: ${image}
          ports: [{containerPort: 8080}]
`;
const FILES = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'chart/values.yaml': 'tag: "1.29"\npodSecurityContext: {}\nsecurityContext: {}\n',
  'chart/templates/web.yaml': `${deployment('"nginx:{{ .Values.tag }}"')}          securityContext: {{ toJson .Values.securityContext }}
      securityContext: {{ toJson .Values.podSecurityContext }}
`,
  'overlay/web.yaml': deployment('nginx:1.29'),
  'overlay/kustomization.yaml': 'namePrefix: prod-\nresources: [web.yaml]\n',
  'plain/web.yaml': deployment('nginx:1.29'),
};

let archive: string;
let image: string;
let folder: string;
/** The Helm and the kustomize of the image, for the command line on this machine. */
let bin: string;

beforeAll(() => {
  requirePrograms();
  archive = CONTAINER_ARCHIVE ?? builtArchive();
  [image] = /sha256:\w+/.exec(podman(['load', '--quiet', '--input', archive], { env: imagesEnvironment() }))!;
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-container-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  runCommand('chmod', ['-R', 'go=rX', folder]);
  bin = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-bin-'));
  const id = podman(['create', image]).trim();
  ['helm', 'kustomize'].forEach((name) => podman(['cp', `${id}:/usr/bin/${name}`, bin]));
  podman(['rm', id]);
});

afterAll(() => {
  [folder, bin].forEach((each) => rmSync(each, { recursive: true }));
});

function builtArchive(): string {
  requirePackages({ 'golang-go': SLOW_PACKAGES['golang-go'], 'kustomize': SLOW_PACKAGES.kustomize });
  const work = newFolder('container');
  const root = join(work, 'root');
  makeRoot(root, ownArchitecture(), () => {
    copyFileSync(helm(4), inBin(root, 'helm'));
    copyFileSync(KUSTOMIZE, inBin(root, 'kustomize'));
  });
  buildImage(root, ownArchitecture(), join(work, 'image.tar'), 0);
  return join(work, 'image.tar');
}

/** The options of the page, without those that a test leaves out. */
function options(leftOut: readonly string[] = []): readonly string[] {
  const [, text] = /^podman run (.*) "?ghcr\.io/m.exec(PAGE)!;
  return text.replace('"$PWD:', `${folder}:`).replaceAll('"', '').split(' ').filter((option) => !leftOut.includes(option));
}

/** The options of the page without its mount, for other mounts. */
function optionsWithoutMount(): readonly string[] {
  return options().filter((option) => !option.startsWith(folder) && option !== '--volume');
}

/** The command line in the container. podman adds writable folders to a read-only container, and Kubernetes does not. */
function inContainer(args: readonly string[], { input = '', before = options() } = {}): Run {
  const strict = ['--interactive', '--read-only-tmpfs=false', '--security-opt=no-new-privileges', '--user=65532'];
  const { code, stdout, stderr } = tryPodman(['run', ...strict, ...before, image, ...args], { input });
  return { status: code, stdout, stderr: linesOf(stderr) };
}

const onMachine = (args: readonly string[], input = ''): Run => runProcess(args, { cwd: folder, input, env: { ...process.env, PATH: bin } });

test('is small, and needs no rights', () => {
  expect(statSync(archive).size).toBeLessThan(MOST);
  const [{ Config: { User, Entrypoint, Env } }] = JSON.parse(podman(['image', 'inspect', image]));
  expect([User, Entrypoint[0], Env]).toEqual(['65532:65532', 'catatonit', ['PATH=/usr/bin']]);
  expect(options()).toEqual(expect.arrayContaining(['--read-only', '--network=none', '--cap-drop=ALL']));
});

test('has the version of the package, and its programs', () => {
  expect(inContainer(['--version'])).toEqual({ status: 0, stdout: `${packageVersion()}\n`, stderr: [] });
  const { stdout } = inContainer(['-c', 'helm version; kustomize version; node --version'], { before: [...options(), '--entrypoint', 'sh'] });
  expect(stdout).toMatch(new RegExp(`Version:"v4\\..*\\n(?:v5\\..*|\\(devel\\))\\nv${CONTAINER_NODE}\\n`));
});

test.each([
  'audit . --detail all',
  'audit chart --set tag=latest --format sarif',
  'harden chart --profile hardened',
  'harden overlay',
  'values chart --release web -n shop',
  'network .',
  'policies',
  'explain read-only-root-filesystem',
])('%s answers the same as on this machine', (line) => {
  const args = line.split(' ');
  const expected = onMachine(args);
  expect(inContainer(args)).toEqual(expected);
  expect([expected.status, expected.stdout.length > 0]).toEqual([args[0] === 'audit' ? 1 : 0, true]);
});

test('hardens standard input, and finds nothing in the result', () => {
  const { stdout } = inContainer(['harden', '-'], { input: FILES['plain/web.yaml'] });
  expect(inContainer(['audit', '-', '--profile', 'pss-restricted'], { input: stdout })).toMatchObject({ status: 0 });
});

test('renders nothing without a writable /tmp, and says so', () => {
  const before = options(['--tmpfs', '/tmp']);
  expect(inContainer(['audit', 'plain', '--fail-on', 'never'], { before }).status).toBe(0);
  expect(inContainer(['audit', 'chart'], { before })).toEqual({
    status: 2,
    stdout: '',
    stderr: [expect.stringContaining('no temporary folder can be created in /tmp: the file system is read-only: make it writable (in a container, mount a tmpfs there)')],
  });
});

test('works with the user of a namespace of OpenShift, which has no name and the group 0', () => {
  const before = [...options(), '--user=1000660000:0'];
  expect(inContainer(['audit', '.', '--detail', 'all'], { before })).toEqual(onMachine(['audit', '.', '--detail', 'all']));
});

describe('a folder of someone else', () => {
  let own: string;
  beforeAll(() => {
    own = mkdtempSync(join(folder, 'own-'));
    copyFileSync(join(folder, 'plain/web.yaml'), join(own, 'web.yaml'));
  });
  afterAll(() => rmSync(own, { recursive: true }));

  const mounted = (mode: string) => {
    chmodSync(own, mode);
    return [...optionsWithoutMount(), `--volume=${own}:/work`];
  };

  test.each([
    ['audit .', '700', '/work: permission denied'],
    ['init', '700', '.: permission denied'],
    ['harden web.yaml --write', '755', '/work/web.yaml: permission denied'],
    ['audit . --report sarif=out.sarif', '755', 'out.sarif: permission denied'],
  ])('%s in one of mode %s says that it has no permission', (line, mode, message) => {
    const { status, stderr } = inContainer(line.split(' '), { before: mounted(mode) });
    expect([status, stderr]).toEqual([2, expect.arrayContaining([`cdk8s-hardened: ${message}`])]);
  });

  test('can be written by the user that owns it', () => {
    const before = [...mounted('700'), '--user=0:0'];
    expect(inContainer(['harden', 'web.yaml', '--write'], { before }).status).toBe(0);
    expect(readFileSync(join(own, 'web.yaml'), 'utf8')).toContain('runAsNonRoot: true');
  });
});

test('writes files of a user without root, with the option of the page', () => {
  const user = new UnprivilegedUser();
  try {
    copyFileSync(archive, join(user.home, 'image.tar'));
    const work = user.receive(join(folder, 'plain'), 'work');
    chmodSync(work, 0o700);
    const [, namespace] = /`(--userns=\S+)` for podman/.exec(PAGE)!;
    const [id] = /sha256:\w+/.exec(user.run(['podman', 'load', '--quiet', '--input', join(user.home, 'image.tar')]))!;
    user.run(['podman', 'run', ...optionsWithoutMount(), namespace, `--volume=${work}:/work`, id, 'harden', 'web.yaml', '--write']);
    expect(readFileSync(join(work, 'web.yaml'), 'utf8')).toContain('runAsNonRoot: true');
  } finally {
    user.remove();
  }
});

test.each([
  ['lock .', 'no registry client is installed: install skopeo'],
  ['doctor deployment/web', 'kubectl is not installed or not in the PATH: install it'],
  ['suggest-paths nginx:1.29', 'no container runtime found: install podman'],
  ['audit . --changed-since main', '--changed-since needs git'],
])('%s says that a program is missing', (line, message) => {
  expect(inContainer(line.split(' '))).toEqual({ status: 2, stdout: '', stderr: [expect.stringContaining(message)] });
});

test('a signal ends it', () => {
  const id = podman(['run', '--detach', '--interactive', ...options(['--rm']), image, 'audit', '-']).trim();
  podman(['stop', '--time', '60', id]);
  expect(podman(['wait', id])).toBe('143\n');
  podman(['rm', id]);
});

test('the job of GitLab runs in it', () => {
  const [, yaml] = /```yaml\n(audit:\n[^`]*)```/.exec(PAGE)!;
  const { script, image: { entrypoint } } = parse(yaml).audit;
  expect(entrypoint).toEqual(['']);
  // Like the shell of GitLab's runner: it reads a script, and looks for options of the shell.
  const input = ['if set -o | grep pipefail > /dev/null; then set -o pipefail; fi; set -o errexit', 'cd "$(mktemp -d)"', 'cp -R /work/plain manifests', ...script].join('\n');
  const { status, stderr } = inContainer(['sh'], { input, before: [...options(), '--entrypoint', ''] });
  expect([status, stderr]).toEqual([1, []]);
  expect(inContainer(['sh'], { input: `${input} || cat gl-code-quality-report.json`, before: [...options(), '--entrypoint', ''] }).stdout).toContain('read-only-root-filesystem');
});

test('the workflow publishes it under one tag, and signs what is published', async () => {
  const registry = await Registry.start();
  const work = newFolder('publish');
  try {
    const { env: { IMAGE: _, ...env } } = step('Publish the image');
    const variables = { ...environment(), ...env, IMAGE: `${registry.host}/shop/tool`, VERSION: '1.2.3', TOKEN: 'secret', GITHUB_ACTOR: 'someone', CALLS: join(work, 'calls') };
    writeFileSync(join(work, 'registries.conf'), `[[registry]]\nlocation = "${registry.host}"\ninsecure = true\n`);
    mkdirSync(join(work, 'container'));
    copyFileSync(archive, join(work, `container/cdk8s-hardened-${ownArchitecture()}.oci.tar`));
    writeFileSync(join(work, 'cosign'), '#!/bin/sh\necho "$*" >> "$CALLS"\n', { mode: 0o755 });
    for (const name of ['Publish the image', 'Sign the image']) {
      runCommand('bash', ['-e', '-c', step(name).run], {
        cwd: work, env: { ...variables, PATH: `${work}:${process.env.PATH}`, CONTAINERS_REGISTRIES_CONF: join(work, 'registries.conf') },
      });
    }
    const index = JSON.parse(runCommand('skopeo', ['inspect', '--raw', '--tls-verify=false', `docker://${registry.host}/shop/tool:1.2.3`]));
    expect(index.manifests.map(({ platform }: { platform: object }) => platform)).toEqual([{ architecture: ownArchitecture(), os: 'linux' }]);
    const [login, sign, attest, ...others] = readFileSync(join(work, 'calls'), 'utf8').trim().split('\n');
    expect([login, others]).toEqual([`login ${registry.host} --username someone --password-stdin`, []]);
    expect(sign).toBe(`sign --yes --recursive ${registry.host}/shop/tool@${readFileSync(join(work, 'digest'), 'utf8').trim()}`);
    expect(attest).toBe(`attest --yes --type cyclonedx --predicate container/cdk8s-hardened-${ownArchitecture()}.cdx.json ${registry.host}/shop/tool@${index.manifests[0].digest}`);
  } finally {
    await registry.stop();
  }
});

/** A step of the job that publishes the image. */
function step(name: string): { readonly run: string; readonly env: NodeJS.ProcessEnv } {
  const { jobs } = parse(readFileSync(join(__dirname, '../../../.github/workflows/release.yml'), 'utf8'));
  return jobs.image.steps.find((each: { name: string }) => each.name === name);
}

test('our own tools find nothing in a job that runs it', async () => {
  const registry = await Registry.start();
  try {
    const name = `${registry.host}/cdk8s-hardened:1`;
    podman(['push', '--quiet', '--tls-verify=false', image, name]);
    writeFileSync(join(folder, 'job.yaml'), job(name));
    const args = ['--file', 'images.lock.yaml', '--tool', 'skopeo', '--tool-option=--tls-verify=false'];
    expect(runProcess(['lock', 'job.yaml', ...args], { cwd: folder, env: { ...process.env, XDG_CACHE_HOME: folder } }).status).toBe(0);
    const { user, directories } = parse(readFileSync(join(folder, 'images.lock.yaml'), 'utf8')).images[0].facts.platforms[0];
    expect([user, directories.map(({ path }: { path: string }) => path)]).toEqual(['65532:65532', ['/tmp', '/work']]);
    expect(onMachine(['harden', 'job.yaml', '--write', '--profile', 'hardened', '--lock', 'images.lock.yaml']).status).toBe(0);
    expect(onMachine(['audit', 'job.yaml', '--lock', 'images.lock.yaml', '--detail', 'all'])).toEqual({
      status: 0, stdout: '0 errors, 0 warnings, 0 waived (1 workload, 2 documents, 1 file)\n', stderr: [],
    });
  } finally {
    await registry.stop();
  }
});
