import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ApiObject, App, Chart, Include, Testing } from 'cdk8s';
import { AdmissionPolicyFiles, Hardening } from '../../../src';
import { temporaryFolder } from '../../../src/formats/files/temporary-folder';
import { filesOfPage, GUIDE_MESSAGES, OWN_POLICIES_GUIDE, writeFiles } from '../../docs/guide-files';

const POLICY = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: team, annotations: { cdk8s-hardened/names: label } }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [configmaps] }]
  validations:
  - expression: namespaceObject.metadata.labels.tier == object.metadata.labels.tier
    messageExpression: "'the tier of the namespace is ' + namespaceObject.metadata.labels.tier"
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: team }
spec: { policyName: team, validationActions: [Deny] }
`;

let folder: string;

beforeEach(() => {
  folder = temporaryFolder('own-policies');
  mkdirSync(join(folder, 'policies'));
  writeFileSync(join(folder, 'policies/team.yaml'), POLICY);
  writeFileSync(join(folder, 'cdk8s-hardened.yaml'), 'admissionPolicies: [policies]\n');
});

function appWith(tier: string): App {
  const app = Testing.app();
  const chart = new Chart(app, 'shop');
  new ApiObject(chart, 'ns', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { 'tier': 'front', 'pod-security.kubernetes.io/enforce': 'restricted' } },
  });
  new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'shop', labels: { tier } } });
  return app;
}

const REFUSED = /team\/label: the tier of the namespace is front/;

test('a policy of the team fails the synthesis with its message, which may read the Namespace of the app', () => {
  const bad = appWith('back');
  Hardening.of(bad).enforce({ admissionPolicies: AdmissionPolicyFiles.fromPath(join(folder, 'policies')) });
  expect(() => bad.synth()).toThrow(REFUSED);
  const good = appWith('front');
  Hardening.of(good).enforce({ admissionPolicies: AdmissionPolicyFiles.fromPath(join(folder, 'policies')) });
  expect(() => good.synth()).not.toThrow();
});

test('the settings file of a gate names the policies, too', () => {
  const app = appWith('back');
  Hardening.of(app).enforce({ settingsFile: join(folder, 'cdk8s-hardened.yaml') });
  expect(() => app.synth()).toThrow(REFUSED);
});

test('an invalid file is an error of `enforce`, with its place', () => {
  writeFileSync(join(folder, 'policies/team.yaml'), POLICY.replace('validations', 'validation'));
  expect(() => Hardening.of(appWith('front')).enforce({ admissionPolicies: AdmissionPolicyFiles.fromPath(join(folder, 'policies')) }))
    .toThrow(/team\.yaml:7:3: spec of a ValidatingAdmissionPolicy has no field "validation"/);
});

test('the policy of the guide fails the synthesis with the messages that editors, audits and clusters show', () => {
  writeFiles(folder, filesOfPage(OWN_POLICIES_GUIDE));
  const app = Testing.app();
  new Include(new Chart(app, 'shop'), 'web', { url: join(folder, 'web.yaml') });
  Hardening.of(app).enforce({ admissionPolicies: AdmissionPolicyFiles.fromPath(join(folder, 'policies')) });
  for (const message of GUIDE_MESSAGES) {
    expect(() => app.synth()).toThrow(message);
  }
});
