import { supplementalGroups } from '../../../src/controls/hardened/supplemental-groups';
import { found, goodPod } from '../support';

const groups = (value: unknown) => goodPod((spec) => { spec.securityContext.supplementalGroups = value; });

test.each([
  [[0], [0]],
  [[4000, 0], [1]],
  [[0, 4000, 0], [0, 2]],
])('%p holds root\'s group', (value, indices) => {
  expect(found(supplementalGroups, groups(value))).toEqual(indices.map((index) => `spec.securityContext.supplementalGroups[${index}]`));
});

test.each([[undefined], [null], [[]], [[4000]], [[null, '0', false]], [0], ['0'], [{ 0: 0 }]])('%p does not', (value) => {
  expect(found(supplementalGroups, groups(value))).toEqual([]);
});
