import { vaultAgentToken } from '../../../../src/policy/controls/startup/vault-agent-token';
import { found, goodPod, violations } from '../support';

const KEY = 'vault.hashicorp.com/agent-inject';
const NAME_KEY = 'vault.hashicorp.com/agent-service-account-token-volume-name';
const INJECT = { [KEY]: 'true' };
const TOKEN = { name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token', audience: 'vault' } }] } };

const podWith = (annotations: unknown, change: (spec: any) => void = () => {}) => goodPod((spec, pod) => {
  pod.metadata.annotations = annotations;
  change(spec);
});
const at = (key: string) => [`metadata.annotations["${key}"]`];

it.each(['1', 't', 'T', 'true', 'TRUE', 'True', true])('reports %p, which counts as true', (value) => {
  expect(found(vaultAgentToken, podWith({ [KEY]: value }))).toEqual(at(KEY));
});

it.each([undefined, null, '', 'false', 'yes', 1, {}])('accepts %p', (value) => {
  expect(found(vaultAgentToken, podWith({ [KEY]: value }))).toEqual([]);
});

it.each([true, undefined, null, 'false'])('reports the missing token with automountServiceAccountToken: %p', (automount) => {
  expect(found(vaultAgentToken, podWith(INJECT, (spec) => { spec.automountServiceAccountToken = automount; }))).toEqual([]);
});

it.each<[string, unknown, (spec: any) => void, string[]]>([
  ['a volume with a token', { ...INJECT, [NAME_KEY]: 'token' }, (spec) => spec.volumes.push(TOKEN), []],
  ['a volume that does not exist', { ...INJECT, [NAME_KEY]: 'tokne' }, (spec) => spec.volumes.push(TOKEN), at(NAME_KEY)],
  ['a volume without a token', { ...INJECT, [NAME_KEY]: 'tmp-main' }, () => {}, at(NAME_KEY)],
  ['an empty name', { ...INJECT, [NAME_KEY]: '' }, (spec) => spec.volumes.push(TOKEN), at(KEY)],
  ['a token volume that is not named', INJECT, (spec) => spec.volumes.push(TOKEN), at(KEY)],
  ['a mount that the injector uses', INJECT, (spec) => spec.containers[0].volumeMounts
    .push({ name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }), []],
  ['a mount in an init container, which the injector does not use', INJECT, (spec) => spec.initContainers[0].volumeMounts
    .push({ name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }), at(KEY)],
  ['an agent that is already injected', { ...INJECT, 'vault.hashicorp.com/agent-inject-status': 'injected' }, () => {}, []],
  ['malformed volumes', { ...INJECT, [NAME_KEY]: 'token' }, (spec) => { spec.volumes = [null, 'text', { name: 'token' }, { name: 'token', projected: 7 }]; }, at(NAME_KEY)],
  ['malformed annotations', 'text', () => {}, []],
])('reports what is wrong, and nothing else: %s', (_, annotations, change, expected) => {
  expect(found(vaultAgentToken, podWith(annotations, change))).toEqual(expected);
});

it('explains that the named volume has no token', () => {
  const [{ detail, value }] = violations(vaultAgentToken, podWith({ ...INJECT, [NAME_KEY]: 'tokne' }));
  expect([detail, value]).toEqual(['the pod does not have a projected volume with a token under this name', 'tokne']);
});
