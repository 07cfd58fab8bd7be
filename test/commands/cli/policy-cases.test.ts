import { mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { run } from './support';
import { temporaryFolder } from '../../../src/formats/files/temporary-folder';

const POLICY = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: team, annotations: { cdk8s-hardened/names: "registry, label" } }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
  validations:
  - { expression: "object.spec.containers.all(c, c.image.startsWith('registry.example.com/'))", message: images come from our registry }
  - { expression: "has(object.metadata.labels) && 'team' in object.metadata.labels", message: pods have the label team }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: team }
spec:
  policyName: team
  validationActions: [Deny]
  matchResources: { namespaceSelector: { matchExpressions: [{ key: env, operator: NotIn, values: [sandbox] }] } }
`;

const pod = (image: string, labels = '{ team: a }') => `apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: ${labels} }
spec: { containers: [{ name: web, image: "${image}" }] }
`;
const GOOD = pod('registry.example.com/web:1');
const FOREIGN = pod('nginx:1.29');

/** Runs the cases of files in the folder `cases`. */
async function tested(files: { readonly [path: string]: string }, ...args: readonly string[]) {
  const folder = temporaryFolder('policy-cases');
  const all = { 'policies.yaml': POLICY, 'cdk8s-hardened.yaml': 'admissionPolicies: [policies.yaml]\n', ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  mkdirSync(join(folder, 'cases'), { recursive: true });
  return run(['policies', 'test', 'cases', ...args], { cwd: folder });
}

test('cases that are as expected pass, and the report says which rule refuses', async () => {
  expect(await tested({ 'cases/pass/good.yaml': GOOD, 'cases/team/fail/registry0.yaml': FOREIGN })).toEqual({
    status: 0,
    stderr: [],
    stdout: `ok     cases/pass/good.yaml
ok     cases/team/fail/registry0.yaml
       team/registry: images come from our registry
2 cases, 0 failed
`,
  });
});

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\n';
const NOWHERE = GOOD.slice(GOOD.indexOf('---'));

test.each<readonly [string, string, string, string]>([
  ['an object that is refused and should pass', 'pass/a.yaml', FOREIGN, 'cases/pass/a.yaml:5:1: Pod shop/web: refused by team/registry: images come from our registry'],
  ['an object that is not refused and should be', 'fail/a.yaml', GOOD, 'cases/fail/a.yaml:5:1: Pod shop/web: not refused'],
  ['an object that another rule refuses', 'team/fail/registry-1.yaml', pod('registry.example.com/web:1', '{}'), 'Pod shop/web: not refused by team/registry'],
  ['an object that no rule looks at', 'fail/a.yaml', SERVICE, 'no policy matched'],
  ['an object that should pass and that no rule looks at', 'pass/a.yaml', SERVICE, 'no policy matched'],
  ['an object that is not decidable', 'pass/a.yaml', NOWHERE, 'team was not evaluated: the policy reads the Namespace "shop"'],
])('%s is a failed case', async (_, path, text, problem) => {
  const { status, stdout } = await tested({ [`cases/${path}`]: text });
  expect(status).toBe(1);
  expect(stdout).toContain(`failed cases/${path}\n       `);
  expect(stdout).toContain(problem);
  expect(stdout).toContain('1 case, 1 failed');
});

test.each<readonly [string, { readonly [path: string]: string }, string]>([
  ['a folder without cases', {}, 'cases: there is no case: write objects that must pass to cases/pass, and others to cases/fail'],
  ['a file in another folder', { 'cases/passes/a.yaml': GOOD }, 'cases/passes/a.yaml: a case must be in a folder with the name pass or fail: move it'],
  ['an unknown policy', { 'cases/taem/fail/a.yaml': FOREIGN }, 'cases/taem/fail/a.yaml: no policy has the name "taem": rename the folder to one of team'],
  ['a file that is not a manifest', { 'cases/fail/a.yaml': 'a: b' }, 'cases/fail/a.yaml:1:1: it is not a Kubernetes object'],
  ['settings without policies', { 'cdk8s-hardened.yaml': '{}\n' }, 'no policies are named: name their files with --admission-policies'],
])('%s is an error', async (_, files, problem) => {
  expect(await tested(files)).toEqual({ status: 2, stdout: '', stderr: [expect.stringContaining(problem)] });
});

test('an option names other policies, and JUnit has a test for each case', async () => {
  const files = { 'other.yaml': POLICY.replace('registry.example.com/', 'nginx:'), 'cases/pass/a&b.yaml': FOREIGN, 'cases/fail/b.yaml': FOREIGN };
  const { status, stdout } = await tested(files, '--admission-policies', 'other.yaml', '--format', 'junit');
  expect(status).toBe(1);
  expect(stdout).toContain('<testsuite name="policies" tests="2" failures="1" errors="0" skipped="0">');
  expect(stdout).toContain('<testcase classname="pass" name="cases/pass/a&amp;b.yaml"');
});
