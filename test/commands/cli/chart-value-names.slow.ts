import { parseAllDocuments } from 'yaml';
import { run } from './support';
import { toFieldPath } from '../../../src/formats/manifest/paths';
import { evaluateOpened } from '../../../src/policy/engine/evaluate';
import { openManifest } from '../../../src/policy/engine/open';
import { evaluationOf } from '../../../src/tasks/audit/evaluation';
import { renderChart } from '../../../src/tasks/charts/helm';
import { ChartFiles, context, deployment, MINI_CHARTS } from '../../tasks/chart-values/mini-charts';
import { Charts, helmOnly, Programs } from '../../tasks/charts/support';

/** What satisfies the control of a field. */
const SAFE: { readonly [key: string]: unknown } = {
  'runAsNonRoot': true,
  'runAsUser': 20_000,
  'runAsGroup': 20_000,
  'fsGroup': 20_000,
  'type': 'RuntimeDefault',
  'allowPrivilegeEscalation': false,
  'drop': ['ALL'],
  'add': [],
  'readOnlyRootFilesystem': true,
  'automountServiceAccountToken': false,
  'digest': `sha256:${'a'.repeat(64)}`,
  'cpu': '100m',
  'memory': '64Mi',
  'ephemeral-storage': '64Mi',
  'extraVolumes': [{ name: 'own', emptyDir: { sizeLimit: '1Mi' } }],
  'extraVolumeMounts': [{ name: 'own', mountPath: '/var/www/html' }],
};

/** Charts whose values must not be named, or not all. */
const TRAPS: { readonly [name: string]: ChartFiles } = {
  /** False is as good as nothing to these templates. */
  'tested-false': {
    'values.yaml': 'automountServiceAccountToken: true\nsecurityContext: {}\n',
    'templates/web.yaml': deployment({
      pod: '{{- with .Values.automountServiceAccountToken }}\n      automountServiceAccountToken: {{ . }}\n      {{- end }}',
      container: `securityContext:
            {{- if .Values.securityContext.allowPrivilegeEscalation }}
            allowPrivilegeEscalation: {{ .Values.securityContext.allowPrivilegeEscalation }}
            {{- end }}
            readOnlyRootFilesystem: {{ .Values.securityContext.readOnlyRootFilesystem | default false }}`,
    }),
  },
  /** A schema that takes one field. */
  'strict-pod': {
    'values.yaml': 'podSecurityContext: {}\n',
    'values.schema.json': MINI_CHARTS.strict['values.schema.json'],
    'templates/web.yaml': deployment({ pod: context('podSecurityContext', 8) }),
  },
  'ranged': {
    'values.yaml': 'securityContext: {}\n',
    'templates/web.yaml': deployment({
      container: 'securityContext:\n            {{- range $key, $value := .Values.securityContext }}{{ if $value }}\n            {{ $key }}: {{ toJson $value }}\n            {{- end }}{{ end }}',
    }),
  },
  /** A block that only another value opens, and one that it opens itself. */
  'conditional': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\ninit: { securityContext: {} }\n',
    'templates/web.yaml': deployment({
      pod: `initContainers:
        - name: init
          image: registry.example/shop/init:1.0
          {{- if or .Values.podSecurityContext .Values.init.securityContext }}
          securityContext: {{- toYaml .Values.init.securityContext | nindent 12 }}
          {{- end }}`,
      container: `{{- if .Values.podSecurityContext }}
          securityContext: {{- toYaml .Values.securityContext | nindent 12 }}
          {{- end }}`,
    }),
  },
  /** Printed, and not tested. */
  'printed': {
    'values.yaml': 'automountServiceAccountToken: true\nsecurityContext: {}\n',
    'templates/web.yaml': deployment({
      pod: 'automountServiceAccountToken: {{ .Values.automountServiceAccountToken }}',
      container: 'securityContext: { allowPrivilegeEscalation: {{ .Values.securityContext.allowPrivilegeEscalation }} }',
    }),
  },
  /** A value for the container that stands in the way of the pod's, and an element that the template adds to a list. */
  'own-value': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: { capabilities: { add: [NET_RAW] } }\n',
    'templates/web.yaml': deployment({
      pod: context('podSecurityContext', 8),
      container: 'securityContext: { runAsNonRoot: false, capabilities: { add: [SYS_ADMIN, {{ first .Values.securityContext.capabilities.add }}] } }',
    }),
  },
  /** The same object for two events, so that nothing tells the pods apart. */
  'same-name': {
    'values.yaml': 'podSecurityContext: {}\n',
    'templates/web.yaml': ['pre-install', 'post-install'].map((event) => deployment({ pod: event === 'pre-install' ? context('podSecurityContext', 8) : '' })
      .replace(/^metadata:$/m, `metadata:\n  annotations: { helm.sh/hook: ${event} }`)).join('\n---\n'),
  },
};

const POD = ['runAsGroup', 'runAsNonRoot', 'runAsUser', 'seccompProfile.type'].map((key) => `podSecurityContext.${key}`);
const CONTAINER = ['allowPrivilegeEscalation', 'capabilities.drop', 'readOnlyRootFilesystem', 'runAsGroup', 'runAsNonRoot', 'runAsUser', 'seccompProfile.type']
  .map((key) => `securityContext.${key}`);
const below = (...prefixes: string[]) => prefixes.flatMap((prefix) => CONTAINER.map((name) => `${prefix}.${name}`));

/** The names by chart, where the chart is a trap for names. */
const EXPECTED: { readonly [name: string]: readonly string[] } = {
  'plain': CONTAINER,
  'else-branch': ['podSecurityContext.runAsUser', ...CONTAINER.filter((name) => !/runAsUser/.test(name))],
  // The same map is that of the pod, which does not have the other fields.
  'shared': CONTAINER.filter((name) => /runAs|seccomp/.test(name)),
  'strict': CONTAINER,
  // Its map for the pod is off.
  'enabled': CONTAINER.map((name) => name.replace('securityContext', 'containerSecurityContext')),
  'subcharts': below('cache', 'db', 'server'),
  'library': below('server'),
  // Helm does not say which value it refuses, and three renderings do not find the values for the container.
  'refused-marker': POD,
  'renamed': POD,
  'fixed-fields': [...POD.filter((name) => !/runAsUser/.test(name)), 'securityContext.runAsUser'],
  'hooks': CONTAINER,
  'tested-false': ['securityContext.readOnlyRootFilesystem'],
  'strict-pod': ['podSecurityContext.runAsNonRoot'],
  'ranged': CONTAINER.filter((name) => !/allowPrivilegeEscalation/.test(name)),
  'conditional': below('init'),
  'printed': ['automountServiceAccountToken', 'securityContext.allowPrivilegeEscalation'],
  'own-value': [...POD.filter((name) => !/runAsNonRoot/.test(name)), 'securityContext.capabilities.add'],
  'same-name': [],
  'rollout': [],
};

const ALL: { readonly [name: string]: ChartFiles } = { ...MINI_CHARTS, ...TRAPS };
const HOSTNAME = { hostname: 'web' };

describe.each([3, 4] as const)('with Helm %i', (major) => {
  let programs: Programs;
  let charts: Charts;
  beforeEach(() => {
    programs = helmOnly(major);
    charts = new Charts();
  });
  afterEach(() => {
    programs.remove();
    charts.remove();
  });

  const audit = async (name: string, ...args: string[]) => {
    charts.write({ 'user.yaml': JSON.stringify(HOSTNAME) });
    const { stdout } = await run(['audit', `charts/${name}`, '--release', 'shop', '-n', 'prod', '--config', 'none', '--format', 'json', '-f', 'user.yaml', ...args], { cwd: charts.folder, env: programs.env });
    return JSON.parse(stdout).findings as any[];
  };

  /** The findings with one more value, as the engine has them. */
  const findingsWith = async (chart: string, path: readonly string[], value: unknown) => {
    const nested = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
    charts.write({ 'user.yaml': JSON.stringify(HOSTNAME), 'one.yaml': JSON.stringify(nested) });
    const { text } = await renderChart({ chart, values: ['user.yaml', 'one.yaml'].map((file) => ({ path: charts.path(file) })), release: 'shop', namespace: 'prod' }, programs.running());
    const { profile, context: evaluated } = evaluationOf({ profile: 'hardened' });
    const objects = parseAllDocuments(text).map((document) => document.toJS()).filter((object) => object);
    return new Set(objects.flatMap((object) => evaluateOpened(openManifest(object), profile, evaluated)
      .map(({ control, container, path: field }) => keyOf(object.metadata.name, control.id, container, toFieldPath(field)))));
  };

  test.each(Object.keys(ALL))('each value that is named for a finding closes it: %s', async (name) => {
    const chart = charts.chart(name, ALL[name]);
    const named = (await audit(name)).filter(({ chartValue }) => chartValue !== undefined);
    const names = [...new Set<string>(named.map(({ chartValue }) => chartValue))].sort();
    if (EXPECTED[name]) {
      expect(names).toEqual([...EXPECTED[name]].sort());
    }
    for (const value of names) {
      const path = value.split('.');
      expect(SAFE).toHaveProperty([path.at(-1)!]);
      const after = await findingsWith(chart, path, SAFE[path.at(-1)!]);
      const left = named.filter((each) => each.chartValue === value)
        .map((each) => keyOf(each.name, each.control, each.container, each.field)).filter((key) => after.has(key));
      expect({ value, left }).toEqual({ value, left: [] });
    }
  });
});

function keyOf(object: string, control: string, container: string | undefined, field: string): string {
  return `${object} ${control} ${container} ${field}`;
}
