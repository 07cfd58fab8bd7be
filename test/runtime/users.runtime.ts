/*
 * Who a hardened container is, and what others are to it.
 */
import { ApiObject, JsonPatch } from 'cdk8s';
import { Secret } from 'cdk8s-plus-28';
import { APP_USER, buildProbe, PROBE_IMAGE_OF_ROOT, reportBesideOthers, reportOf } from './probe';
import { downAll, play, Played, PlayedContainer } from './support/play';
import { tryPodman } from './support/podman';
import { proving } from './support/proof';
import { hardened, make, neighbour, probe, synthesize } from './workloads';
import { HardenedDeployment, RunAs, SecretFiles } from '../../src';

beforeAll(buildProbe);
afterEach(downAll);

const works = proving('users.runtime.ts');

/** The most that a user id of the machine may be: above it are the ids of user namespaces. */
const LAST_ID_OF_MACHINE = 2147483646;

function playWith(props: Parameters<typeof hardened>[1]): Played {
  return play(hardened('Deployment', props));
}

function shell(container: PlayedContainer, script: string): string {
  const { code, stdout, stderr } = container.exec('sh', '-c', script);
  return code === 0 ? stdout : `exit code ${code}: ${stderr}`;
}

works('An image that starts as root runs as uid and gid 65532 by default', () => {
  const { facts } = reportOf(playWith({ runAs: undefined, containers: [probe({ image: PROBE_IMAGE_OF_ROOT })] }).container('main'));
  expect(facts).toMatchObject({ user: '65532', group: '65532', groups: '65532' });
});

works('`RunAs.imageUser()` leaves the user to the image', () => {
  const { facts } = reportOf(playWith({ runAs: RunAs.imageUser(), containers: [probe()] }).container('main'));
  expect(facts).toMatchObject({ user: String(APP_USER), groups: `${APP_USER} 65532` });
});

works('`userNamespace` makes root of the container an unprivileged user of the node, and volumes can be written', () => {
  const { facts, mounts, worked } = reportOf(playWith({ userNamespace: true }).container('main'));
  const [inside, outside, size] = facts.uid_map.split(' ').map(Number);
  expect({ inside, size }).toEqual({ inside: 0, size: 65536 });
  expect(outside).toBeGreaterThan(LAST_ID_OF_MACHINE);
  expect(facts.user).toBe(String(APP_USER));
  expect(mounts['/tmp'].isWritable).toBe(true);
  expect(worked).toEqual([]);
});

works('`RunAs.rootInUserNamespace()` is root inside and nobody outside', () => {
  const { facts } = reportOf(playWith({ runAs: RunAs.rootInUserNamespace(), userNamespace: true, containers: [probe()] }).container('main'));
  expect(facts).toMatchObject({ user: '0', group: '0', CapEff: '0'.repeat(16), NoNewPrivs: '1' });
  expect(Number(facts.uid_map.split(' ')[1])).toBeGreaterThan(LAST_ID_OF_MACHINE);
});

/** What a process that has broken out of one workload, with the ids it has, reads of a file that another keeps to itself. */
function secretOfAnother(runAs: (name: string) => RunAs): string {
  const [first, second] = ['first', 'second'].map((name) => play(synthesize((chart) => {
    new HardenedDeployment(chart, name, { containers: [probe({ name })], runAs: runAs(name) });
  })).container(name));
  expect(shell(first, 'umask 077 && echo secret > /tmp/file && cat /tmp/file')).toBe('secret\n');
  const { user, group } = reportOf(second).facts;
  const { stdout, stderr } = tryPodman(['exec', '--user', `${user}:${group}`, first.name, 'cat', '/tmp/file']);
  return stdout + stderr;
}

works('Two workloads with `RunAs.unique()` cannot read each other\'s files, even after a break-out; two with the same user can', () => {
  expect(secretOfAnother((name) => RunAs.unique({ seed: name }))).toMatch('Permission denied');
  downAll();
  expect(secretOfAnother(() => RunAs.nonRoot())).toBe('secret\n');
});

works('With `runAs` in `containerSettings`, a container cannot end the processes of another one or read its files, even in a shared process namespace', () => {
  const app = play(synthesize((chart) => ApiObject.of(make('Deployment', 'hardened', chart, {
    containers: [neighbour(), probe()],
    containerSettings: { main: { runAs: RunAs.user(20001) }, neighbour: { runAs: RunAs.user(20002) } },
  })).addJsonPatch(JsonPatch.add('/spec/template/spec/shareProcessNamespace', true))));
  const [main, beside] = ['main', 'neighbour'].map((name) => app.container(name));
  [reportBesideOthers(main, beside), reportOf(beside)].forEach(({ worked }) => expect(worked).toEqual([]));
  const pid = shell(main, 'grep -l "sleep.98765432[1]" /proc/[0-9]*/cmdline').split('/')[2];
  expect(Number(pid)).toBeGreaterThan(1);
  expect(shell(main, `ls /proc/${pid}/root/`)).toMatch('Permission denied');
  expect(shell(main, `cat /proc/${pid}/environ`)).toMatch('Permission denied');
});

works('`SecretFiles` mounts a Secret as files that the container\'s user can read but not change', () => {
  const app = play(synthesize((chart) => {
    const secret = new Secret(chart, 'secret', { stringData: { password: 'hunter2' } });
    const deployment = make('Deployment', 'hardened', chart, { containers: [probe()], runAs: RunAs.user(20001) });
    SecretFiles.mount(deployment.containers[0], '/run/database', secret);
  }));
  const main = app.container('main');
  expect(shell(main, 'cat /run/database/password')).toBe('hunter2');
  expect(shell(main, 'stat -Lc %a:%u:%g /run/database/password')).toBe('440:0:20001\n');
  expect(shell(main, 'echo other > /run/database/password')).toMatch('Read-only file system');
});

works('A non-root user can listen on a declared port below 1024', () => {
  expect(reportOf(playWith({ containers: [probe({ portNumber: 80 })] }).container('main')).worked).toEqual(['port-80']);
});
