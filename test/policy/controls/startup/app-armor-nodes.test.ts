import { appArmorNodes } from '../../../../src/policy/controls/startup/app-armor-nodes';
import { PLATFORMS } from '../../../../src/policy/settings/target';
import { found, goodPod, violations } from '../support';

const PREFIX = 'container.apparmor.security.beta.kubernetes.io/';
const FIELD = ['spec.securityContext.appArmorProfile.type'];
const withProfile = (appArmorProfile: unknown, change: (spec: any, pod: any) => void = () => {}) => goodPod((spec, pod) => {
  spec.securityContext.appArmorProfile = appArmorProfile;
  change(spec, pod);
});
const RUNTIME = { type: 'RuntimeDefault' };
const required = (...nodeSelectorTerms: unknown[]) =>
  ({ nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } });
const byLabel = (key: string) => ({ matchExpressions: [{ key, operator: 'Exists' }] });

test.each<[unknown, string[]]>([
  [RUNTIME, FIELD],
  [{ type: 'Localhost', localhostProfile: 'app' }, FIELD],
  [{ type: 'Unconfined' }, []],
  ...[undefined, null, 'x', {}].map((none): [unknown, string[]] => [none, []]),
])('evaluates the profile %j', (profile, expected) => expect(found(appArmorNodes, withProfile(profile))).toEqual(expected));

test.each<[unknown, string[]]>([
  ['runtime/default', [`metadata.annotations["${PREFIX}main"]`]],
  ['localhost/app', [`metadata.annotations["${PREFIX}main"]`]],
  ...['unconfined', '', 7, null].map((none): [unknown, string[]] => [none, []]),
])(
  'evaluates the annotation %j', (value, expected) => {
    expect(found(appArmorNodes, withProfile(undefined, (_, pod) => { pod.metadata.annotations = { note: 'x', [`${PREFIX}main`]: value }; }))).toEqual(expected);
  },
);

test('a waiver of an annotation allows its one value', () => {
  const pod = withProfile(undefined, (_, { metadata }) => { metadata.annotations = { [`${PREFIX}main`]: 'localhost/app' }; });
  expect(violations(appArmorNodes, pod)).toMatchObject([{ value: 'localhost/app', allowKey: `${PREFIX}main=localhost/app` }]);
});

test('reports a pod once', () => {
  expect(found(appArmorNodes, withProfile(undefined, ({ initContainers, containers }, pod) => {
    [...initContainers, ...containers].forEach(({ securityContext }) => { securityContext.appArmorProfile = RUNTIME; });
    pod.metadata.annotations = { [`${PREFIX}main`]: 'runtime/default' };
  }))).toEqual(['spec.initContainers[0].securityContext.appArmorProfile.type']);
});

test.each<[string, object, string[]]>([
  ['a node', { nodeName: 'node-1' }, []],
  ['a label of nodes', { nodeSelector: { 'feature.node.kubernetes.io/apparmor': 'true' } }, []],
  ['the operating system', { nodeSelector: { 'kubernetes.io/os': 'linux', 'beta.kubernetes.io/arch': 'amd64' } }, FIELD],
  ['a label of its own that ends like that of the operating system', { nodeSelector: { 'pool.kubernetes.io/os': 'linux' } }, []],
  ['a label of its own that starts like that of the operating system', { nodeSelector: { 'kubernetes.io/os-build': 'ubuntu' } }, []],
  ['no label', { nodeSelector: {} }, FIELD],
  ['an affinity to a label', { affinity: required(byLabel('pool')) }, []],
  ['an affinity to one of two labels', { affinity: required(byLabel('pool'), byLabel('zone')) }, []],
  ['an affinity to a label, or to Linux', { affinity: required(byLabel('pool'), byLabel('kubernetes.io/os')) }, FIELD],
  ['an affinity to a node by its name', { affinity: required({ matchFields: [{ key: 'metadata.name' }] }) }, []],
  ['an affinity to labels without a name', { affinity: required({ matchExpressions: [{ operator: 'Exists' }, null] }) }, FIELD],
  ['an empty affinity', { affinity: required() }, FIELD],
  ['an affinity that is only preferred', { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ preference: byLabel('pool') }] } } }, FIELD],
  ['an affinity to pods', { affinity: { podAffinity: {} } }, FIELD],
  ['malformed JSON', { nodeSelector: 'x', affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [null, 'x'] } } } }, FIELD],
])('evaluates a pod that is bound to %s', (_, fields, expected) => {
  expect(found(appArmorNodes, withProfile(RUNTIME, (spec) => Object.assign(spec, fields)))).toEqual(expected);
});

test.each(PLATFORMS)('evaluates pods for %s', (platform) => {
  expect(found(appArmorNodes, withProfile(RUNTIME), undefined, { target: { platform } })).toEqual(platform === 'kubernetes' ? FIELD : []);
});
