/*
 * What a hardened workload can write, and what is there: in real containers, and the YAML as it is synthesized.
 */
import { Chart, Size } from 'cdk8s';
import { PersistentVolumeClaim } from 'cdk8s-plus-28';
import { parse, stringify } from 'yaml';
import { APP_USER, buildProbe, HARDENED_FACTS, Report, reportOf, writable } from './probe';
import { downAll, play, Played, PlayedContainer } from './support/play';
import { podman } from './support/podman';
import { proving } from './support/proof';
import { hardened, make, neighbour, probe, synthesize } from './workloads';
import { HardenedStatefulSet, PersistentPathOptions, RunAs, WritablePath } from '../../src';
import { Props } from '../constructs/workloads/support';

beforeAll(buildProbe);
afterEach(downAll);

const works = proving('volumes.runtime.ts');

function playWith(kind: string, props: Props): Played {
  return play(hardened(kind, props));
}

/** Props with writable paths of the probe alone. */
const inMain = (...writablePaths: WritablePath[]): Props => ({ containerSettings: { main: { writablePaths } } });

/** A Deployment of the probe alone, with paths in a PVC. */
function claiming(paths: (claim: (name: string) => ReturnType<typeof PersistentVolumeClaim.fromClaimName>) => WritablePath[]): string {
  return synthesize((chart: Chart) => make('Deployment', 'hardened', chart, {
    containers: [probe()],
    runAs: RunAs.user(APP_USER),
    writablePaths: paths((name) => PersistentVolumeClaim.fromClaimName(chart, name, name)),
  }));
}

/** All that it can write, beside the runtime's own memory, which every container of a pod can. */
function expectWritable(report: Report, ...paths: readonly string[]): void {
  expect(writable(report)).toEqual(['/dev/shm', ...paths].sort());
}

/** What a script prints, or why it fails. */
function shell(container: PlayedContainer, script: string): string {
  const { code, stdout, stderr } = container.exec('sh', '-c', script);
  return code === 0 ? stdout : `exit code ${code}: ${stderr}`;
}

/** Runs a script that must succeed. */
function run(container: PlayedContainer, script: string): void {
  expect(container.exec('sh', '-c', script)).toEqual({ code: 0, stdout: '', stderr: '' });
}

function restart(container: PlayedContainer): void {
  podman(['restart', '--time', '0', container.name]);
}

works('A plain Deployment of cdk8s-plus with default options can write only the `/dev/shm` of the runtime, not even `/tmp`', () => {
  const app = play(synthesize((chart) => make('Deployment', 'plain', chart, { containers: [probe()] })));
  const report = reportOf(app.container('main'));
  expectWritable(report);
  expect(report.worked).not.toContain('write:/home/app');
  expect(shell(app.container('main'), 'echo x > /tmp/file')).toMatch('Read-only file system');
});

works('Each container has its own `/tmp`; all containers of a pod share the `/dev/shm` of the runtime', () => {
  const app = playWith('Deployment', {});
  const [main, beside] = ['main', 'neighbour'].map((name) => app.container(name));
  run(main, 'echo mine > /tmp/file && echo ours > /dev/shm/file');
  expect(shell(beside, 'cat /tmp/file')).toMatch('No such file');
  expect(shell(beside, 'echo other > /tmp/file && cat /tmp/file')).toBe('other\n');
  expect(shell(main, 'cat /tmp/file')).toBe('mine\n');
  expect(shell(beside, 'cat /dev/shm/file')).toBe('ours\n');
});

/** The same pod, whose init containers attack themselves when they have done their work, and stay when they have ended, to be asked. */
function attackingFirst(yaml: string): string {
  const pod = parse(yaml);
  pod.metadata.annotations = { ...pod.metadata.annotations, 'io.podman.annotations.init.container.type': 'always' };
  for (const container of pod.spec.initContainers) {
    container.command = ['sh', '-c', '"$@" && exec sh /probe/report.sh once', 'sh', ...(container.command ?? ['true'])];
  }
  return stringify(pod);
}

describe('init containers', () => {
  const reports: { [name: string]: Report } = {};

  beforeAll(() => {
    const app = play(attackingFirst(synthesize((chart) => {
      const claim = PersistentVolumeClaim.fromClaimName(chart, 'claim', 'reports');
      make('Pod', 'hardened', chart, {
        initContainers: [probe({ name: 'before' })],
        containers: [probe()],
        runAs: RunAs.user(APP_USER),
        containerSettings: {
          main: { writablePaths: [WritablePath.fromImage('/etc/app/conf.d')] },
          before: { writablePaths: [WritablePath.fromPersistentVolumeClaim('/reports', claim, { takeOwnership: { reason: 'the storage ignores fsGroup' } })] },
        },
      });
    })));
    app.containers().forEach((container) => {
      reports[container.shortName.replace(/^writable-(seed|owner)-.*/, '$1')] = reportOf(container);
    });
  });

  works('An init container also has its writable paths, and is confined like every other container: it stops every attack', () => {
    expectWritable(reports.before, '/reports', '/tmp');
    expect(reports.before).toMatchObject({ worked: [], facts: HARDENED_FACTS });
  });

  works('The init container that seeds is confined, too: it can write the volumes that it fills, the `/dev/shm` of the runtime, '
    + 'and nothing else', () => {
    const { root } = reports.main.mounts['/etc/app/conf.d'];
    const [volume] = writable(reports.seed).filter((path) => path.startsWith('/cdk8s-hardened/volumes/'));
    expectWritable(reports.seed, volume);
    expect(root.startsWith(`${reports.seed.mounts[volume].root}/`)).toBe(true);
    expect(reports.seed).toMatchObject({ worked: [], facts: HARDENED_FACTS });
  });

  works('The init container of `takeOwnership` is root, with `CHOWN` and `DAC_OVERRIDE` and without other capabilities: it reads what '
    + 'only root may read, writes its PVC and the `/dev` and `/dev/shm` of the runtime, and stops every other attack', () => {
    expectWritable(reports.owner, '/cdk8s-hardened/claim', '/dev');
    // Root is all that the other two ask for.
    expect(reports.owner.worked).toEqual(['read-root-file', 'setuid-program', 'setuid']);
    const capabilities = '3'.padStart(16, '0');
    const both = { CapPrm: capabilities, CapEff: capabilities, CapBnd: capabilities };
    expect(reports.owner.facts).toMatchObject({ ...HARDENED_FACTS, user: '0', ...both });
  });
});

works('Files in a writable path survive a restart of the container, but not the pod', () => {
  const main = playWith('Deployment', {}).container('main');
  run(main, 'echo left > /tmp/app.pid');
  restart(main);
  expect(shell(main, 'cat /tmp/app.pid')).toBe('left\n');
  downAll();
  expect(shell(playWith('Deployment', {}).container('main'), 'cat /tmp/app.pid')).toMatch('No such file');
});

works('An empty volume hides what the image has at its path', () => {
  const main = playWith('Deployment', inMain(WritablePath.fromEmptyDir('/var/lib/app'))).container('main');
  expect(shell(main, 'ls -A /var/lib/app')).toBe('');
});

works('Paths that share a volume have separate directories and are writable', () => {
  const paths = ['/tmp', '/a', '/b'].map((path) => WritablePath.fromEmptyDir(path, { shareVolume: true }));
  const main = playWith('Deployment', inMain(...paths)).container('main');
  expectWritable(reportOf(main), '/a', '/b', '/tmp');
  expect(shell(main, 'echo a > /a/file; echo b > /b/file; cat /a/file /b/file; ls -A /a')).toBe('a\nb\nfile\n');
});

works('A seeded path shows the files of the image, which belong to the container\'s user, and keeps changes over a restart', () => {
  const main = playWith('Deployment', inMain(WritablePath.fromImage('/etc/app/conf.d'))).container('main');
  expect(shell(main, 'cd /etc/app/conf.d && cat * && stat -c %u *')).toBe(`one\ntwo\n${APP_USER}\n${APP_USER}\n`);
  expectWritable(reportOf(main), '/etc/app/conf.d', '/tmp');
  run(main, 'cd /etc/app/conf.d && echo changed > one.conf && rm two.conf && echo new > three.conf');
  restart(main);
  expect(shell(main, 'cd /etc/app/conf.d && cat *.conf')).toBe('changed\nnew\n');
});

works('A seed whose source is not in the image keeps the pod from starting, with an error', () => {
  expect(() => playWith('Deployment', inMain(WritablePath.fromImage('/etc/nowhere'))))
    .toThrow(/localhost\/probe:1 has no directory \/etc\/nowhere/);
});

works('A seed whose source its user cannot read completely keeps the pod from starting, with an error', () => {
  expect(() => playWith('Deployment', inMain(WritablePath.fromImage('/etc'))))
    .toThrow(/cannot copy all of \/etc/);
});

works('A persistent path is writable by the container\'s user, and its files survive the pod', () => {
  const yaml = claiming((claim) => [WritablePath.fromPersistentVolumeClaim('/data', claim('data'))]);
  const first = play(yaml);
  expectWritable(reportOf(first.container('main')), '/data', '/tmp');
  run(first.container('main'), 'echo kept > /data/file');
  first.down({ keepClaims: true });
  expect(shell(play(yaml).container('main'), 'cat /data/file')).toBe('kept\n');
});

works('A persistent path without fsGroup is not writable by its user unless it takes ownership', () => {
  const pathOf = (options: PersistentPathOptions) => claiming((claim) => [WritablePath.fromPersistentVolumeClaim('/data', claim('data'), options)]);
  expectWritable(reportOf(play(pathOf({ groupOwnership: false })).container('main')), '/tmp');
  downAll();
  const owned = play(pathOf({ takeOwnership: { reason: 'the storage ignores fsGroup' } })).container('main');
  expectWritable(reportOf(owned), '/data', '/tmp');
  expect(shell(owned, 'stat -c %u /data')).toBe(`${APP_USER}\n`);
});

works('A persistent seeded path is filled once: changes and deletions remain in the next pod', () => {
  const yaml = claiming((claim) => [WritablePath.fromPersistentVolumeClaim('/var/lib/app', claim('state'), { seeded: true })]);
  const first = play(yaml);
  expect(shell(first.container('main'), 'cat /var/lib/app/first')).toBe('of the image\n');
  run(first.container('main'), 'rm /var/lib/app/first && echo mine > /var/lib/app/second');
  first.down({ keepClaims: true });
  expect(shell(play(yaml).container('main'), 'cd /var/lib/app && ls && cat *')).toBe('second\nmine\n');
});

works('A PVC of a StatefulSet is writable by the container\'s user', () => {
  const app = play(synthesize((chart) => new HardenedStatefulSet(chart, 'db', {
    containers: [neighbour(), probe({ portNumber: 5432 })],
    volumeClaimTemplates: [{ name: 'data', size: Size.gibibytes(1), mounts: [{ path: '/data', container: 'main' }] }],
  })));
  expectWritable(reportOf(app.container('main')), '/data', '/tmp');
});
