import { evaluateOpened } from '../../../src/policy/engine/evaluate';
import { openManifest } from '../../../src/policy/engine/open';
import { evaluationOf } from '../../../src/tasks/audit/evaluation';
import { Chart } from '../../../src/tasks/chart-values/chart/chart';
import { Render } from '../../../src/tasks/chart-values/chart/render';
import { NamedValues } from '../../../src/tasks/chart-values/findings/named-values';

// With a Helm that only prints. test/commands/cli/chart-value-names.slow.ts runs the real one.

const { profile, context } = evaluationOf({ profile: 'pss-restricted' });

function pod(securityContext: object, more: object = {}): any {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'web', image: 'registry.example/web:1', ...Object.keys(securityContext).length > 0 && { securityContext } }], ...more },
  };
}

/** A chart whose pod has the value `securityContext`, with a count of its renderings. */
function chartOf(render: (values: any, skipsSchema: boolean, count: number) => object | string, { hasSchema = false, text = '', values = { securityContext: {} } as object } = {}) {
  const calls: object[] = [];
  const chart: Chart = { name: 'web', version: '1.0.0', values: values as Chart['values'], templates: [{ file: 'templates/web.yaml', text, prefix: [] }], hasSchema };
  const renderer: Render = async (given, { skipsSchema = false } = {}) => {
    calls.push(given);
    const outcome = render(given, skipsSchema, calls.length);
    return typeof outcome === 'string' ? { failure: outcome } : { text: `---\n${JSON.stringify(outcome)}\n` };
  };
  const named = new NamedValues(chart, {}, renderer);
  const names = async (object = pod({})) => {
    const findings = evaluateOpened(openManifest(object), profile, context).map((evaluated) => ({ object, evaluated }));
    const found = await named.of(findings);
    return findings.map((finding) => `${finding.evaluated.control.id}: ${found.get(finding) ?? '-'}`).sort();
  };
  return { calls, names };
}

const printed = (values: any) => pod(values.securityContext);

test('a chart is rendered once, and not again for more of its findings', async () => {
  const { calls, names } = chartOf(printed);
  const expected = [
    'allow-privilege-escalation: securityContext.allowPrivilegeEscalation', 'capabilities-restricted: securityContext.capabilities.drop',
    'run-as-non-root: securityContext.runAsNonRoot', 'seccomp-profile-restricted: securityContext.seccompProfile.type',
  ];
  expect(await names()).toEqual(expected);
  expect(await names()).toEqual(expected);
  expect(calls).toHaveLength(1);
});

test('findings for whose fields charts have no values render nothing', async () => {
  const { calls, names } = chartOf(printed);
  const good = { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' } };
  expect(await names(pod(good, { hostPID: true }))).toEqual(['host-namespaces: -']);
  expect(await names({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } })).toEqual([]);
  expect(calls).toEqual([]);
});

test('a container or a workload that markers rename has no names', async () => {
  const { names } = chartOf((values) => ({ ...printed(values), metadata: { name: `web-${values.securityContext.runAsUser}` } }));
  expect((await names()).every((name) => name.endsWith(': -'))).toBe(true);
});

test('values that Helm refuses are looked for three times', async () => {
  const { calls, names } = chartOf(() => 'no');
  expect((await names()).every((name) => name.endsWith(': -'))).toBe(true);
  expect(calls).toHaveLength(1); // There is one value: it has no half.
  const three = chartOf(() => 'no', { values: { a: { securityContext: {} }, b: { securityContext: {} }, securityContext: {} } });
  await three.names();
  expect(three.calls).toHaveLength(3);
});

test('what the schema refuses is not named, and a chart whose schema refuses without reason has no names', async () => {
  const message = '- securityContext: Additional property seccompProfile is not allowed';
  const refused = (values: any) => values.securityContext.seccompProfile ? message : undefined;
  const render = (values: any, skipsSchema: boolean) => (skipsSchema ? undefined : refused(values)) ?? printed(values);
  const { calls, names } = chartOf(render, { hasSchema: true });
  expect(await names()).toEqual([
    'allow-privilege-escalation: securityContext.allowPrivilegeEscalation', 'capabilities-restricted: securityContext.capabilities.drop',
    'run-as-non-root: securityContext.runAsNonRoot', 'seccomp-profile-restricted: -',
  ]);
  expect(calls).toHaveLength(3);
  const never = chartOf((values, skipsSchema) => skipsSchema ? printed(values) : 'no', { hasSchema: true });
  expect((await never.names()).every((name) => name.endsWith(': -'))).toBe(true);
  expect(never.calls.length).toBeLessThanOrEqual(3);
});

test.each([
  ['{{ .Values.securityContext.allowPrivilegeEscalation }}', 1],
  ['{{- $.Values.securityContext.allowPrivilegeEscalation | toYaml -}}', 1],
  ['{{ with .Values.securityContext.allowPrivilegeEscalation }}x{{ end }}', 2],
  ['{{ .Values.securityContext.allowPrivilegeEscalation | default true }}', 2],
  ['{{ get .Values.securityContext "allowPrivilegeEscalation" }}', 2],
  ['{{ range $key, $value := .Values.securityContext }}{{ end }}', 2],
  ['{{ toYaml .Values.securityContext }}', 1],
])('a value that must be false is proved where the template may test it: %s', async (text, renders) => {
  const { calls, names } = chartOf(printed, { text });
  expect(await names()).toContain('allow-privilege-escalation: securityContext.allowPrivilegeEscalation');
  expect(calls).toHaveLength(renders);
  const dropped = chartOf(({ securityContext: { allowPrivilegeEscalation, ...others } }) =>
    pod({ ...others, ...allowPrivilegeEscalation && { allowPrivilegeEscalation } }), { text });
  expect(await dropped.names()).toContain(`allow-privilege-escalation: ${renders === 1 ? 'securityContext.allowPrivilegeEscalation' : '-'}`);
});

test.each([
  ['{{ if .Values.other.securityContext }}{{ toYaml .Values.securityContext }}{{ end }}', false],
  ['{{ if .Values.other.securityContext }}{{ else }}{{ toYaml .Values.securityContext }}{{ end }}', false],
  ['{{ if .Values.x }}{{ else if .Values.other.securityContext }}{{ toYaml .Values.securityContext }}{{ end }}', false],
  ['{{ if .Values.other.securityContext }}{{ end }}{{ toYaml .Values.securityContext }}', true],
  ['{{ if or .Values.other.securityContext .Values.securityContext }}{{ toYaml .Values.securityContext }}{{ end }}', true],
  ['{{ if .Values.other.securityContext.enabled }}{{ toYaml .Values.securityContext }}{{ end }}', true],
  [`${'{{ if .Values.x }}'.repeat(60)}{{ toYaml .Values.securityContext }}${'{{ end }}'.repeat(60)}`, false],
])('a value in a block that another value opens is not named: %#', async (text, isNamed) => {
  const { names } = chartOf(printed, { text, values: { securityContext: {}, other: { securityContext: {} } } });
  expect(await names()).toContain(`run-as-non-root: ${isNamed ? 'securityContext.runAsNonRoot' : '-'}`);
});
