import { JsonObject } from '../../../../src/formats/manifest/json';
import { mergeKeys } from '../../../../src/policy/controls/objects/merge-keys';
import { found, goodPod, violations } from '../support';

const object = (fields: JsonObject) => ({ apiVersion: 'example.com/v1', kind: 'Any', ...fields });

test.each<[JsonObject, string[]]>([
  [{ '<<': { a: 1 } }, ['["<<"]']],
  [{ spec: { a: [{ b: {} }, { b: [{ '<<': null }] }] } }, ['spec.a[1].b[0]["<<"]']],
  [{ spec: { '<<': { '<<': {} } } }, ['spec["<<"]']],
  [{ a: null, b: [null, { '<<': 1 }] }, ['b[1]["<<"]']],
  [{ a: { '<<': 'x' }, b: [[{ '<<': [] }]] }, ['a["<<"]', 'b[0][0]["<<"]']],
])('reports merge keys in %j', (fields, expected) => expect(found(mergeKeys, object(fields))).toEqual(expected));

test.each([{}, { '<': 1, '<<<': 2, ' <<': 3 }, { a: '<<' }, { a: ['<<', null, 7, true] }, { a: null }, { a: [[], {}] }])('finds nothing in %j', (fields) => {
  expect(found(mergeKeys, object(fields))).toEqual([]);
});

test('the waiver value is the merged value', () => {
  expect(violations(mergeKeys, goodPod((spec) => { spec.containers[0].securityContext['<<'] = { privileged: true }; })))
    .toEqual([{ path: ['spec', 'containers', 0, 'securityContext', '<<'], value: { privileged: true } }]);
});
