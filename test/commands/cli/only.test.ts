import { stringify } from 'yaml';
import { workspaces } from './support';
import { JsonObject } from '../../../src/formats/manifest/json';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { isObjectControl, isPodControl } from '../../../src/policy/controls/control';
import { factReaders } from '../../../src/policy/engine/fact-readers';
import { profileOf } from '../../../src/policy/engine/profile';
import { FACT_NAMES, FACTS } from '../../../src/policy/facts/facts';
import { FORMAT_NAMES } from '../../../src/tasks/reports/formats/names';
import { goodPod } from '../../policy/controls/support';

// `--only` and the format of the report select what is shown, and never what is found. Findings of some controls depend on other objects.

const workspace = workspaces();

const rbac = (kind: string, name: string, fields: object) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name }, ...fields });
const binding = (role: string, ...subjects: object[]) =>
  rbac('ClusterRoleBinding', role, { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role }, subjects });
const ANONYMOUS = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:unauthenticated' };
const WEB = { kind: 'ServiceAccount', name: 'web', namespace: 'shop' };
const rights = (apiGroup: string, resource: string, ...verbs: string[]) => ({ apiGroups: [apiGroup], resources: [resource], verbs });
const account = (name: string, fields: object = {}) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'shop' }, ...fields });

/** A rule for each control on rights. */
const RIGHTS = [
  rights('', 'secrets', 'list'), rights('', 'pods/exec', 'create'), rights('', 'pods', 'create'), rights('', 'nodes/proxy', 'get'),
  rights('', 'serviceaccounts/token', 'create'), rights('', 'persistentvolumes', 'create'), rights('', 'configmaps', 'update'),
  rights('', 'namespaces', 'update'), rights('', 'services', 'update'), rights('', 'endpoints', 'update'), rights('', 'users', 'impersonate'), rights('*', '*', '*'),
  rights('rbac.authorization.k8s.io', 'clusterroles', 'escalate'), rights('rbac.authorization.k8s.io', 'clusterrolebindings', 'create'),
  rights('certificates.k8s.io', 'certificatesigningrequests/approval', 'update'), rights('networking.k8s.io', 'networkpolicies', 'delete'),
  rights('admissionregistration.k8s.io', 'mutatingwebhookconfigurations', 'create'), rights('apiregistration.k8s.io', 'apiservices', 'create'),
  rights('admissionregistration.k8s.io', 'validatingadmissionpolicies', 'delete'), rights('policy', 'podsecuritypolicies', 'use'),
  rights('security.openshift.io', 'securitycontextconstraints', 'use'), rights('', 'nodes', 'patch'), rights('storage.k8s.io', 'csidrivers', 'create'),
];

/** Other objects matter to each of these. */
const OBJECTS = [
  rbac('ClusterRole', 'health', { rules: [{ nonResourceURLs: ['/healthz'], verbs: ['get'] }] }),
  binding('health', ANONYMOUS),
  ...RIGHTS.map((rule, index) => rbac('ClusterRole', `role-${index}`, { rules: [rule] })),
  ...RIGHTS.map((_, index) => binding(`role-${index}`, WEB)),
  rbac('ClusterRole', 'unbound', { rules: RIGHTS }),
  rbac('ClusterRole', 'aggregated', { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] }, rules: [] }),
  account('web'), account('closed', { automountServiceAccountToken: false }), account('open'), account('unused'),
  ...['web', 'closed', 'open', 'absent'].map((name) => goodPod((spec, pod) => {
    pod.metadata = { name, namespace: 'shop', labels: { app: name } };
    delete spec.automountServiceAccountToken;
    spec.serviceAccountName = name;
    spec.containers[0].ports = [{ containerPort: 8080 }];
  })),
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'database', namespace: 'shop' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'database' } },
      template: {
        metadata: { labels: { app: 'database' } },
        spec: goodPod((spec) => { spec.volumes.push({ name: 'data', persistentVolumeClaim: { claimName: 'data' } }); }).spec,
      },
    },
  },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'shop' }, spec: { accessModes: ['ReadWriteOnce'] } },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'database', namespace: 'shop' },
    spec: { podSelector: { matchLabels: { app: 'database' } }, policyTypes: ['Ingress', 'Egress'] },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'closed', namespace: 'shop' },
    spec: { podSelector: { matchLabels: { app: 'closed' } }, policyTypes: ['Ingress'] },
  },
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 9090 }] } },
] as JsonObject[];

/** The controls that read facts about other objects. */
const READERS = CATALOG.filter((control) => isPodControl(control) || isObjectControl(control)).filter(({ facts }) => facts !== undefined);

/** Those that find something in these objects. Claims matter to `fs-group` only when it fills in a group. */
const FINDING = READERS.map(({ id }) => id).filter((id) => id !== 'fs-group');

const write = () => workspace().write({ 'all.yaml': OBJECTS.map((each) => stringify(each)).join('---\n') });

test('each fact about other objects is read by a control, and Namespaces by policies of a team', () => {
  const read = READERS.flatMap(({ facts = [] }) => facts);
  expect([...new Set([...read, 'namespaces'])].sort()).toEqual([...FACT_NAMES].sort());
});

test('no control of the Pod Security Standards reads facts about other objects', () => {
  expect(factReaders(profileOf('pss-restricted'))).toEqual(new Map());
});

test('only Services wait for the facts of workloads', () => {
  const readers = factReaders(profileOf('hardened'));
  expect(FACT_NAMES.filter((name) => FACTS[name].isInWorkloads).map((name) => readers.get(name))).toEqual([new Set(['/Service'])]);
});

/** The output of a run, without the time. */
const audit = async (...args: string[]) => {
  const { stdout, ...run } = await workspace().audit('.', '--detail', 'all', ...args);
  return { ...run, stdout: stdout.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, 'TIME') };
};

/** Of a token, the whole audit reports the pod and not the account. */
const isOnPod = ({ control, name }: any) => control === 'service-account-automount' && name === 'open';

const textsOf = (findings: readonly any[]) => (
  findings.map(({ file, line, severity, risk, message }) => ({ file, line, severity, risk, message })));

describe.each(FORMAT_NAMES)('in the format %s', (format) => {
  test.each(FINDING)('%s alone finds what it finds beside the other controls', async (id) => {
    write();
    const whole = (await workspace().json('.')).findings.filter(({ control }) => control === id);
    expect(whole).not.toEqual([]);
    const alone = await audit('--only', id, '--format', format);
    expect(alone).toEqual(await audit('--only', id, '--format', format, '--report', 'json=report.json'));
    expect(alone.status).toBe(whole.some(({ severity }) => severity === 'error') ? 1 : 0);
    const { findings } = JSON.parse(workspace().read('report.json'));
    expect(textsOf(findings.filter((finding: any) => !isOnPod(finding)))).toEqual(textsOf(whole));
  });

  test('a control finds the same while the others are off', async () => {
    const others = READERS.map(({ id }) => id).filter((id) => id !== 'anonymous-binding');
    write().write({ 'cdk8s-hardened.yaml': stringify({ controls: Object.fromEntries(others.map((id) => [id, 'off'])) }) });
    expect(await audit('--format', format)).toEqual(await audit('--format', format, '--report', 'json=report.json'));
  });
});

test.each([
  ['pss-baseline', 'read-only-root-filesystem', undefined, 'the profile pss-baseline does not have it: add --profile hardened'],
  ['pss-restricted', 'dockerfile-user-root', undefined, 'the profile pss-restricted does not have it: add --profile hardened'],
  ['hardened', 'capabilities-baseline', undefined, 'the profile hardened has capabilities-restricted instead: name that, or add --profile pss-baseline'],
  ['pss-baseline', 'capabilities-restricted', undefined, 'the profile pss-baseline has capabilities-baseline instead: name that, or add --profile pss-restricted'],
  ['pss-baseline', 'privileged', undefined, undefined],
  ['hardened', 'image-digest', 'controls: {image-digest: {severity: off, reason: we trust our registry}}', 'the settings file sets its severity to `off`: remove that'],
])('in the profile %s, --only %s with the settings %s is refused because %s', async (profile, id, settings, reason) => {
  workspace().write({ 'web.yaml': stringify(goodPod()), ...settings && { 'cdk8s-hardened.yaml': settings } });
  const { status, stderr } = await workspace().audit('web.yaml', '--profile', profile, '--only', id);
  expect({ status, stderr }).toEqual(reason === undefined
    ? { status: 0, stderr: [] }
    : { status: 2, stderr: [`cdk8s-hardened: --only ${id}: ${reason}`] });
});

test('--only may name a control that some files are evaluated for', async () => {
  const settings = 'profile: pss-baseline\noverrides: [{files: [sub/**], profile: hardened}]\n';
  workspace().write({ 'sub/web.yaml': stringify({ ...goodPod(), spec: { ...goodPod().spec as object, enableServiceLinks: true } }), 'cdk8s-hardened.yaml': settings });
  expect(await workspace().json('.', '--only', 'service-links')).toMatchObject({ findings: [{ control: 'service-links' }] });
});
