import { programOf } from './program';
import { ownTypes } from '../../projenrc/assembly';
import { workspaces } from '../commands/cli/support';
import { synthesize } from '../examples/synthesize';

// The examples of docstrings work. test/package/rosetta.slow.ts translates them.

const EXAMPLES = Object.values(ownTypes()).flatMap(({ name, docs }) => docs?.example ? [[name, docs.example] as const] : []);
/** The file that one of them includes. The image lock of another one is empty. */
const OPERATOR = 'apiVersion: v1\nkind: Pod\nmetadata: { name: operator }\nspec: { containers: [{ name: main, image: "registry.example.com/operator:1.4.2" }] }\n';

const POLICY = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: services }
spec:
  matchConstraints: { resourceRules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [services] }] }
  validations: [{ expression: "object.spec.type != 'NodePort'" }]
`;

const cwd = process.cwd();
// Before the workspace is removed, which Windows refuses for a working directory.
afterEach(() => {
  process.chdir(cwd);
  jest.restoreAllMocks();
});
const workspace = workspaces();
beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true); // warnings of the apps
  workspace().write({ 'Dockerfile': 'FROM debian:13.1-slim\nUSER 10001:10001\n', 'vendor/operator.yaml': OPERATOR, 'images.lock.yaml': 'apiVersion: cdk8s-hardened/v1\nkind: ImageLock\nimages: []\n', 'policies/registry.yaml': POLICY });
  process.chdir(workspace().folder);
});

test('finds the examples', () => expect(EXAMPLES.length).toBeGreaterThan(18));

test.each(EXAMPLES)('the example of %s can be synthesized', (_, example) => {
  expect(() => synthesize(programOf(example))).not.toThrow();
});
