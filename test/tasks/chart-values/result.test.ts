import { assessor } from '../../../src/tasks/chart-values/chart/assessment';
import { ValuesRequest } from '../../../src/tasks/chart-values/chart-values';
import { hardenedChart } from '../../../src/tasks/chart-values/result';
import { NO_SETTINGS } from '../../../src/tasks/settings-file/settings-file';

const SAFE = 'runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: RuntimeDefault }, allowPrivilegeEscalation: false, capabilities: { drop: [ALL] }';
const rendered = (context: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec: { containers: [{ name: web, image: "web:1", securityContext: { ${context} } }] }
`;

function request(context: string): ValuesRequest {
  return {
    chart: { name: 'web', version: '1.0.0', values: { securityContext: {} }, templates: [] },
    userValues: {},
    render: async () => ({ text: rendered(context) }),
    assess: assessor({ name: 'web' }, { ...NO_SETTINGS, rules: { profile: 'pss-restricted' } }, new Date()),
    level: 'pss-restricted',
    maxRenders: 40,
  };
}

test('a chart that needs nothing is rendered once', async () => {
  expect(await hardenedChart(request(SAFE), true)).toMatchObject({ renders: 1, lines: [], patches: [] });
});

test('one that needs something is rendered once more, to trace its values', async () => {
  expect(await hardenedChart(request('runAsUser: 1000'), true)).toMatchObject({ renders: 2, lines: [], patches: [{ title: 'Pod web' }] });
});
