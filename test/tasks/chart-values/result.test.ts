import { assessor } from '../../../src/tasks/chart-values/chart/assessment';
import { ValuesRequest, ValuesSearch } from '../../../src/tasks/chart-values/chart-values';
import { checkedChart } from '../../../src/tasks/chart-values/check';
import { reportLines, untracedLines } from '../../../src/tasks/chart-values/report/report';
import { hardenedChart } from '../../../src/tasks/chart-values/result';
import { NO_SETTINGS } from '../../../src/tasks/settings-file/settings-file';

const SAFE = 'runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: RuntimeDefault }, allowPrivilegeEscalation: false, capabilities: { drop: [ALL] }';
const rendered = (context: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec: { containers: [{ name: web, image: "web:1", securityContext: { ${context} } }] }
`;

function request(context: string, more: Partial<ValuesRequest> = {}): ValuesRequest {
  return {
    chart: { name: 'web', version: '1.0.0', values: { securityContext: {} }, templates: [], hasSchema: false },
    userValues: {},
    render: async () => ({ text: rendered(context) }),
    assess: assessor({ name: 'web' }, { ...NO_SETTINGS, rules: { profile: 'pss-restricted' } }, new Date()),
    level: 'pss-restricted',
    maxRenders: 40,
    ...more,
  };
}

test('a chart that needs nothing is rendered once', async () => {
  expect(await hardenedChart(request(SAFE), true)).toMatchObject({ renders: 1, lines: [], patches: [] });
});

test('one that needs something is rendered once more, to trace its values', async () => {
  expect(await hardenedChart(request('runAsUser: 1000'), true)).toMatchObject({ renders: 2, lines: [], patches: [{ title: 'Pod web' }] });
});

test('values that cannot help are not marked, so that none of them can fail', async () => {
  const given: object[] = [];
  const chart = { name: 'web', version: '1.0.0', values: { automountServiceAccountToken: true, resources: {}, image: { digest: '' }, securityContext: {} }, templates: [], hasSchema: false };
  const render: ValuesRequest['render'] = async (values) => {
    given.push(Object.keys(values));
    return { text: rendered('runAsUser: 1000') };
  };
  await hardenedChart(request('', { chart, render }), true);
  expect(given).toEqual([[], ['securityContext']]);
  const search = new ValuesSearch(request('', { chart, render }));
  await search.look();
  expect(given.at(-1)).toEqual(['automountServiceAccountToken', 'image', 'resources', 'securityContext']);
});

describe('renderings are limited', () => {
  const chart = { name: 'web', version: '1.0.0', values: { podSecurityContext: {}, securityContext: {} }, templates: [], hasSchema: false };

  test('a run that needs more is refused', async () => {
    const render: ValuesRequest['render'] = async ({ securityContext = {} }) => ({ text: rendered(JSON.stringify(securityContext).slice(1, -1)) });
    await expect(hardenedChart(request('', { chart, render, maxRenders: 2 }), true))
      .rejects.toThrow('web: needs more than 2 renderings, so nothing was written: please report the chart');
    expect(await hardenedChart(request('', { chart, render, maxRenders: 3 }), true)).toMatchObject({ renders: 3 });
  });

  test('a limit that left values untraced is said', async () => {
    const render: ValuesRequest['render'] = async (values) => Object.keys(values).length === 0 ? { text: rendered('') } : { failure: 'no marker may be here' };
    const search = new ValuesSearch(request('', { chart, render, maxRenders: 2 }));
    expect(untracedLines((await search.look()).trace)).toContain('the limit of renderings was reached before all values were traced');
  });
});

const POD = rendered('runAsUser: 1000');
const withPorts = (ports: string) => POD.replace('image:', `ports: [${ports}], image:`);

test.each([
  ['two ports of one number', withPorts('{ name: http, containerPort: 80 }, { name: metrics, containerPort: 80 }')],
  ['a port of which one protocol is the default', withPorts('{ name: udp, containerPort: 53, protocol: UDP }, { name: tcp, containerPort: 53 }')],
  ['a variable that is set twice', POD.replace('image:', 'env: [{ name: A, value: a }, { name: A, value: b }], image:')],
  ['two entries for one address', POD.replace('spec: {', 'spec: { hostAliases: [{ ip: 1.1.1.1, hostnames: [a] }, { ip: 1.1.1.1, hostnames: [b] }],')],
])('a pod with %s gets a JSON patch, because kustomize would remove one in a merge', async (_, text) => {
  const { patches } = await hardenedChart(request('', { render: async () => ({ text }) }), true);
  expect(patches).toMatchObject([{ title: 'Pod web', operations: expect.arrayContaining([{ op: 'test', path: '/spec/containers/0/name', value: 'web' }]) }]);
  expect(patches[0]).not.toHaveProperty('merge');
});

test('other pods get a merge patch', async () => {
  const { patches } = await hardenedChart(request('', { render: async () => ({ text: withPorts('{ containerPort: 80 }, { containerPort: 81 }') }) }), true);
  expect(patches).toMatchObject([{ merge: { kind: 'Pod' } }]);
});

const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n';

test.each([
  ['kustomize builds nothing from this chart, because Pod web-* has only a generateName', POD.replace('name: web', 'generateName: web-')],
  ['kustomize builds nothing from this chart, because ConfigMap x is rendered twice', `${MAP}---\n${MAP}`],
  [
    'kustomize would add line breaks to ConfigMap x, which can break a command: write its folded text (`>`) as a literal one (`|`)',
    `${MAP}data:\n  run: >\n    true \\\n      && echo two\n`,
  ],
])('no patches are written for what kustomize does not build, or changes: %s', async (unpatchable, other) => {
  const values = request('', { render: async () => ({ text: `${POD}---\n${other}` }) });
  const hardened = await hardenedChart(values, true);
  expect(hardened).toMatchObject({ patches: [], unpatchable });
  expect(reportLines('pss-restricted', values.chart, hardened, { files: [], set: [] })).toContain(`no patches: ${unpatchable}`);
});

test.each([
  ['the patches can no longer be applied: kustomize builds nothing from this chart, because ConfigMap x is rendered twice', `${POD}---\n${MAP}---\n${MAP}`],
  ['Pod web: two elements of ports have the same key now: kustomize would remove one of them with this patch; run values without --check to write another',
    withPorts('{ containerPort: 80 }, { containerPort: 80 }')],
])('--check of a later version says: %s', async (line, text) => {
  const { patches } = await hardenedChart(request('runAsUser: 1000'), true);
  const committed = { values: {}, patches, left: new Set<string>() };
  expect(await checkedChart(request('', { render: async () => ({ text }) }), committed)).toContain(line);
  expect(await checkedChart(request('runAsUser: 1000'), committed)).toEqual([]);
});
