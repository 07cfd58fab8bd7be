import { JsonObject } from '../../../../src/formats/manifest/json';
import { defaultNamespace } from '../../../../src/policy/controls/objects/default-namespace';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { found } from '../support';

const findingsOf = (object: JsonObject) => evaluate(object, { level: 'hardened', version: 34, podChecks: [], dockerfileControls: [], declarationControls: [], ids: new Set(), objectControls: [defaultNamespace] });

test.each([['v1', 'Pod'], ['apps/v1', 'Deployment'], ['batch/v1', 'CronJob'], ['argoproj.io/v1alpha1', 'Rollout']])('checks %s %s', (apiVersion, kind) => {
  expect(findingsOf({ apiVersion, kind, metadata: { namespace: 'default' } })).toMatchObject([{ path: ['metadata', 'namespace'], value: 'default' }]);
});

test('ignores objects that create no pods', () => {
  expect(findingsOf({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'default' } })).toEqual([]);
});

test.each([{ namespace: 'shop' }, { namespace: null }, { namespace: 7 }, {}, null, 'text'])('accepts %j', (metadata) => {
  expect(found(defaultNamespace, { apiVersion: 'v1', kind: 'Pod', metadata })).toEqual([]);
});
