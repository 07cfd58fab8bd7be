import { run, workspaces } from './support';

// Patches and templates are left as they are.

const workspace = workspaces();
const harden = (...args: string[]) => run(['harden', ...args, '--profile', 'pss-restricted'], { cwd: workspace().folder });
const deployment = (spec: string, name = 'web') => `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  template:\n    spec:\n${spec.replace(/^/gm, '      ')}\n`;
const WHOLE = deployment('containers:\n- name: app\n  image: nginx:1.29');
const PATCH = 'is only a part of an object, such as a patch, and was not changed: harden the complete object, such as with `kustomize build FOLDER | cdk8s-hardened harden -`';
const TEMPLATE = 'is a template, and was not changed: harden the rendered objects, such as with `helm template NAME CHART | cdk8s-hardened harden -`';

test.each([
  ['a container without an image', deployment('containers:\n- name: app\n  env: [{name: A, value: b}]'), 'container "app" has no image', PATCH],
  ['a container with an empty image', deployment('containers:\n- name: app\n  image: ""'), 'container "app" has no image', PATCH],
  ['an init container without an image', deployment('initContainers:\n- name: init\ncontainers:\n- name: app\n  image: nginx:1.29'), 'container "init" has no image', PATCH],
  ['no containers', deployment('nodeSelector: {a: b}'), 'has no containers', PATCH],
  ['$patch: delete', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n$patch: delete\n', 'has $patch: delete', PATCH],
  ['a container with $patch: delete', deployment('containers:\n- name: app\n  image: nginx:1.29\n- name: old\n  $patch: delete'), 'has $patch: delete', PATCH],
  ['$patch: replace', deployment('containers:\n- $patch: replace\n- name: app\n  image: nginx:1.29'), 'has $patch: replace', PATCH],
  ['$setElementOrder', deployment('$setElementOrder/containers: [{name: app}]\ncontainers:\n- name: app\n  image: nginx:1.29'), 'has $setElementOrder/containers', PATCH],
  ['a template as its name', deployment('containers:\n- name: app\n  image: nginx:1.29', '"{{ .Release.Name }}"'), 'has "{{ .Release.Name }}"', TEMPLATE],
  ['a template as an image', deployment('containers:\n- name: app\n  image: "{{ .Values.image }}"'), 'has "{{ .Values.image }}"', TEMPLATE],
])('an object with %s is left as it is, with a remark', async (_, text, reason, hint) => {
  workspace().write({ 'patch.yaml': `# a comment\n${text}`, 'whole.yaml': WHOLE });
  const { status, stderr } = await harden('.', '--write');
  expect(status).toBe(0);
  expect(stderr).toContain(`cdk8s-hardened: patch.yaml:2 (${reason}): ${hint}`);
  expect(stderr.join('\n')).not.toContain('To resolve some of these');
  expect(workspace().read('patch.yaml')).toBe(`# a comment\n${text}`);
  expect(workspace().read('whole.yaml')).toContain('runAsNonRoot: true');
});

test('an object beside a patch in a list is hardened', async () => {
  const list = {
    apiVersion: 'v1',
    kind: 'List',
    items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ name: 'a' }] } },
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'b' }, spec: { containers: [{ name: 'b', image: 'nginx:1.29' }] } }],
  };
  workspace().write({ 'list.json': JSON.stringify(list) });
  const { stdout, stderr } = await harden('list.json');
  const [first, second] = JSON.parse(stdout).items;
  expect(first).toEqual(list.items[0]);
  expect(second.spec.securityContext).toMatchObject({ runAsNonRoot: true });
  expect(stderr).toContain(`cdk8s-hardened: list.json:1 (container "a" has no image): ${PATCH}`);
});

test('many patches are one remark', async () => {
  workspace().write(Object.fromEntries([1, 2, 3, 4, 5].map((number) => [`${number}.yaml`, deployment('nodeSelector: {a: b}')])));
  const { stderr } = await harden('.', '--check');
  expect(stderr).toContain(`cdk8s-hardened: 1.yaml:1 (has no containers), 2.yaml:1 (has no containers), 3.yaml:1 (has no containers) and 2 more: ${PATCH}`);
});

test('no setting is proposed for an object without a name', async () => {
  const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: {generateName: job-, name: ""}\nspec: ${spec}\n`;
  workspace().write({
    'pod.yaml': [
      pod('{hostPID: true, containers: [{name: a, image: "acme/app:1", securityContext: {privileged: true}}]}'),
      pod('{containers: [{name: a, image: "acme/app:1"}]}'),
    ].join('---\n'),
  });
  const { stderr } = await harden('pod.yaml');
  expect(stderr.join('\n')).not.toMatch(/(?:name|image): ""/);
  expect(stderr).toContain('  - { match: { image: acme/app }, runAs: UID }');
  await workspace().suggestWaivers('pod.yaml');
  expect(workspace().read('waivers.yaml')).not.toContain('"name":""');
});
