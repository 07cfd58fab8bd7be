import { stringify } from 'yaml';
import { podYaml, PRIVILEGED, workspaces } from '../../commands/cli/support';
import { goodPod } from '../../policy/controls/support';

/* An entry of a baseline, and a waiver, accept exactly one value of one object (ADR 0004). */

const workspace = workspaces();
const BASE = ['--baseline', 'baseline.json', '--profile', 'pss-baseline'];

/** How an audit ends after what a baseline has accepted has become something else. */
async function audited(before: string, after: string, file = 'pod.yaml'): Promise<number | null> {
  workspace().write({ [file]: before });
  expect((await workspace().writeBaseline('.', '--profile', 'pss-baseline')).status).toBe(0);
  expect((await workspace().audit('.', ...BASE)).status).toBe(0);
  workspace().write({ [file]: after });
  return (await workspace().audit('.', ...BASE)).status;
}

const renamed = (metadata: object) => stringify(goodPod((spec, pod) => {
  spec.containers[0].securityContext.privileged = true;
  spec.volumes.push({ name: 'data', hostPath: { path: '/srv' } });
  pod.metadata = { namespace: 'shop', ...metadata };
}));

it.each<[string, object, object]>([
  ['another generateName', { generateName: 'db-migrate-' }, { generateName: 'cryptominer-' }],
  ['a name with a version', { generateName: 'migrate-' }, { name: 'migrate-1.4.2' }],
  ['a name that is an address', { name: 'ip-10-0-0-1' }, { name: 'ip-10-0-0-2' }],
  ['a name that is an address with dots', { name: 'ip-10.0.0.1' }, { name: 'ip-10.0.0.2' }],
  ['a name with an ordinal', { name: 'shard-1-2' }, { name: 'shard-1-3' }],
  ['an API version in the name', { name: 'api-v1' }, { name: 'api-v2' }],
])('%s is another object', async (_, before, after) => {
  expect(await audited(renamed(before), renamed(after))).toBe(1);
});

it.each<[string, object, object]>([
  ['a version', { name: 'migrate-1.4.2' }, { name: 'migrate-1.10.0' }],
  ['a version with v', { name: 'web-v2-0-1-migrate' }, { name: 'web-v2-1-0-migrate' }],
])('%s in the name may change', async (_, before, after) => {
  expect(await audited(renamed(before), renamed(after))).toBe(0);
});

it('an object without any name is accepted by no baseline', async () => {
  workspace().write({ 'pod.yaml': renamed({}) });
  expect((await workspace().writeBaseline('.', '--profile', 'pss-baseline')).status).toBe(0);
  expect((await workspace().audit('.', ...BASE)).status).toBe(1);
});

const probe = (request: object) => podYaml((spec) => { spec.containers[0].livenessProbe = { httpGet: { host: '10.0.0.1', port: 80, ...request } }; });
const sysctl = (value: string) => podYaml((spec) => { spec.securityContext.sysctls = [{ name: 'kernel.msgmax', value }]; });
const port = (fields: object) => podYaml((spec) => { spec.containers[0].ports = [{ containerPort: 80, hostPort: 80, ...fields }]; });

it.each<[string, string, string]>([
  ['port of a probe', probe({}), probe({ port: 8080 })],
  ['path of a probe', probe({ path: '/health' }), probe({ path: '/latest/meta-data' })],
  ['header of a probe', probe({}), probe({ httpHeaders: [{ name: 'Metadata-Flavor', value: 'Google' }] })],
  ['value of a sysctl', sysctl('65536'), sysctl('1')],
  ['container port behind a host port', port({}), port({ containerPort: 22 })],
  ['address of a host port', port({ hostIP: '127.0.0.1' }), port({})],
])('another %s is another value', async (_, before, after) => {
  expect(await audited(before, after)).toBe(1);
});

it('a Dockerfile is the file that it is', async () => {
  workspace().write({ 'a/Dockerfile': 'FROM alpine:3.22\nUSER root\n', 'b/Dockerfile': 'FROM alpine:3.22\nUSER 10001\n' });
  await workspace().writeBaseline('.');
  workspace().write({ 'a/Dockerfile': 'FROM alpine:3.22\nUSER 10001\n', 'b/Dockerfile': 'FROM alpine:3.22\nUSER root\n' });
  expect((await workspace().audit('.', '--baseline', 'baseline.json')).status).toBe(1);
});

it('a baseline in the old form covers nothing, and the message says how to renew it', async () => {
  const old = { schemaVersion: 1, findings: [{ control: 'privileged', kind: 'Pod', namespace: 'shop', name: 'good', container: 'main', field: 'spec.containers[].securityContext.privileged', value: 'true' }] };
  workspace().write({ 'pod.yaml': PRIVILEGED, 'baseline.json': JSON.stringify(old) });
  const { status, stderr } = await workspace().audit('pod.yaml', ...BASE);
  expect([status, stderr]).toEqual([2, [
    'cdk8s-hardened: baseline.json: is a baseline of version 1, whose entries accept several values and no longer apply: review the findings, and write a new one with `cdk8s-hardened write-baseline <path> --output baseline.json`',
  ]]);
  expect((await workspace().writeBaseline('pod.yaml', '--profile', 'pss-baseline')).status).toBe(0);
  expect((await workspace().audit('pod.yaml', ...BASE)).status).toBe(0);
});

const WAIVER = { control: 'sysctls', reason: 'the queue needs large messages' };
const waived = (waiver: object) => podYaml((spec, pod) => {
  spec.securityContext.sysctls = [{ name: 'kernel.msgmax', value: '65536' }];
  pod.metadata.annotations = { 'cdk8s-hardened/waivers': JSON.stringify([waiver]) };
});

it('a waiver in the old form covers nothing, and the message says how to renew it', async () => {
  workspace().write({ 'pod.yaml': waived({ ...WAIVER, allow: ['kernel.msgmax'] }) });
  const { status, stdout } = await workspace().audit('pod.yaml', '--profile', 'pss-baseline');
  expect(status).toBe(1);
  expect(stdout.replace(/\s+/g, ' ')).toContain('waiver of "sysctls" covers nothing: no finding matches it');
  expect(stdout.replace(/\s+/g, ' ')).toContain('use { control: \'sysctls\', allow: ["kernel.msgmax=65536"], reason: \'\' }');
  workspace().write({ 'pod.yaml': waived({ ...WAIVER, allow: ['kernel.msgmax=65536'] }) });
  expect((await workspace().audit('pod.yaml', '--profile', 'pss-baseline')).status).toBe(0);
});

it('a waiver can name an object by its generateName', async () => {
  const target = { kind: 'Pod', namespace: 'shop', name: 'db-migrate-*' };
  const waivers = [
    { control: 'privileged', containers: ['main'], reason: 'it loads a kernel module', target },
    { control: 'host-path-volumes', allow: ['/srv'], reason: 'it loads a kernel module', target },
  ];
  workspace().write({ 'pod.yaml': renamed({ generateName: 'db-migrate-' }), 'waivers.yaml': stringify({ waivers }) });
  const { status } = await workspace().audit('pod.yaml', '--profile', 'pss-baseline', '--waiver-file', 'waivers.yaml');
  expect(status).toBe(0);
});

it('a waiver for a container does not accept the same value for the whole pod', async () => {
  const waivers = [{ control: 'seccomp-profile-baseline', containers: ['main'], allow: ['Unconfined'], reason: 'the profiler needs more calls' }];
  const pod = (ofPod: object) => podYaml((spec, { metadata }) => {
    metadata.annotations = { 'cdk8s-hardened/waivers': JSON.stringify(waivers) };
    spec.containers[0].securityContext.seccompProfile = { type: 'Unconfined' };
    Object.assign(spec.securityContext, ofPod);
  });
  workspace().write({ 'pod.yaml': pod({}) });
  expect((await workspace().audit('pod.yaml', '--profile', 'pss-baseline')).status).toBe(0);
  workspace().write({ 'pod.yaml': pod({ seccompProfile: { type: 'Unconfined' } }) });
  expect((await workspace().audit('pod.yaml', '--profile', 'pss-baseline')).status).toBe(1);
});
