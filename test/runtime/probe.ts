/*
 * The image that attacks itself, and what it reports.
 */
import { chmodSync, copyFileSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ATTACKS, attackScript, attacksIn, Runtime } from './attacks';
import { run } from './support/command';
import { Node } from './support/node';
import { PlayedContainer } from './support/play';
import { build, makeOnce } from './support/podman';
import { newFolder } from './support/storage';

export const PROBE_IMAGE = 'localhost/probe:1';

/** The same as root by default, and without a named user. */
export const PROBE_IMAGE_OF_ROOT = 'localhost/probe-of-root:1';

/** The user of the image, who owns /home/app in it. */
export const APP_USER = 10001;

const NO_CAPABILITIES = '0'.repeat(16);

/** What the kernel reports for a hardened process of that user. */
export const HARDENED_FACTS = {
  user: String(APP_USER),
  group: String(APP_USER),
  groups: String(APP_USER),
  CapInh: NO_CAPABILITIES,
  CapPrm: NO_CAPABILITIES,
  CapEff: NO_CAPABILITIES,
  CapBnd: NO_CAPABILITIES,
  CapAmb: NO_CAPABILITIES,
  NoNewPrivs: '1',
  Seccomp: '2',
};

/** What a container with the probe image reports. */
export interface Report {
  /** Ids of the attacks that worked, of those that the runtime can test. */
  readonly worked: readonly string[];
  /** `user`, `groups`, `CapEff`, `NoNewPrivs`, ... as /proc has them. */
  readonly facts: { readonly [name: string]: string };
  /** All that is mounted, `/` too, but devices and the kernel's own below /proc and /sys. */
  readonly mounts: { readonly [path: string]: MountReport };
}

export interface MountReport {
  readonly type: string;
  /** The directory that it shows of its filesystem, as the node sees that. */
  readonly root: string;
  /** Its own: those that are its filesystem's alone are another matter. */
  readonly options: readonly string[];
  readonly isWritable: boolean;
}

/** Where a container can write. */
export function writable({ mounts }: Report): string[] {
  return Object.keys(mounts).filter((path) => mounts[path].isWritable).sort();
}

/** Builds the images, once in a run. */
export function buildProbe(): void {
  // The one that is built last.
  makeOnce(PROBE_IMAGE_OF_ROOT, makeProbe);
}

function makeProbe(): void {
  const folder = newFolder('probe');
  const busybox = '/bin/busybox';
  cpSync(join(__dirname, 'image'), folder, { recursive: true });
  ['bin', 'conf.d', 'home', 'state', 'places/mnt', 'places/tmp', 'places/var/lib'].forEach((name) => mkdirSync(join(folder, name), { recursive: true }));
  chmodSync(join(folder, 'places/tmp'), 0o1777);
  run('gcc', ['-static', '-O1', '-Wall', '-Werror', '-o', 'sysprobe', 'sysprobe.c'], { cwd: folder });
  copyFileSync(busybox, join(folder, 'busybox'));
  copyFileSync(busybox, join(folder, 'bin/busybox'));
  copyFileSync(join(folder, 'sysprobe'), join(folder, 'bin/sysprobe'));
  run(busybox, ['--list']).trim().split('\n').filter((name) => name !== 'busybox')
    .forEach((name) => symlinkSync('busybox', join(folder, 'bin', name)));
  const files = {
    'passwd': `root::0:0::/:/bin/sh\napp:x:${APP_USER}:${APP_USER}::/home/app:/bin/sh\n`,
    'group': `root:x:0:\napp:x:${APP_USER}:\n`,
    'secret': 'for root alone\n',
    'conf.d/one.conf': 'one\n',
    'conf.d/two.conf': 'two\n',
    'home/notes': 'mine\n',
    'state/first': 'of the image\n',
    'attacks.sh': attackScript(),
  };
  Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text));
  build(folder, PROBE_IMAGE);
  const ofRoot = newFolder('probe-of-root');
  writeFileSync(join(ofRoot, 'passwd'), files.passwd.replace(/^app.*\n/m, ''), { mode: 0o644 });
  writeFileSync(join(ofRoot, 'Containerfile'), `FROM ${PROBE_IMAGE}\nCOPY passwd /etc/passwd\nUSER 0:0\n`);
  build(ofRoot, PROBE_IMAGE_OF_ROOT);
}

/** Waits until a container has attacked itself. */
export function reportOf(container: PlayedContainer): Report {
  return parseReport(container.waitForLine('end'), 'podman');
}

/** Lets a container attack itself once more, now that the others of its pod, which attack themselves first, just wait. */
export function reportBesideOthers(container: PlayedContainer, ...others: readonly PlayedContainer[]): Report {
  others.forEach(reportOf);
  return parseReport(container.exec('sh', '/probe/report.sh', 'once').stdout, 'podman');
}

/** On a busy machine `ctr` can lose the last lines of a container that ends. */
const MOST_TRIES = 5;

/** Lets a container attack itself on a node. */
export function reportOnNode(node: Node, yaml: string, container = 'main'): Report {
  let text = '';
  for (let tries = 0; tries < MOST_TRIES && !text.split('\n').includes('end'); tries++) {
    text = node.run(yaml, container, ['sh', '/probe/report.sh', 'once']);
  }
  return parseReport(text, 'containerd');
}

/** @throws where an attack was not tried */
export function parseReport(text: string, runtime: Runtime): Report {
  const lines = text.split('\n').map((line) => line.split(' '));
  const of = (sort: string) => lines.filter(([first]) => first === sort).map(([, ...rest]) => rest);
  const tried = of('attack').map(([id]) => id);
  const missing = ATTACKS.filter(({ id }) => !tried.includes(id));
  if (missing.length > 0) {
    throw new Error(`These attacks were not tried: ${missing.map(({ id }) => id).join(', ')}. The container says:\n${text}`);
  }
  const isTold = new Set(attacksIn(runtime).map(({ id }) => id));
  return {
    worked: of('attack').filter(([, outcome]) => outcome === 'yes').map(([id]) => id).filter((id) => isTold.has(id)),
    facts: Object.fromEntries(of('read').map(([name, ...value]) => [name, value.join(' ')])),
    mounts: Object.fromEntries(of('mount').map(([path, root, type, options, access]) => (
      [path, { type, root, options: options.split(','), isWritable: access === 'writable' }]
    ))),
  };
}
