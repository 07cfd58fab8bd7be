/*
 * The attacks from inside real containers, both ways: what a hardened workload stops must work in one with the defaults of Kubernetes,
 * or the check could not fail. And what the kernel reports for that process and its mounts.
 */
import { JsonPatch, Size } from 'cdk8s';
import { PersistentVolumeClaim } from 'cdk8s-plus-28';
import { Attack, ATTACKS, attacksIn, Runtime } from './attacks';
import { APP_USER, buildProbe, HARDENED_FACTS, PROBE_IMAGE, Report, reportBesideOthers, reportOf, reportOnNode } from './probe';
import { Node } from './support/node';
import { downAll, play } from './support/play';
import { proving, writeProof } from './support/proof';
import { hardened, make, neighbour, plain, probe, synthesize } from './workloads';
import { RunAs, WritablePath, WritablePathMedium } from '../../src';
import { KINDS } from '../constructs/workloads/support';

const SOME_CAPABILITIES = expect.stringMatching(/[1-9a-f]/);
const PLAIN_FACTS = {
  user: '0',
  group: '0',
  groups: '0',
  CapPrm: SOME_CAPABILITIES,
  CapEff: SOME_CAPABILITIES,
  CapBnd: SOME_CAPABILITIES,
  NoNewPrivs: '0',
};
/** Of one that is not root: it has no capability, and may gain some. */
const USER_FACTS = { ...HARDENED_FACTS, CapBnd: SOME_CAPABILITIES, NoNewPrivs: '0' };
const FACTS = [...Object.keys(HARDENED_FACTS), 'uid_map'];

/** What podman mounts, by path: options, what it is, and whether a file could be written. */
const ON_DISK = 'rw, nosuid, nodev; a volume on disk, can be written';
const OF_RUNTIME = { '/dev/shm': 'rw, nosuid, nodev, noexec; in memory, can be written' };
const PLAIN_MOUNTS = { '/': 'rw; the image, can be written', ...OF_RUNTIME };
const HARDENED_MOUNTS = {
  '/': 'ro; the image, cannot be written',
  '/tmp': ON_DISK,
  '/var/cache/app': ON_DISK,
  '/run/app': 'rw; in memory, can be written',
  ...OF_RUNTIME,
};

/** Every report, by what ran where. */
const reports: { [name: string]: Report } = {};
let node: Node;

const works = proving('attacks.runtime.ts');

beforeAll(() => {
  buildProbe();
  node = new Node(PROBE_IMAGE);
});
afterEach(downAll);

function idsOf(runtime: Runtime, isMeant: (attack: Attack) => unknown): string[] {
  return attacksIn(runtime).filter(isMeant).map(({ id }) => id);
}

function expectHardened({ worked, facts }: Report, runtime: Runtime): void {
  expect(worked).toEqual(idsOf(runtime, ({ ours }) => ours?.includes(runtime)));
  expect(facts).toMatchObject(HARDENED_FACTS);
}

test('every attack works somewhere, and each one that works in a hardened workload has a note', () => {
  expect(ATTACKS.filter(({ plain: where, opened }) => where.length === 0 && !opened)).toEqual([]);
  expect(ATTACKS.filter(({ ours, note }) => Boolean(ours) !== Boolean(note))).toEqual([]);
});

for (const { kind } of KINDS) {
  works(`A ${kind} stops every attack under podman, from each of its containers. `
    + 'They can write their writable paths (on disk, in memory and in a PVC) and the `/dev/shm` of the runtime, but nothing else', () => {
    const app = play(synthesize((chart) => make(kind, 'hardened', chart, {
      containers: [neighbour(), probe()],
      runAs: RunAs.user(APP_USER),
      writablePaths: [
        WritablePath.fromEmptyDir('/var/cache/app', { sizeLimit: Size.mebibytes(64) }),
        WritablePath.fromEmptyDir('/run/app', { medium: WritablePathMedium.MEMORY, sizeLimit: Size.mebibytes(16) }),
      ],
      containerSettings: {
        main: { writablePaths: [WritablePath.fromPersistentVolumeClaim('/data', PersistentVolumeClaim.fromClaimName(chart, 'claim', 'data'))] },
      },
    })));
    const [main, beside] = ['main', 'neighbour'].map((name) => app.container(name));
    const report = reports[`ours ${kind}`] = reportOf(main);
    [report, reportBesideOthers(main, beside), reportOf(beside)].forEach((each) => expectHardened(each, 'podman'));
    expect(mountsOf(report)).toEqual({ ...HARDENED_MOUNTS, '/data': ON_DISK });
    expect(mountsOf(reportOf(beside))).toEqual(HARDENED_MOUNTS);
  });
}

test('a hardened Deployment stops them on containerd', () => {
  const yaml = hardened('Deployment');
  reports['ours containerd'] = reportOnNode(node, yaml);
  [reports['ours containerd'], reportOnNode(node, yaml, 'neighbour')].forEach((report) => {
    expectHardened(report, 'containerd');
    expect(mountsOf(report)).toMatchObject({ '/': HARDENED_MOUNTS['/'], ...OF_RUNTIME });
    expect(Object.keys(mountsOf(report)).sort()).toEqual(['/', '/dev/shm', '/tmp']);
  });
});

describe('a Deployment with the defaults of Kubernetes stops none that its runtime does not', () => {
  test('under podman', () => {
    const report = reports['plain podman'] = reportOf(play(plain('Deployment')).container('main'));
    expect(report.worked).toEqual(idsOf('podman', (attack) => attack.plain.includes('podman')));
    expect(report.facts).toMatchObject(PLAIN_FACTS);
    expect(mountsOf(report)).toMatchObject(PLAIN_MOUNTS);
  });

  test('on containerd', () => {
    const report = reports['plain containerd'] = reportOnNode(node, plain('Deployment'));
    expect(report.worked).toEqual(idsOf('containerd', (attack) => attack.plain.includes('containerd')));
    expect(report.facts).toMatchObject({ ...PLAIN_FACTS, Seccomp: '0' });
    expect(mountsOf(report)).toMatchObject(PLAIN_MOUNTS);
  });

  test('as the user of the image, under podman', () => {
    // The neighbour has what podman makes of a capability for a user that is not root: an ambient one.
    const added = JsonPatch.add('/spec/template/spec/containers/0/securityContext/capabilities', { add: ['NET_BIND_SERVICE'] });
    const app = play(plain('Deployment', { user: APP_USER }, added));
    const report = reports['user podman'] = reportOf(app.container('main'));
    const expected = idsOf('podman', ({ notOnlyForRoot }) => notOnlyForRoot?.includes('podman'));
    expect(report.worked).toEqual(expected);
    expect(report.facts).toMatchObject(USER_FACTS);

    const { worked, facts } = reportOf(app.container('neighbour'));
    expect(worked).toEqual([...expected, 'port-80']);
    const gained = { CapInh: SOME_CAPABILITIES, CapPrm: SOME_CAPABILITIES, CapEff: SOME_CAPABILITIES, CapAmb: SOME_CAPABILITIES };
    expect(facts).toMatchObject({ ...USER_FACTS, ...gained });
  });

  test('as the user of the image, on containerd', () => {
    const report = reports['user containerd'] = reportOnNode(node, plain('Deployment', { user: APP_USER }));
    expect(report.worked).toEqual(idsOf('containerd', ({ notOnlyForRoot }) => notOnlyForRoot?.includes('containerd')));
    expect(report.facts).toMatchObject({ ...USER_FACTS, Seccomp: '0' });
  });
});

test.each([
  ['privileged', plain('Deployment', { privileged: true })],
  ['shareProcessNamespace', plain('Deployment', {}, JsonPatch.add('/spec/template/spec/shareProcessNamespace', true))],
] as const)('what the runtime stops works with the defaults of Kubernetes and %s', (field, yaml) => {
  const opened = idsOf('podman', (attack) => attack.opened === field);
  const app = play(yaml);
  reports[field] = reportBesideOthers(app.container('main'), app.container('neighbour'));
  expect(reports[field].worked).toEqual(expect.arrayContaining(opened));
  expect(opened).not.toEqual([]);
});

afterAll(() => {
  if (Object.keys(reports).length < KINDS.length + 7) {
    return; // Not all tests have run.
  }
  const seen = (name: string, { id, tried }: Attack, runtime: Runtime) => (
    !tried || tried.includes(runtime) ? reports[name].worked.includes(id) : null
  );
  const seenIn = (name: string, attack: Attack) => ({
    podman: seen(`${name} podman`, attack, 'podman'), containerd: seen(`${name} containerd`, attack, 'containerd'),
  });
  writeProof('attacks', ATTACKS.map((attack) => ({
    title: attack.title,
    plain: seenIn('plain', attack),
    user: seenIn('user', attack),
    opened: attack.opened && { field: attack.opened, worked: seen(attack.opened, attack, 'podman') },
    ours: {
      ...Object.fromEntries(KINDS.map(({ kind }) => [kind, seen(`ours ${kind}`, attack, 'podman')])),
      containerd: seen('ours containerd', attack, 'containerd'),
    },
    note: attack.note,
  })));
  writeProof('process', FACTS.map((name) => {
    const [root, user, ours] = ['plain', 'user', 'ours'].map((sort) => reports[`${sort} containerd`].facts[name]);
    return { name, plain: root, user, ours };
  }));
  const [unlike, ours] = ['plain podman', 'ours Deployment'].map((name) => mountsOf(reports[name]));
  writeProof('mounts', Object.keys(ours).sort().map((path) => ({ path, plain: unlike[path] ?? null, ours: ours[path] })));
});

/** `/`, and all that can be written, with those options that mean something for security. */
function mountsOf({ mounts }: Report): { [path: string]: string } {
  const shown = Object.entries(mounts).filter(([path, { isWritable }]) => path === '/' || isWritable);
  return Object.fromEntries(shown.map(([path, { options, root, type, isWritable }]) => {
    const meant = ['ro', 'rw', 'nosuid', 'nodev', 'noexec'].filter((option) => options.includes(option)).join(', ');
    const isVolume = /\/_data(\/|$)/.test(root); // of podman's
    const what = path === '/' ? 'the image' : isVolume ? 'a volume on disk' : type === 'tmpfs' ? 'in memory' : `${type} of ${root}`;
    return [path, `${meant}; ${what}, ${isWritable ? 'can' : 'cannot'} be written`];
  }));
}
