import { toFieldPath } from '../../../../src/formats/manifest/paths';
import { nestedLists } from '../../../../src/policy/controls/objects/nested-lists';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { profileOf } from '../../../../src/policy/engine/profile';
import { findingText } from '../../../../src/tasks/reports/text';
import { goodPod } from '../support';

/** Where an audit finds lists in lists. */
const places = (manifest: any) => evaluate(manifest, profileOf('pss-baseline'))
  .filter(({ control }) => control === nestedLists).map(({ path }) => toFieldPath(path));

const list = (...items: unknown[]) => ({ apiVersion: 'v1', kind: 'List', items });

test.each([
  [list(list(goodPod())), ['items[0].items']],
  [list(goodPod(), list(), list(list())), ['items[1].items', 'items[2].items']],
  [list({ apiVersion: 'v1', kind: 'ConfigMap', items: [] }), ['items[0].items']],
  [{ apiVersion: 'v1', kind: 'PodList', items: [list()] }, ['items[0].items']],
  [{ apiVersion: 'v1', kind: 'ConfigMap', items: [list()] }, ['items[0].items']],
])('reports lists in %j', (manifest, expected) => expect(places(manifest)).toEqual(expected));

test.each([
  goodPod(), list(), list(goodPod()), list(null, 'text', 7, []), list({ kind: 'ConfigMap', items: 'text' }, { kind: 'ConfigMap', items: { a: [] } }, { items: null }),
  { apiVersion: 'v1', kind: 'ConfigMap', items: [goodPod()] },
])('finds nothing in %j', (manifest) => expect(places(manifest)).toEqual([]));

test('the waiver value contains the place, so a waiver does not hide what is in the inner list', () => {
  const [finding] = evaluate(list(list({ secret: 'x' })), profileOf('pss-baseline')).filter(({ control }) => control === nestedLists);
  expect(finding.allowKey).toBe('items/0 items');
  expect(findingText(finding)).toBe('nested-lists: items[0].items is a list in a list');
});
