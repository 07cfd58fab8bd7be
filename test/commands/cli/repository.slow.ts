import { execFileSync } from 'child_process';
import { mkdirSync, symlinkSync } from 'fs';
import { join } from 'path';
import { run, workspaces } from './support';
import { helm, kubectl } from '../../programs/kubernetes';
import { Programs } from '../../tasks/charts/support';

// A repository with a privileged pod in each form that repositories have. Each pod is a finding, or its file, folder or object is named.
// What a value turns off, and a library chart alone, deploys nothing.

const workspace = workspaces();
let programs: Programs;
beforeAll(() => {
  programs = new Programs({ helm: helm(4), kubectl: kubectl() });
});
afterAll(() => programs.remove());

const pod = (name: string, metadata = '') => `apiVersion: v1
kind: Pod
metadata: { name: ${name}${metadata} }
spec: { containers: [{ name: main, image: "registry.example/a:1", securityContext: { privileged: true } }] }
`;
const chartFile = (name: string, more = '') => `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n${more}`;
const chart = (folder: string, files: { readonly [file: string]: string }, more = '') => ({
  [`${folder}/Chart.yaml`]: chartFile(folder.split('/').at(-1)!, more),
  ...Object.fromEntries(Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text])),
});
const list = (...items: string[]) => `apiVersion: v1\nkind: List\nitems:\n${items.map((item) => `- ${item.trim().replace(/\n/g, '\n  ')}\n`).join('')}`;
const object = (apiVersion: string, kind: string, name: string, spec: object) => `${JSON.stringify({ apiVersion, kind, metadata: { name }, spec })}\n`;
const POD_SPEC = { containers: [{ name: 'main', image: 'registry.example/a:1', securityContext: { privileged: true } }] };

/** The files, each with what the report must show of it: the name of the pod in a finding, or a text in a message. */
const FORMS: { readonly [form: string]: { readonly files: { readonly [path: string]: string | Buffer }; readonly shown: string } } = {
  'YAML': { files: { 'a.yaml': pod('in-yaml') }, shown: 'in-yaml' },
  'the ending yml, in capitals': { files: { 'a.YML': pod('in-yml') }, shown: 'in-yml' },
  'JSON': { files: { 'a.json': object('v1', 'Pod', 'in-json', POD_SPEC) }, shown: 'in-json' },
  'the last of several documents': { files: { 'many.yaml': `# first\n---\n{}\n---\n${pod('in-last-document')}` }, shown: 'in-last-document' },
  'a list in a list': { files: { 'list.yaml': list(list(pod('in-nested-list'))) }, shown: 'in-nested-list' },
  'UTF-16': { files: { 'utf-16.yaml': Buffer.from(`\ufeff${pod('in-utf-16')}`, 'utf16le') }, shown: 'in-utf-16' },
  'CRLF': { files: { 'crlf.yaml': pod('in-crlf').replace(/\n/g, '\r\n') }, shown: 'in-crlf' },
  'an anchor': { files: { 'anchor.yaml': 'x-a: &a\n  containers: [{ name: m, image: i, securityContext: { privileged: true } }]\napiVersion: v1\nkind: Pod\nmetadata: { name: in-anchor }\nspec: { <<: *a }\n' }, shown: 'in-anchor' },
  'broken YAML': { files: { 'broken.yaml': `a: [\n---\n${pod('broken')}` }, shown: 'broken.yaml' },
  'a hidden folder': { files: { '.deploy/a.yaml': pod('in-hidden-folder') }, shown: 'in-hidden-folder' },
  'a folder that is a link': { files: { 'elsewhere/real/a.yaml': pod('behind-link') }, shown: 'behind-link' },
  'an OpenShift template': { files: { 'template.yaml': `apiVersion: template.openshift.io/v1\nkind: Template\nmetadata: { name: openshift-template }\nobjects:\n- ${pod('in-template').trim().replace(/\n/g, '\n  ')}\n` }, shown: 'openshift-template' },
  'a custom resource with a pod template': { files: { 'rollout.yaml': object('argoproj.io/v1alpha1', 'Rollout', 'in-rollout', { template: { spec: POD_SPEC } }) }, shown: 'in-rollout' },
  'an unknown resource with containers': { files: { 'unknown.yaml': object('example.com/v1', 'Thing', 'in-unknown', { containers: POD_SPEC.containers }) }, shown: 'in-unknown' },
  'a template of another engine': { files: { 'jinja/a.yaml': `{% if a %}\n${pod('in-jinja')}{% endif %}\n` }, shown: 'jinja/a.yaml' },
  'a file that Go templates fill in': { files: { 'go/a.yaml': pod('{{ .Name }}-in-go') }, shown: 'go/a.yaml' },
  'a chart': { files: chart('charts/web', { 'templates/a.yaml': pod('in-chart') }), shown: 'in-chart' },
  'a hook for tests of a chart': { files: chart('charts/hook', { 'templates/tests/a.yaml': pod('in-hook', ', annotations: { helm.sh/hook: test }') }), shown: 'in-hook' },
  'the tests of a chart': { files: chart('charts/tested', { 'templates/c.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\n', 'tests/a.yaml': pod('in-chart-tests') }), shown: 'in-chart-tests' },
  'the definitions of a chart': { files: chart('charts/crds', { 'crds/a.yaml': pod('in-crds') }), shown: 'in-crds' },
  'a chart that needs a value': { files: chart('charts/needy', { 'templates/a.yaml': `{{ required "set it" .Values.it }}\n${pod('in-needy')}` }), shown: 'charts/needy' },
  'a subchart that is off': {
    files: {
      ...chart('charts/parent', { 'values.yaml': 'sub: { enabled: false }\n', 'templates/c.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: p }\n' }, 'dependencies: [{ name: sub, version: 0.1.0, condition: sub.enabled }]\n'),
      ...chart('charts/parent/charts/sub', { 'templates/a.yaml': pod('in-subchart') }),
    },
    shown: 'its subchart sub',
  },
  'a chart in an archive': { files: {}, shown: 'archives/packed-0.1.0.tgz: looks like' },
  'a kustomization': { files: { 'kustomize/base/kustomization.yaml': 'resources: [a.yaml]\nnamePrefix: built-\n', 'kustomize/base/a.yaml': pod('by-kustomize') }, shown: 'built-by-kustomize' },
  'a base of which the overlay fails': { files: { 'bad/kustomization.yaml': 'resources: [../good, ./missing.yaml]\n', 'good/kustomization.yaml': 'resources: [a.yaml]\n', 'good/a.yaml': pod('in-good-base') }, shown: 'in-good-base' },
  'a component that nobody includes': { files: { 'component/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [a.yaml]\n', 'component/a.yaml': pod('in-component') }, shown: 'component: is a component' },
  'a remote base': { files: { 'remote/kustomization.yaml': 'resources: ["https://git.example.com/a//b?ref=v1"]\n' }, shown: 'remote' },
  'a chart of a kustomization': { files: { 'inflated/kustomization.yaml': 'helmCharts: [{ name: inflated, repo: "https://charts.example.com", version: 1.0.0 }]\n' }, shown: 'inflated' },
  'a HelmRelease': { files: { 'flux/release.yaml': object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'flux-release', { chart: { spec: { chart: 'redis', sourceRef: { kind: 'HelmRepository', name: 'a' } } } }) }, shown: 'flux-release' },
  'an OCIRepository of a HelmRelease': { files: { 'flux/oci.yaml': object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'oci-release', { chartRef: { kind: 'OCIRepository', name: 'a' } }) }, shown: 'oci-release' },
  'a Kustomization of Flux': { files: { 'flux/kustomization-object.yaml': object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'flux-path', { path: './nowhere', sourceRef: { kind: 'GitRepository', name: 'other' } }) }, shown: 'flux-path' },
  'an Application': { files: { 'argo/a.yaml': object('argoproj.io/v1alpha1', 'Application', 'argo-app', { source: { repoURL: 'https://git.example.com/a', path: 'nowhere' } }) }, shown: 'argo-app' },
  'an ApplicationSet': { files: { 'argo/set.yaml': object('argoproj.io/v1alpha1', 'ApplicationSet', 'argo-set', { template: { spec: { source: { repoURL: 'https://git.example.com/a', chart: 'x', targetRevision: '1' } } } }) }, shown: 'argo-set' },
  'a helmfile': { files: { 'helmfile.yaml': 'releases: [{ name: helmfile-release, chart: bitnami/nginx }]\n' }, shown: 'helmfile-release' },
  'a part of a helmfile': { files: { 'helmfile.d/01-a.yaml': 'releases: [{ name: helmfile-part, chart: bitnami/nginx }]\n' }, shown: 'helmfile-part' },
  'a helmfile with templates': { files: { 'helm/helmfile.yaml.gotmpl': 'releases: [{ name: {{ .Values.name }}, chart: bitnami/nginx }]\n' }, shown: 'helm/helmfile.yaml.gotmpl' },
  'a template of another program': { files: { 'jinja/b.yaml.j2': pod('in-j2') }, shown: 'jinja/b.yaml.j2' },
  'a chart of k3s': { files: { 'k3s.yaml': object('helm.cattle.io/v1', 'HelmChart', 'k3s-chart', { chart: 'stable/redis' }) }, shown: 'k3s-chart' },
};

function writeAll(): void {
  workspace().write(Object.assign({}, ...Object.values(FORMS).map(({ files }) => files)));
  const { folder } = workspace();
  symlinkSync(join(folder, 'elsewhere/real'), join(folder, 'elsewhere/link'));
  workspace().write(chart('packed', { 'templates/a.yaml': pod('in-archive') }));
  mkdirSync(join(folder, 'archives'));
  execFileSync(helm(4), ['package', 'packed', '-d', 'archives'], { cwd: folder });
  execFileSync('rm', ['-r', join(folder, 'packed')]);
}

test('each pod in a repository is evaluated, or the output says that it was not', async () => {
  writeAll();
  const { stdout, stderr } = await run(['audit', '.', '--verbose', '--format', 'json', '--config', 'none'], { cwd: workspace().folder, env: programs.env });
  const { findings } = JSON.parse(stdout);
  const privileged = findings.filter(({ control }: any) => ['privileged', 'unevaluated-pod-template', 'unsafe-custom-value'].includes(control)).map(({ name }: any) => name);
  const text = stderr.join('\n');
  const isShown = (shown: string) => privileged.includes(shown) || text.includes(shown);
  expect(Object.entries(FORMS).filter(([, { shown }]) => !isShown(shown)).map(([form]) => form)).toEqual([]);
});
