import { run, workspaces } from './support';

const workspace = workspaces();
const TEMPLATE = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  {{- toYaml .Values.x | nindent 2 }}\n';
const RENDER = 'it is a template: name the folder of its chart, pass the rendered manifests, or exclude the file';

test.each(['audit', 'harden'])('%s says of a template what to pass instead', async (command) => {
  workspace().write({ 'templates/pod.yaml': TEMPLATE });
  const { status, stderr } = await run([command, 'templates'], { cwd: workspace().folder });
  expect(status).toBe(2);
  expect(stderr.join()).toMatch(/templates\/pod\.yaml:6:\d+: .*; it is a template: /);
  expect(stderr.join()).toContain(RENDER);
});

test('audit says so, too, of a template that happens to be YAML', async () => {
  workspace().write({ 'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: "{{ .Release.Name }}" }\nspec: { containers: [{ name: a, image: "i:1" }] }\n' });
  expect((await workspace().audit('pod.yaml')).stderr).toEqual([`cdk8s-hardened: pod.yaml:3: has {{ }} in its name: ${RENDER}`]);
});

test('a value with braces outside of names is no template', async () => {
  workspace().write({ 'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: [{ name: a, image: "i:1", args: ["{{ x }}"] }] }\n' });
  expect((await workspace().audit('pod.yaml')).stderr).toEqual([]);
});

test('a template that another program renders is named, unless it has no manifest or belongs to a chart', async () => {
  workspace().write({
    'pod.yaml.j2': TEMPLATE,
    'config.json.tmpl': '{ "a": "{{ a }}" }\n',
    'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'web/files/pod.yaml.tpl': TEMPLATE,
    'other.YML': 'apiVersion: v1\nkind: Pod\nmetadata: { name: other }\nspec: { hostPID: true, containers: [{ name: a, image: "i:1" }] }\n',
  });
  const { stderr, findings } = await workspace().json('.', '--no-render', '--profile', 'pss-baseline', '--verbose');
  expect(stderr).toContainEqual('cdk8s-hardened: pod.yaml.j2: is a template and was not evaluated: name the rendered file');
  expect(findings).toMatchObject([{ name: 'other', control: 'host-namespaces' }]);
  workspace().write({ 'helmfile.yaml.gotmpl': 'releases: {{ .Values.all }}\n' });
  expect((await workspace().audit('.', '--no-render', '--verbose')).stderr).toContain('cdk8s-hardened: helmfile.yaml.gotmpl, pod.yaml.j2: are templates and were not evaluated: name the rendered files');
  expect((await workspace().audit('.', '--no-render', '--verbose', '--exclude-files', '*.j2', '--exclude-files', 'helmfile.*')).stderr.join()).not.toContain('template');
});
