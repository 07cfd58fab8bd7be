import { tolerations } from '../../../../src/policy/controls/hardened/tolerations';
import { found, goodPod, violations } from '../support';
import { ODD_LISTS } from './pod-with';

const pod = (...list: unknown[]) => goodPod((spec) => { spec.tolerations = list; });

test.each([{ operator: 'Exists' }, { operator: 'Exists', key: '' }, { operator: 'Exists', key: null }, { operator: 'Exists', effect: 'NoExecute' }])(
  'reports %j, which tolerates everything', (toleration) => {
    expect(found(tolerations, pod({ key: 'gpu', operator: 'Exists' }, toleration))).toEqual(['spec.tolerations[1]']);
  });

test.each([{ operator: 'Exists', key: 'gpu' }, { key: 'gpu', value: 'a' }, { key: 'gpu', operator: 'Equal', value: 'a' }, {}])('accepts %j', (toleration) => {
  expect(found(tolerations, pod(toleration))).toEqual([]);
});

test.each(ODD_LISTS)('survives tolerations of %p', (list) => {
  expect(found(tolerations, goodPod((spec) => { spec.tolerations = list; }))).toEqual([]);
});

test.each([[undefined, undefined], ['', undefined], ['NoSchedule', undefined], ['NoExecute', 'low'], ['PreferNoSchedule', 'low']])('the effect %p has the risk %p', (effect, risk) => {
  expect(violations(tolerations, pod({ operator: 'Exists', effect })).map((violation) => violation.risk)).toEqual([risk]);
});
