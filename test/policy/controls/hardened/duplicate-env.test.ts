import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { duplicateEnv } from '../../../../src/policy/controls/hardened/duplicate-env';
import { found, violations } from '../support';
import { ODD_LISTS, PLACE, podWith } from './pod-with';

const variables = (...names: unknown[]) => names.map((name, index) => ({ name, value: `${index}` }));

test.each(CONTAINER_LISTS)('reports a repeated name in %s', (list) => {
  expect(found(duplicateEnv, podWith({ env: variables('A', 'B', 'A', 'A') }, list))).toEqual([2, 3].map((index) => `${PLACE[list]}.env[${index}].name`));
});

test('the waiver value is the variable', () => {
  const [{ value, container }] = violations(duplicateEnv, podWith({ env: variables('A', 'A') }));
  expect([value, container]).toEqual(['A', 'more']);
});

test.each([[['A']], [['A', 'a', 'B']], [[undefined, undefined]], [[7, 7]], [[undefined, '']]])('accepts the names %j', (names) => {
  expect(found(duplicateEnv, podWith({ env: variables(...names) }))).toEqual([]);
});

test.each(ODD_LISTS)('survives env of %j', (env) => expect(found(duplicateEnv, podWith({ env }))).toEqual([]));
