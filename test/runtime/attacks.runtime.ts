/*
 * The attacks from inside real containers, both ways: what a hardened workload stops must work in a plain one, or the check
 * could not fail. And what the kernel says of the process that tried.
 */
import { JsonPatch } from 'cdk8s';
import { Attack, ATTACKS, attacksIn, Runtime } from './attacks';
import { APP_USER, buildProbe, PROBE_IMAGE, Report, reportBesideOthers, reportOf, reportOnNode } from './probe';
import { Node } from './support/node';
import { downAll, play } from './support/play';
import { writeProof } from './support/proof';
import { hardened, plain } from './workloads';
import { KINDS } from '../workloads/support';

const NO_CAPABILITIES = '0'.repeat(16);
const HARDENED_FACTS = {
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
const FACTS = [...Object.keys(HARDENED_FACTS), 'uid_map'];

/** Every report, by what ran where. */
const reports: { [name: string]: Report } = {};
let node: Node;

beforeAll(() => {
  buildProbe();
  node = new Node(PROBE_IMAGE);
});
afterEach(downAll);

function inPodman(name: string, yaml: string): Report {
  return reports[name] = reportOf(play(yaml).container('main'));
}

function idsOf(runtime: Runtime, isMeant: (attack: Attack) => unknown): string[] {
  return attacksIn(runtime).filter(isMeant).map(({ id }) => id);
}

function expectHardened({ worked, facts, mounts }: Report, runtime: Runtime): void {
  expect(worked).toEqual(idsOf(runtime, ({ ours }) => ours?.includes(runtime)));
  expect(facts).toMatchObject(HARDENED_FACTS);
  expect(mounts['/'].options).toContain('ro');
  expect(Object.keys(mounts).filter((path) => mounts[path].isWritable)).toEqual(['/tmp']);
}

test('every attack works somewhere, and what works in a hardened workload has a note', () => {
  expect(ATTACKS.filter(({ plain: where, opened }) => where.length === 0 && !opened)).toEqual([]);
  expect(ATTACKS.filter(({ ours, note }) => Boolean(ours) !== Boolean(note))).toEqual([]);
});

test.each(KINDS.map(({ kind }) => kind))('a hardened %s stops them, under podman', (kind) => {
  const report = inPodman(`ours ${kind}`, hardened(kind));
  expectHardened(report, 'podman');
  // A mount of the manifest's, and not podman's own tmpfs.
  expect(report.mounts['/tmp'].type).not.toBe('tmpfs');
});

test('a hardened Deployment stops them, on containerd', () => {
  reports['ours containerd'] = reportOnNode(node, hardened('Deployment'));
  expectHardened(reports['ours containerd'], 'containerd');
});

test('a plain Deployment stops none that its runtime does not, under podman', () => {
  const { worked, facts, mounts } = inPodman('plain podman', plain('Deployment'));
  expect(worked).toEqual(idsOf('podman', (attack) => attack.plain.includes('podman')));
  expect(facts).toMatchObject({ user: '0', group: '0', NoNewPrivs: '0' });
  expect(mounts['/'].options).toContain('rw');
});

test('a plain Deployment stops none that its runtime does not, on containerd', () => {
  const { worked, facts, mounts } = reports['plain containerd'] = reportOnNode(node, plain('Deployment'));
  expect(worked).toEqual(idsOf('containerd', (attack) => attack.plain.includes('containerd')));
  expect(facts).toMatchObject({ user: '0', group: '0', NoNewPrivs: '0', Seccomp: '0' });
  expect(mounts['/'].options).toContain('rw');
});

test.each([
  ['privileged', plain('Deployment', { privileged: true })],
  ['shareProcessNamespace', plain('Deployment', {}, JsonPatch.add('/spec/template/spec/shareProcessNamespace', true))],
] as const)('what the runtime stops by itself works in a plain Deployment with %s', (field, yaml) => {
  const opened = idsOf('podman', (attack) => attack.opened === field);
  reports[field] = reportBesideOthers(play(yaml).container('main'));
  expect(reports[field].worked).toEqual(expect.arrayContaining(opened));
  expect(opened).not.toEqual([]);
});

afterAll(() => {
  if (Object.keys(reports).length < KINDS.length + 5) {
    return; // Not all tests have run.
  }
  const seen = (name: string, { id, tried }: Attack, runtime: Runtime) => (
    !tried || tried.includes(runtime) ? reports[name].worked.includes(id) : null
  );
  writeProof('attacks', ATTACKS.map((attack) => ({
    title: attack.title,
    plain: { podman: seen('plain podman', attack, 'podman'), containerd: seen('plain containerd', attack, 'containerd') },
    opened: attack.opened && { field: attack.opened, worked: seen(attack.opened, attack, 'podman') },
    ours: {
      ...Object.fromEntries(KINDS.map(({ kind }) => [kind, seen(`ours ${kind}`, attack, 'podman')])),
      containerd: seen('ours containerd', attack, 'containerd'),
    },
    note: attack.note,
  })));
  const fact = (name: string) => ({ name, plain: reports['plain containerd'].facts[name], ours: reports['ours containerd'].facts[name] });
  const mount = (path: string) => ({
    name: `mount of \`${path}\``, plain: describeMount(reports['plain containerd'], path), ours: describeMount(reports['ours containerd'], path),
  });
  writeProof('process', [...FACTS.map(fact), mount('/'), mount('/tmp')]);
});

function describeMount({ mounts }: Report, path: string): string {
  const found = mounts[path];
  return found ? `${found.options[0]}, ${found.isWritable ? 'can' : 'cannot'} be written` : 'none of its own';
}
