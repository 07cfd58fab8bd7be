import { KubectlAnswer } from '../../../../src/tasks/cluster/kubectl';
import { run, Surroundings } from '../support';

/* `suggest-paths --pod` with a kubectl of the test. The containers themselves are in test/runtime/suggest, the requests in test/cluster. */

const STARTED = 1796257436;
const STATUS = ['Uid: 10001 10001 10001 10001', 'Gid: 10001 10001 10001 10001', 'CapPrm: 0000000000000000', 'CapEff: 0000000000000000']
  .flatMap((line) => [`status self ${line}`, `status 1 ${line}`]);
const FOUND = [
  'shell', 'started /app/server', 'started /app', 'open /var/log/', 'mount 1 overlay /', 'scanned /', `directory ${STARTED + 2} 0 0 40 /`,
  'directory 0 0 0 9 /var/', `directory ${STARTED + 9} 2 512 1 /var/log/`, 'unnamed 0', 'closed 3', 'end',
];
const POD = {
  spec: { containers: [{ name: 'web', image: 'shop/web:1', securityContext: { runAsUser: 10001, runAsGroup: 10001 } }] },
  status: { containerStatuses: [{ name: 'web', state: { running: { startedAt: new Date(1000 * STARTED).toISOString() } } }] },
};
const ADDED = ['--pod=shop/web-1', '--debug-image=tools:1', '--for=1s'];

interface Answers {
  readonly pod?: object;
  readonly log?: readonly string[];
  readonly debug?: Partial<KubectlAnswer>;
  readonly state?: object;
}

/** Runs the command where kubectl gives these answers. */
async function watched({ pod = POD, log = [...STATUS, ...FOUND], debug, state = { terminated: {} } }: Answers = {}, args = [...ADDED, '--yes'], more: Surroundings = {}) {
  const ran: string[][] = [];
  const kubectl = (given: readonly string[]): KubectlAnswer => {
    ran.push([...given]);
    const [word] = given.filter((each) => !/^--(?:context|namespace)=/.test(each));
    const name = ran.flat().find((each) => each.startsWith('--container='))?.slice('--container='.length);
    const status = { ...(pod as typeof POD).status, ephemeralContainerStatuses: name === undefined ? [] : [{ name, state }] };
    const texts: Record<string, string> = { config: 'prod\n', get: JSON.stringify({ ...pod, status }), logs: `${log.join('\n')}\n` };
    return { status: 0, stderr: '', stdout: Buffer.from(texts[word] ?? ''), ...word === 'debug' && debug };
  };
  const { status, stdout, stderr } = await run(['suggest-paths', ...args], { ...more, kubectl });
  return { status, stdout, stderr: stderr.map((line) => line.replace('cdk8s-hardened: ', '').replace(/paths-[0-9a-f]{8}/, 'NAME')), ran };
}

const kubectlWords = (ran: string[][]) => ran.map((args) => args.find((each) => !each.startsWith('--')));

test('says what it adds to which pod, adds it, and prints the report', async () => {
  const { status, stdout, stderr, ran } = await watched();
  expect(stderr).toEqual([
    'adds the container "NAME" with the image tools:1 to the pod shop/web-1 of the context "prod": it runs as 10001:10001 without capabilities, and reads the files of "web" for 1s',
    'an ephemeral container cannot be removed: it ends by itself, and is listed until the pod is deleted',
  ]);
  expect(kubectlWords(ran)).toEqual(['config', 'get', 'debug', 'get', 'logs']);
  expect(ran.slice(1).every((args) => args[0] === '--context=prod' && args[1] === '--namespace=shop')).toBe(true);
  expect(status).toBe(0);
  expect(stdout).toContain('web of the pod shop/web-1 (shop/web:1) was watched for 1 s, and runs as 10001:10001.\n');
  expect(stdout).toContain('3 directories that this user cannot read are left out, with all names below.\n');
  expect(stdout).toContain('  /var/log: 1 change, 512 bytes: /var/log/*; needs seeding: the image has 1 file there\n');
  expect(stdout).toContain('    WritablePath.fromImage(\'/var/log\'),\n');
});

test('without a terminal and without --yes it adds nothing', async () => {
  const { status, stderr, ran } = await watched({}, ADDED);
  expect({ status, last: stderr[stderr.length - 1], words: kubectlWords(ran) })
    .toEqual({ status: 2, last: 'without a terminal, --pod cannot ask you for confirmation: add --yes; nothing was added', words: ['config', 'get'] });
});

test.each([['', 2], ['n', 2], ['y', 0], ['Yes', 0]])('adds it after the answer %j: exit code %i', async (answer, code) => {
  const { status, ran } = await watched({}, ADDED, { typed: [answer] });
  expect({ status, isAdded: kubectlWords(ran).includes('debug') }).toEqual({ status: code, isAdded: code === 0 });
});

const web = POD.spec.containers[0];
test.each<[string, object, readonly string[], string]>([
  ['a pod with two containers', { ...POD, spec: { containers: [web, { ...web, name: 'log' }] } }, [], 'the pod has 2 containers: choose one with --container: web, log'],
  ['an unknown container', POD, ['--container=db'], 'the pod has no container "db": use one of web'],
  ['a shared process namespace', { ...POD, spec: { ...POD.spec, shareProcessNamespace: true } }, [], 'the files of this pod cannot be watched, because its containers share their processes (`shareProcessNamespace`)'],
  ['the processes of the node', { ...POD, spec: { ...POD.spec, hostPID: true } }, [], 'because it shares the processes of its node (`hostPID`)'],
  ['a static pod', { ...POD, metadata: { annotations: { 'kubernetes.io/config.mirror': 'x' } } }, [], 'because it is a static pod'],
  ['Windows', { ...POD, spec: { ...POD.spec, os: { name: 'windows' } } }, [], 'because it runs Windows'],
  ['a container that waits', { ...POD, status: { containerStatuses: [{ name: 'web', state: { waiting: {} } }] } }, [], 'the container web is not running'],
  ['an unknown user', { ...POD, spec: { containers: [{ ...web, securityContext: {} }] } }, [], 'the pod does not name the user and group of "web": write --user UID:GID'],
  ['a user without a group', POD, ['--user=10001'], '--user 10001 is not UID:GID'],
])('adds nothing to %s', async (_, pod, args, message) => {
  const { status, stderr, ran } = await watched({ pod }, [...ADDED, '--yes', ...args]);
  expect({ status, words: kubectlWords(ran) }).toEqual({ status: 2, words: ['config', 'get'] });
  expect(stderr).toEqual([expect.stringContaining(message)]);
});

test('the user that the kubelet reports counts more than the spec', async () => {
  const [status] = POD.status.containerStatuses;
  const pod = { ...POD, status: { containerStatuses: [{ ...status, user: { linux: { uid: 10001, gid: 5 } } }] } };
  expect((await watched({ pod })).stderr[0]).toContain('it runs as 10001:5 without capabilities');
});

test.each<[string, Answers, string]>([
  ['an old kubectl', { debug: { status: 1, stderr: 'error: unknown flag: --custom\nSee \'kubectl debug --help\' for usage.\n' } }, 'this kubectl is too old for --pod: install kubectl 1.30 or newer'],
  ['a refusal', { debug: { status: 1, stderr: 'Error from server (Forbidden): no' } }, 'kubectl debug failed: Error from server (Forbidden): no'],
  ['an image that cannot be pulled', { state: { waiting: { reason: 'ImagePullBackOff', message: 'not found' } } }, 'the debug container does not start: ImagePullBackOff: not found'],
  ['an image without tools', { log: ['missing awk', 'missing stat'] }, 'the debug image has no awk, stat: use an image with the tools of BusyBox or of a Linux distribution'],
  ['an incomplete log', { log: [...STATUS, 'shell'] }, 'the output of the debug container is incomplete, because the debug container was stopped or the target ended'],
  ['a hostile log', { log: [...STATUS, 'directory 1 1 1 1 etc\u001b[2J', 'end'] }, 'the output of the debug container has an unexpected line: directory 1 1 1 1 etc\\u001b[2J'],
  ['a hostile number', { log: [...STATUS, 'directory 1e99 1 1 1 /etc/', 'end'] }, 'the output of the debug container has an unexpected line: directory 1e99 1 1 1 /etc/'],
  ['a process that cannot be read', { log: [...STATUS, 'refused'] }, 'the kernel does not let the debug container read the files of web, because the process changed its user itself after its start'],
])('fails because of %s', async (_, answers, message) => {
  const { status, stdout, stderr } = await watched(answers);
  expect({ status, stdout, last: stderr[stderr.length - 1] }).toEqual({ status: 2, stdout: '', last: expect.stringContaining(message) });
});

test('escapes hostile names, and shows nothing below a directory of a home', async () => {
  const log = [...STATUS, 'mount 1 overlay /', `directory ${STARTED + 2} 1 1 0 /data/\u001b[2J\u202e/`, `directory ${STARTED + 2} 1 1 1 /root/notes/customer/`, 'end'];
  const { status, stdout } = await watched({ log });
  expect(status).toBe(0);
  expect(stdout).not.toMatch(/[\u001b\u202e]|customer/); // eslint-disable-line no-control-regex
  expect(stdout).toContain('/root/notes');
});

test('a directory that only the runtime touched, for a mount point, is left out', async () => {
  const at = (seconds: number) => [...STATUS, 'mount 1 overlay /', 'mount 1 ext4 /srv/data', `directory ${STARTED + seconds} 0 0 7 /srv/`, 'end'];
  const pathsOf = async (seconds: number) => JSON.parse((await watched({ log: at(seconds) }, [...ADDED, '--yes', '--format=json'])).stdout).paths.map(({ path }: any) => path);
  expect(await pathsOf(0)).toEqual(['/srv/data']); // A mount that the pod does not have is a VOLUME of the image.
  expect(await pathsOf(60)).toEqual(['/srv', '/srv/data']);
});

test.each<[string, readonly string[], string]>([
  ['a pod without a namespace', ['--pod=web-1', '--debug-image=tools:1'], '--pod "web-1" does not have the form NAMESPACE/POD: write a pod such as shop/web-5d4f9'],
  ['a pod with an option in its name', ['--pod=shop/-o', '--debug-image=tools:1'], '--pod "shop/-o" does not have the form NAMESPACE/POD'],
  ['no debug image', ['--pod=shop/web-1'], '--pod needs --debug-image'],
  ['an image', ['--pod=shop/web-1', '--debug-image=tools:1', 'app:1'], '--pod watches a pod that is already running: remove the image'],
  ['an option of runs', ['--pod=shop/web-1', '--debug-image=tools:1', '--save'], '--pod watches a pod that is already running: remove the image'],
  ['an option of pods without a pod', ['app:1', '--debug-image=tools:1'], '--debug-image applies to a running pod: add --pod, and remove the image'],
  ['nothing', [], 'suggest-paths needs <image>: the image to run, or --pod <namespace/pod>'],
])('refuses %s', async (_, args, message) => {
  const { status, stderr, ran } = await watched({}, [...args]);
  expect({ status, ran, stderr }).toEqual({ status: 2, ran: [], stderr: [expect.stringContaining(message)] });
});
