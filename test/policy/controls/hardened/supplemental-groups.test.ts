import { supplementalGroups } from '../../../../src/policy/controls/hardened/supplemental-groups';
import { found, goodPod } from '../support';
import { fixed } from './fixed';

const groups = (value: unknown) => goodPod((spec) => { spec.securityContext.supplementalGroups = value; });

test.each([
  [[0], [0]],
  [[4000, 0], [1]],
  [[0, 4000, 0], [0, 2]],
])('reports gid 0 in %p', (value, indices) => {
  expect(found(supplementalGroups, groups(value))).toEqual(indices.map((index) => `spec.securityContext.supplementalGroups[${index}]`));
});

test.each([[undefined], [null], [[]], [[4000]], [[null, '0', false]], [0], ['0'], [{ 0: 0 }]])('accepts %p', (value) => {
  expect(found(supplementalGroups, groups(value))).toEqual([]);
});

describe('the fix', () => {
  const contextOf = (pod: any) => pod.spec.securityContext;

  test('sets the requested groups and policy', () => {
    expect(contextOf(fixed(supplementalGroups, goodPod(), { choices: { supplementalGroups: [1, 2], supplementalGroupsPolicy: 'Strict' } })))
      .toMatchObject({ supplementalGroups: [1, 2], supplementalGroupsPolicy: 'Strict' });
    const before = contextOf(goodPod());
    const after = fixed(supplementalGroups, goodPod(), { choices: { supplementalGroups: [1] } });
    expect(contextOf(after)).toEqual({ ...before, supplementalGroups: [1] });
    expect(contextOf(fixed(supplementalGroups, goodPod(), { choices: { supplementalGroupsPolicy: 'Strict' } })))
      .toEqual({ ...before, supplementalGroupsPolicy: 'Strict' });
  });

  test('keeps existing groups, and adds nothing without a request', () => {
    expect(fixed(supplementalGroups, groups([7]), { choices: { supplementalGroups: [1] } })).toEqual(groups([7]));
    const bare = goodPod((spec) => { delete spec.securityContext; });
    expect(fixed(supplementalGroups, bare)).toEqual(bare);
  });

  test('gives every pod its own list', () => {
    const asked = [1];
    expect(contextOf(fixed(supplementalGroups, goodPod(), { choices: { supplementalGroups: asked } })).supplementalGroups).not.toBe(asked);
  });
});
