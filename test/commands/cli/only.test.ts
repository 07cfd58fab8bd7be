import { stringify } from 'yaml';
import { workspaces } from './support';
import { JsonObject } from '../../../src/formats/manifest/json';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { isObjectControl, isPodControl } from '../../../src/policy/controls/control';
import { evaluateOpened } from '../../../src/policy/engine/evaluate';
import { EvaluationFacts, ObjectFacts, placeOf } from '../../../src/policy/engine/object-facts';
import { openManifest } from '../../../src/policy/engine/open';
import { limitedProfile, profileOf } from '../../../src/policy/engine/profile';
import { thirdPartySettings } from '../../../src/policy/settings/platform';
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
  rights('', 'namespaces', 'update'), rights('', 'services', 'update'), rights('', 'users', 'impersonate'), rights('*', '*', '*'),
  rights('rbac.authorization.k8s.io', 'clusterroles', 'escalate'), rights('rbac.authorization.k8s.io', 'clusterrolebindings', 'create'),
  rights('certificates.k8s.io', 'certificatesigningrequests/approval', 'update'), rights('networking.k8s.io', 'networkpolicies', 'delete'),
  rights('admissionregistration.k8s.io', 'mutatingwebhookconfigurations', 'create'), rights('apiregistration.k8s.io', 'apiservices', 'create'),
  rights('admissionregistration.k8s.io', 'validatingadmissionpolicies', 'delete'), rights('policy', 'podsecuritypolicies', 'use'),
  rights('security.openshift.io', 'securitycontextconstraints', 'use'),
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
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 9090 }] } },
] as JsonObject[];

/** The facts about other objects that each control reads, by its id. */
function factsRead(): ReadonlyMap<string, ReadonlySet<string>> {
  const facts = new ObjectFacts();
  OBJECTS.forEach((object) => facts.learn(object, placeOf(object, '')));
  const profile = profileOf('hardened');
  return new Map(CATALOG.filter((control) => isPodControl(control) || isObjectControl(control)).map(({ id }) => {
    const read = new Set<string>();
    for (const object of OBJECTS) {
      const { hasOpenNamespace: _, ...around } = facts.aroundForEvaluation(object, placeOf(object, ''));
      const settings = new Proxy({ ...thirdPartySettings('kubernetes'), ...around }, {
        get: (target, key, receiver) => {
          if (key in around) {
            read.add(String(key));
          }
          return Reflect.get(target, key, receiver);
        },
      });
      evaluateOpened(openManifest(object), limitedProfile(profile, (each) => each === id), settings);
    }
    return [id, read] as const;
  }).filter(([, { size }]) => size > 0));
}

const READ = factsRead();
const READERS = [...READ.keys()];

const write = () => workspace().write({ 'all.yaml': OBJECTS.map((each) => stringify(each)).join('---\n') });

test('each fact about other objects is read by a control', () => {
  const read = new Set([...READ.values()].flatMap((each) => [...each]));
  const all: { readonly [fact in Exclude<keyof EvaluationFacts, 'hasOpenNamespace'>]: true } = {
    accountsWithoutToken: true,
    openAccounts: true,
    boundAccounts: true,
    definedAccounts: true,
    grantsOf: true,
    rulesOf: true,
    singleNodeClaims: true,
    networkPolicies: true,
    podPorts: true,
  };
  expect([...read].sort()).toEqual(Object.keys(all).sort());
});

test('no control of the Pod Security Standards reads facts about other objects', () => {
  expect(READERS.filter((id) => profileOf('pss-restricted').ids.has(id))).toEqual([]);
});

test('only Services wait for the ports of pods', () => {
  expect([...READ].filter(([, facts]) => facts.has('podPorts')).map(([id]) => id)).toEqual(['service-ports']);
});

/** The output of a run, without the time. */
const audit = async (...args: string[]) => {
  const { stdout, ...run } = await workspace().audit('.', '--all', ...args);
  return { ...run, stdout: stdout.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, 'TIME') };
};

/** Of a token, the whole audit reports the pod and not the account. */
const isOnPod = ({ control, name }: any) => control === 'service-account-automount' && name === 'open';

const textsOf = (findings: readonly any[]) => (
  findings.map(({ file, line, severity, risk, message }) => ({ file, line, severity, risk, message })));

describe.each(FORMAT_NAMES)('in the format %s', (format) => {
  test.each(READERS)('%s alone finds what it finds beside the other controls', async (id) => {
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
    const others = READERS.filter((id) => id !== 'anonymous-binding');
    write().write({ 'cdk8s-hardened.yaml': stringify({ controls: Object.fromEntries(others.map((id) => [id, 'off'])) }) });
    expect(await audit('--format', format)).toEqual(await audit('--format', format, '--report', 'json=report.json'));
  });
});
