import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { failedPod } from './support';
import { runDoctor } from '../../../src/commands/cli/run-doctor';
import { installedKubectl, Kubectl, KubectlAnswer } from '../../../src/tasks/cluster/kubectl';
import { onPosix } from '../../support/systems';

const answer = (stdout: unknown, status = 0, stderr = ''): KubectlAnswer =>
  ({ status, stdout: stdout instanceof Uint8Array ? stdout : Buffer.from(typeof stdout === 'string' ? stdout : JSON.stringify(stdout)), stderr });
const list = (...items: readonly object[]) => answer({ kind: 'List', items });
const forbidden = (resource: string) => answer('', 1, `Error from server (Forbidden): ${resource} is forbidden: User "jane" cannot list resource "${resource}" in API group "" in the namespace "shop"`);

const { logs: _, events: __, ...POD } = failedPod('');
const DEPLOYMENT = { kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { selector: { matchLabels: { app: 'web' } } }, status: {} };
const NO_UTF8 = Buffer.from([0xff, 0xfe, 0x0a]);
const LOG = Buffer.concat([NO_UTF8, Buffer.from('mkdir() "/var/cache/web/a" failed (30: Read-only file system)\n'), Buffer.from('later\n'.repeat(60))]);

/** A kubectl whose answers are known by the start of the command, after the options that name the place. */
function kubectl(answers: { readonly [command: string]: KubectlAnswer }): Kubectl & { readonly ran: string[] } {
  const ran: string[] = [];
  return Object.assign((args: readonly string[]) => {
    ran.push(args.join(' '));
    const command = args.filter((arg) => !/^--(?:context|namespace|output|request-timeout|tail)=/.test(arg)).join(' ');
    return answers[command] ?? answer('', 1, `Error from server (NotFound): ${command} not found`);
  }, { ran });
}

function doctor(target: string | undefined, run: Kubectl, place: { namespace?: string; context?: string } = {}) {
  let written = '';
  const stdout = { write: (text: string | Uint8Array) => { written += String(text); } };
  const status = runDoctor({ target, ...place }, { stdout, stderr: stdout, stdin: () => [], env: {}, kubectl: run });
  return { status, stdout: written };
}

const ANSWERS = {
  'get deployment/web': answer(DEPLOYMENT),
  'get replicasets --selector=app=web': list({ kind: 'ReplicaSet', metadata: { name: 'web-5d8f7c6b9d' }, spec: { replicas: 1 } }),
  'get pods --selector=app=web': list(POD),
  'get events': list(),
  'logs web-5d8f7c6b9d-x2x4z --container=main': answer(LOG),
};

test('a Deployment is read with its ReplicaSets, pods, events and logs, whose bytes need not be UTF-8', () => {
  const run = kubectl(ANSWERS);
  const { status, stdout } = doctor('deployment/web', run, { namespace: 'shop', context: 'test' });
  expect(status).toBe(1);
  expect(stdout).toContain('cause: read-only-file-system');
  expect(stdout).toContain("WritablePath.fromEmptyDir('/var/cache/web')");
  expect(stdout).toContain('- match: { kind: Deployment, name: web, namespace: shop }');
  expect(run.ran.every((command) => command.startsWith('--context=test --namespace=shop '))).toBe(true);
});

test('the report lists every command, and none changes something', () => {
  const run = kubectl(ANSWERS);
  const { stdout } = doctor('deployment/web', run);
  expect(run.ran.map((command) => `  kubectl ${command}`)).toEqual(stdout.split('changes anything:\n')[1].trimEnd().split('\n'));
  expect(run.ran.filter((command) => !/^(?:get|logs) /.test(command))).toEqual([]);
});

test('what may not be read is listed, and the diagnosis is made from the rest', () => {
  const { stdout } = doctor('deployment/web', kubectl({ ...ANSWERS, 'get events': forbidden('events'), 'get deployment/web': forbidden('deployments'), 'get pods': list(POD, { ...POD, metadata: { name: 'other' } }) }));
  expect(stdout).toContain('cause: read-only-file-system');
  expect(stdout).toContain('not read, so the diagnosis is from the rest:\n  get deployment/web: Error from server (Forbidden)');
  expect(stdout).not.toContain('other');
});

test('without logs a container that failed is unknown', () => {
  const { status, stdout } = doctor('deployment/web', kubectl({ ...ANSWERS, 'logs web-5d8f7c6b9d-x2x4z --container=main': forbidden('pods/log') }));
  expect(status).toBe(1);
  expect(stdout).toMatch(/cause: unknown \(exit code 1\)[^]*not read[^]*logs web-5d8f7c6b9d-x2x4z: .*Forbidden/);
});

test.each([
  ['no context', 'error: current-context is not set', /kubectl cannot read any object: get deployment\/web: error: current-context is not set/],
  ['no cluster', 'The connection to the server localhost:8080 was refused - did you specify the right host or port?', /connection to the server localhost:8080 was refused/],
])('with %s nothing can be read', (_name, stderr, message) => {
  expect(() => doctor('deployment/web', () => answer('', 1, stderr))).toThrow(message);
});

test('a workload that does not exist is an error', () => {
  expect(() => doctor('deployment/nope', kubectl({ 'get pods': list() }))).toThrow(/NotFound/);
});

test.each(['web', 'secret/db', 'secrets.v1./db', '--kubeconfig=/x/y', 'a/b/c', 'pod/-x'])('%s is no target', (target) => {
  expect(() => doctor(target, () => { throw new Error('kubectl must not run'); })).toThrow(`${target}: write KIND/NAME`);
});

const READY = { phase: 'Running', containerStatuses: [{ name: 'main', ready: true, restartCount: 0, state: { running: {} } }] };

test('without a target the logs of all pods of the namespace are read, first of those with a problem', () => {
  const healthy = { kind: 'Pod', metadata: { name: 'ok', namespace: 'shop' }, status: READY };
  const run = kubectl({ ...ANSWERS, 'get replicasets,statefulsets,daemonsets,jobs': list(), 'get pods': list(healthy, POD), 'logs ok --container=main': answer('ready\n') });
  const { stdout } = doctor(undefined, run);
  expect(stdout).toContain('1 with a known cause, 1 container runs');
  expect(run.ran.filter((command) => command.startsWith('logs'))).toEqual(['logs web-5d8f7c6b9d-x2x4z --container=main --tail=5000', 'logs ok --container=main --tail=5000']);
});

test('a pod that is ready, and says that its programs cannot be executed, is not healthy, also beside one that fails', () => {
  const mail = { kind: 'Pod', metadata: { name: 'mail', namespace: 'shop' }, status: READY };
  const { stdout } = doctor(undefined, kubectl({
    ...ANSWERS,
    'get replicasets,statefulsets,daemonsets,jobs': list(),
    'get pods': list(POD, mail),
    'logs mail --container=main': answer('imap-login: Fatal: master: service(imap-login): execv(/usr/lib/dovecot/imap-login) failed: Operation not permitted\n'),
  }));
  expect(stdout).toMatch(/Pod shop\/mail, container "main" \(runs, and yet\):\n {2}cause: file-capability/);
  expect(stdout).toContain('2 with a known cause');
  expect(stdout).not.toContain('container runs');
});

test('of many pods that are ready, one of each workload comes first', () => {
  const replica = (owner: string, name: string) => ({ kind: 'Pod', metadata: { name, namespace: 'shop', ownerReferences: [{ kind: 'StatefulSet', name: owner }] }, status: READY });
  const pods = [...Array.from({ length: 60 }, (___, index) => replica('db', `db-${index}`)), replica('mail', 'mail-0')];
  const run = kubectl({ ...ANSWERS, 'get replicasets,statefulsets,daemonsets,jobs': list(), 'get pods': list(...pods) });
  const { stdout } = doctor(undefined, run);
  expect(run.ran.filter((command) => command.startsWith('logs')).map((command) => command.split(' ')[1]).slice(0, 3)).toEqual(['db-0', 'mail-0', 'db-1']);
  expect(stdout).toContain('logs of 11 further pods were not read: name one of them, such as pod/db-49');
});

test('the logs of up to 50 pods are read, and a pod that never ran has none', () => {
  const waiting = { ...POD, status: { phase: 'Pending', containerStatuses: [{ name: 'main', ready: false, restartCount: 0, state: { waiting: { reason: 'ContainerCreating' } } }] } };
  const named = (pod: object, name: string) => ({ ...pod, metadata: { name, namespace: 'shop' } });
  const pods = [...Array.from({ length: 30 }, (___, index) => named(waiting, `waits-${index}`)), ...Array.from({ length: 52 }, (___, index) => named(POD, `ran-${index}`))];
  const run = kubectl({ ...ANSWERS, 'get replicasets,statefulsets,daemonsets,jobs': list(), 'get pods': list(...pods) });
  const { stdout } = doctor(undefined, run);
  expect(run.ran.filter((command) => command.startsWith('logs')).map((command) => command.split(' ')[1])).toEqual(Array.from({ length: 50 }, (___, index) => `ran-${index}`));
  expect(stdout).toContain('logs of 2 further pods were not read: name one of them, such as pod/ran-50');
  // Two of 52 were left out, and say so; the others have a log that cannot be read here.
  expect(stdout).toContain('its log was not read: kubectl logs ran-51 --container=main --previous -n shop');
});

test('NetworkPolicies are read, and no Secret', () => {
  const run = kubectl({
    ...ANSWERS,
    'get networkpolicies': list({ kind: 'NetworkPolicy', metadata: { name: 'isolate', namespace: 'shop' }, spec: { podSelector: {}, policyTypes: ['Egress'] } }),
    'logs web-5d8f7c6b9d-x2x4z --container=main': answer('Error: getaddrinfo ENOTFOUND db'),
  });
  expect(doctor('deployment/web', run).stdout).toContain('NetworkPolicy isolate');
  expect(run.ran.filter((command) => /secret/i.test(command))).toEqual([]);
});

test('a CronJob is read with its Jobs and their pods', () => {
  const job = { kind: 'Job', metadata: { name: 'backup-29400000', namespace: 'shop', ownerReferences: [{ kind: 'CronJob', name: 'backup' }] }, status: {} };
  const pod = { ...POD, metadata: { name: 'backup-29400000-abcde', namespace: 'shop', ownerReferences: [{ kind: 'Job', name: 'backup-29400000' }] } };
  const { stdout } = doctor('cronjob/backup', kubectl({
    ...ANSWERS,
    'get cronjob/backup': answer({ kind: 'CronJob', metadata: { name: 'backup', namespace: 'shop' } }),
    'get jobs': list(job),
    'get pods': list(pod, POD),
    'logs backup-29400000-abcde --container=main': answer('/bin/sh: can\'t create /backup/x: Read-only file system'),
  }));
  expect(stdout).toContain('- match: { kind: CronJob, name: backup, namespace: shop }');
});

test('words with spaces are quoted in the commands that are listed', () => {
  expect(doctor('deployment/web', kubectl(ANSWERS), { context: "the user's own" }).stdout).toContain("kubectl '--context=the user'\\''s own' get deployment/web");
});

onPosix('of output that is too long, what was read counts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubectl-'));
  try {
    writeFileSync(join(folder, 'kubectl'), '#!/bin/sh\necho first\nexec head -c 3000000 /dev/zero\n');
    chmodSync(join(folder, 'kubectl'), 0o755);
    const { status, stdout } = installedKubectl({ PATH: `${folder}:/usr/bin:/bin` }, 1_000_000)(['logs', 'x']);
    expect({ status, start: Buffer.from(stdout.subarray(0, 5)).toString() }).toEqual({ status: 0, start: 'first' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
