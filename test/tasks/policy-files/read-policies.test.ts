import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { temporaryFolder } from '../../../src/formats/files/temporary-folder';
import { readOwnControls, readPolicyObjects } from '../../../src/tasks/policy-files/read-policies';

const policy = (name: string, annotations = '{}') => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ${name}, annotations: ${annotations} }
spec:
  matchConstraints: { resourceRules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*'] }] }
  validations: [{ expression: 'true' }]
`;

const folderWith = (files: { readonly [name: string]: string }) => {
  const folder = temporaryFolder('policy-files');
  mkdirSync(join(folder, 'inner'));
  Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text));
  return folder;
};

test('a folder is read with its folders, by name, and other files in it are left out', () => {
  const path = folderWith({ 'b.yaml': policy('b'), 'inner/a.json': JSON.stringify({ kind: 'List', items: [] }), 'inner/c.yml': policy('c'), 'README.md': '# :' });
  expect(readOwnControls([{ path }]).map(({ id }) => id)).toEqual(['b/b5bea41b', 'b/not-evaluated', 'c/b5bea41b', 'c/not-evaluated']);
  expect(readPolicyObjects([{ path }]).map(({ metadata }) => (metadata as { name: string }).name)).toEqual(['b', 'c']);
});

test.each([
  ['names that are too many', '{ cdk8s-hardened/names: "a, b" }', /must have a name in kebab-case for each of the 1 validations/],
  ['a name that is not one', '{ cdk8s-hardened/names: "A b" }', /must have a name in kebab-case/],
  ['an unknown risk', '{ cdk8s-hardened/risk: huge }', /is "huge": write critical, high, medium, low/],
])('%s in an annotation is an error with its place', (_, annotations, problem) => {
  const path = folderWith({ 'a.yaml': policy('a', annotations) });
  expect(() => readOwnControls([{ path }])).toThrow(problem);
  expect(() => readOwnControls([{ path }])).toThrow(/a\.yaml:3:\d+: /);
});
