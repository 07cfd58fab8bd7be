import { parse } from 'yaml';
import { workspaces } from './support';

// Where findings are: file, document, line, JSON pointer.

const workspace = workspaces();

const YAML = `# a comment
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: config
data:
  text: |
    privileged: true
---

apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    metadata:
      annotations:
        container.apparmor.security.beta.kubernetes.io/main: unconfined
    spec:
      hostNetwork: true
      containers:
        - name: first
          image: app:1
        - name: main
          image: app:1
          securityContext: {allowPrivilegeEscalation: false,
            privileged: yes}
`;

test('findings in YAML have the line of their field', async () => {
  expect(await placesOf(YAML)).toEqual([
    [1, 8, '/data/text', undefined],
    [2, 20, '/spec/template/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1main', undefined],
    [2, 22, '/spec/template/spec/hostNetwork', undefined],
    [2, 29, '/spec/template/spec/containers/1/securityContext/privileged', 'main'],
  ]);
});

test('findings in YAML with CRLF have the same lines', async () => {
  expect((await placesOf(YAML.replace(/\n/g, '\r\n'))).map(([, line]) => line)).toEqual([8, 20, 22, 29]);
});

test('findings in a file with several JSON documents have the line of their field', async () => {
  const json = YAML.split('---\n').slice(1).map((text) => JSON.stringify(parse(text), undefined, 1)).join('\n');
  const lines = json.split('\n');
  const lineOf = (text: string) => lines.findIndex((line) => line.includes(text)) + 1;
  expect(await placesOf(json)).toEqual([
    [1, lineOf('"text"'), '/data/text', undefined],
    [2, lineOf('apparmor'), '/spec/template/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1main', undefined],
    [2, lineOf('hostNetwork'), '/spec/template/spec/hostNetwork', undefined],
    [2, lineOf('"privileged": "yes"') || lineOf('"privileged": true'), '/spec/template/spec/containers/1/securityContext/privileged', 'main'],
  ]);
});

test('a finding on a missing field has the line of its parent', async () => {
  const findings = await find(YAML, 'pss-restricted');
  const missing = findings.find(({ control, container }) => control === 'run-as-non-root' && container === 'main');
  expect(missing).toMatchObject({ line: 28, path: '/spec/template/spec/containers/1/securityContext/runAsNonRoot' });
});

const LIST = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata: {name: one, namespace: shop}
    spec: {containers: [{name: main, image: "app:1"}]}
  - apiVersion: v1
    kind: Pod
    metadata: {name: two}
    spec:
      containers: [{name: main, image: "app:1"}]
      hostPID: true
`;

test('a finding in a List names the item and has the path in the document', async () => {
  const findings = await find(LIST);
  expect(findings).toEqual([expect.objectContaining({
    document: 1, line: 13, apiVersion: 'v1', kind: 'Pod', name: 'two', path: '/items/1/spec/hostPID', field: 'spec.hostPID',
  })]);
  expect(findings[0]).not.toHaveProperty('namespace');
});

test.each([
  ['a PodList whose items have no kind', LIST.replace('kind: List', 'kind: PodList').replace(/- apiVersion: v1\n {4}kind: Pod\n {4}metadata/g, '- metadata')],
  ['a ConfigMap with items', LIST.replace('kind: List', 'kind: ConfigMap')],
])('a finding in %s names the item', async (_, yaml) => {
  expect(await find(yaml)).toEqual([expect.objectContaining({ kind: 'Pod', name: 'two', path: '/items/1/spec/hostPID' })]);
});

test('a workload in a list counts as one workload', async () => {
  expect((await workspace().write({ 'a.yaml': LIST }).json('a.yaml', '--profile', 'pss-baseline')).report.summary).toMatchObject({ documents: 1, workloads: 2 });
});

test('a finding in an alias has the line of the anchor', async () => {
  const yaml = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
    - {name: main, image: "app:1", securityContext: &unsafe {privileged: true}}
    - name: other
      image: app:1
      securityContext: *unsafe
`;
  expect((await find(yaml)).map(({ line, container }) => [line, container])).toEqual([[6, 'main'], [6, 'other']]);
});

test('a line of the text starts with line and column, below its file', async () => {
  const { stdout } = await workspace().write({ 'sub/web.yaml': YAML }).audit('sub/web.yaml', '--profile', 'pss-baseline');
  expect(stdout).toMatch(/^sub\/web\.yaml: .*\n[^]*^ {2}22:7: high: host-namespaces: spec\.template\.spec\.hostNetwork is true$/m);
});

async function find(text: string, profile = 'pss-baseline'): Promise<any[]> {
  return (await workspace().write({ 'web.yaml': text }).json('web.yaml', '--profile', profile)).findings;
}

async function placesOf(text: string) {
  return (await find(text)).map(({ document, line, path, container }) => [document, line, path, container]).sort(([, a], [, b]) => a - b);
}
