/*
 * What a hardened workload can write, and what is there: in real containers, and the YAML as it is synthesised.
 */
import { Chart, Size } from 'cdk8s';
import { EmptyDirMedium, PersistentVolumeClaim } from 'cdk8s-plus-28';
import { APP_USER, buildProbe, parseReport, Report, reportOf } from './probe';
import { downAll, play, Played, PlayedContainer } from './support/play';
import { podman } from './support/podman';
import { proving } from './support/proof';
import { hardened, make, neighbour, probe, synthesise } from './workloads';
import { HardenedStatefulSet, PersistentPathOptions, RunAs, WritablePath } from '../../src';
import { KINDS, Props } from '../workloads/support';

beforeAll(buildProbe);
afterEach(downAll);

const works = proving('volumes.runtime.ts');

function playWith(kind: string, props: Props): Played {
  return play(hardened(kind, props));
}

/** A Deployment of the probe alone, with paths in a claim. */
function claiming(paths: (claim: (name: string) => ReturnType<typeof PersistentVolumeClaim.fromClaimName>) => WritablePath[]): string {
  return synthesise((chart: Chart) => make('Deployment', 'hardened', chart, {
    containers: [probe()],
    runAs: RunAs.user(APP_USER),
    writablePaths: paths((name) => PersistentVolumeClaim.fromClaimName(chart, name, name)),
  }));
}

function writable({ mounts }: Report): string[] {
  return Object.keys(mounts).filter((path) => mounts[path].isWritable).sort();
}

function shell(container: PlayedContainer, script: string): string {
  const { code, stdout, stderr } = container.exec('sh', '-c', script);
  return code === 0 ? stdout : `exit code ${code}: ${stderr}`;
}

function restart(container: PlayedContainer): void {
  podman(['restart', '--time', '0', container.name]);
}

works('A plain Deployment of cdk8s-plus, as it is by default, writes nothing, not even `/tmp`', () => {
  const app = play(synthesise((chart) => make('Deployment', 'plain', chart, { containers: [probe()] })));
  const report = reportOf(app.container('main'));
  expect(writable(report)).toEqual([]);
  expect(report.worked).not.toContain('write:/home/app');
  expect(shell(app.container('main'), 'echo x > /tmp/file')).toMatch('Read-only file system');
});

for (const { kind } of KINDS) {
  works(`A ${kind} writes its writable paths, on disk and in memory, and nothing else`, () => {
    const app = playWith(kind, {
      writablePaths: [
        WritablePath.of('/var/cache/app', { sizeLimit: Size.mebibytes(64) }),
        WritablePath.of('/run/app', { medium: EmptyDirMedium.MEMORY, sizeLimit: Size.mebibytes(16) }),
      ],
    });
    const report = reportOf(app.container('main'));
    expect(writable(report)).toEqual(['/run/app', '/tmp', '/var/cache/app']);
    expect(report.mounts['/run/app'].type).toBe('tmpfs');
    expect(report.mounts['/tmp'].type).not.toBe('tmpfs');
    expect(report.worked).toEqual([]);
  });
}

works('Each container has a `/tmp` of its own', () => {
  const app = playWith('Deployment', {});
  shell(app.container('main'), 'echo mine > /tmp/file');
  expect(shell(app.container('neighbour'), 'ls /tmp')).toBe('');
  expect(shell(app.container('neighbour'), 'echo other > /tmp/file && cat /tmp/file')).toBe('other\n');
});

works('An init container has its writable paths, too, and is as confined', () => {
  const app = play(synthesise((chart) => {
    const claim = PersistentVolumeClaim.fromClaimName(chart, 'claim', 'reports');
    make('Deployment', 'hardened', chart, {
      // podman removes an init container that has ended, and what it printed.
      initContainers: [probe({ name: 'before', command: ['sh', '-c', 'sh /probe/report.sh once > /reports/before'] })],
      containers: [probe()],
      runAs: RunAs.user(APP_USER),
      writablePaths: ['before', 'main'].map((container) => WritablePath.persistent('/reports', claim, { container })),
    });
  }));
  const report = parseReport(shell(app.container('main'), 'cat /reports/before'), 'podman');
  expect(writable(report)).toEqual(['/reports', '/tmp']);
  expect(report.worked).toEqual([]);
  expect(report.facts).toMatchObject({ user: String(APP_USER), NoNewPrivs: '1', CapBnd: '0'.repeat(16) });
});

works('What is in a writable path outlives a restart of the container, and not the pod', () => {
  const main = playWith('Deployment', {}).container('main');
  shell(main, 'echo left > /tmp/app.pid');
  restart(main);
  expect(shell(main, 'cat /tmp/app.pid')).toBe('left\n');
  downAll();
  expect(shell(playWith('Deployment', {}).container('main'), 'cat /tmp/app.pid')).toMatch('No such file');
});

works('An empty volume hides what the image has at its path', () => {
  const main = playWith('Deployment', { writablePaths: [WritablePath.of('/var/lib/app', { container: 'main' })] }).container('main');
  expect(shell(main, 'ls -A /var/lib/app')).toBe('');
});

works('Paths that share a volume are apart, and can be written', () => {
  const options = { container: 'main', shareVolume: true };
  const main = playWith('Deployment', { writablePaths: ['/tmp', '/a', '/b'].map((path) => WritablePath.of(path, options)) }).container('main');
  expect(writable(reportOf(main))).toEqual(['/a', '/b', '/tmp']);
  expect(shell(main, 'echo a > /a/file; echo b > /b/file; cat /a/file /b/file; ls -A /a')).toBe('a\nb\nfile\n');
});

works('A seeded path shows the files of the image, which belong to the container\'s user, and keeps changes over a restart', () => {
  const seeded = WritablePath.seeded('/etc/app/conf.d', { container: 'main' });
  const main = playWith('Deployment', { writablePaths: [seeded] }).container('main');
  expect(shell(main, 'cd /etc/app/conf.d && cat * && stat -c %u *')).toBe(`one\ntwo\n${APP_USER}\n${APP_USER}\n`);
  expect(writable(reportOf(main))).toEqual(['/etc/app/conf.d', '/tmp']);
  shell(main, 'cd /etc/app/conf.d && echo changed > one.conf && rm two.conf && echo new > three.conf');
  restart(main);
  expect(shell(main, 'cd /etc/app/conf.d && cat *.conf')).toBe('changed\nnew\n');
});

works('A seed whose source is not in the image keeps the pod from starting, and says so', () => {
  expect(() => playWith('Deployment', { writablePaths: [WritablePath.seeded('/etc/nowhere', { container: 'main' })] }))
    .toThrow(/localhost\/probe:1 has no directory \/etc\/nowhere/);
});

works('A seed whose source its user cannot read as a whole keeps the pod from starting, and says so', () => {
  expect(() => playWith('Deployment', { writablePaths: [WritablePath.seeded('/etc', { container: 'main' })] }))
    .toThrow(/cannot copy all of \/etc/);
});

works('A persistent path is writable by the container\'s user, and what it holds outlives the pod', () => {
  const yaml = claiming((claim) => [WritablePath.persistent('/data', claim('data'))]);
  const first = play(yaml);
  expect(writable(reportOf(first.container('main')))).toEqual(['/data', '/tmp']);
  shell(first.container('main'), 'echo kept > /data/file');
  first.down({ keepClaims: true });
  expect(shell(play(yaml).container('main'), 'cat /data/file')).toBe('kept\n');
});

works('A persistent path without fsGroup is one that its user cannot write, and takes ownership where that is asked for', () => {
  const pathOf = (options: PersistentPathOptions) => claiming((claim) => [WritablePath.persistent('/data', claim('data'), options)]);
  expect(writable(reportOf(play(pathOf({ fsGroup: false })).container('main')))).toEqual(['/tmp']);
  downAll();
  const owned = play(pathOf({ takeOwnership: { reason: 'the storage ignores fsGroup' } })).container('main');
  expect(writable(reportOf(owned))).toEqual(['/data', '/tmp']);
  expect(shell(owned, 'stat -c %u /data')).toBe(`${APP_USER}\n`);
});

works('A persistent seeded path is filled once: what is changed or deleted stays so in the next pod', () => {
  const yaml = claiming((claim) => [WritablePath.persistent('/var/lib/app', claim('state'), { seeded: true })]);
  const first = play(yaml);
  expect(shell(first.container('main'), 'cat /var/lib/app/first')).toBe('of the image\n');
  shell(first.container('main'), 'rm /var/lib/app/first && echo mine > /var/lib/app/second');
  first.down({ keepClaims: true });
  expect(shell(play(yaml).container('main'), 'cd /var/lib/app && ls && cat *')).toBe('second\nmine\n');
});

works('A claim of a StatefulSet is writable by the container\'s user', () => {
  const app = play(synthesise((chart) => new HardenedStatefulSet(chart, 'db', {
    containers: [neighbour(), probe({ portNumber: 5432 })],
    volumeClaims: [{ name: 'data', size: Size.gibibytes(1), mounts: [{ path: '/data', container: 'main' }] }],
  })));
  expect(writable(reportOf(app.container('main')))).toEqual(['/data', '/tmp']);
});
