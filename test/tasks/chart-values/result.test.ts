import { assessor } from '../../../src/tasks/chart-values/chart/assessment';
import { ValuesRequest, ValuesSearch } from '../../../src/tasks/chart-values/chart-values';
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
    chart: { name: 'web', version: '1.0.0', values: { securityContext: {} }, templates: [] },
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
  const chart = { name: 'web', version: '1.0.0', values: { automountServiceAccountToken: true, resources: {}, image: { digest: '' }, securityContext: {} }, templates: [] };
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
