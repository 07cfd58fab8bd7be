import { evaluateCel } from './cel-as-js';
import {
  celEffective, celIsIn, celIsZero, celList, celMatches, celPath, celText, ANNOTATIONS, IN_USER_NAMESPACE, IS_WINDOWS, LABELS, SPEC,
} from '../../../src/policy/controls/cel';

test.each(['', 'text', 'it\'s', 'C:\\', '\\\'', 'two\nlines\n'])('the literal of %j is on one line', (text) => {
  expect(celText(text)).not.toContain('\n');
  expect(evaluateCel(celText(text))).toBe(text);
});

test.each([[[]], [['a', 'it\'s']], [[1, true, 'true']]])('the list of %j has the same values', (values) => {
  expect(evaluateCel(celList(new Set<unknown>(values)))).toEqual(values);
});

test.each<[RegExp, string, boolean]>([
  [/^a\/b$/, 'a/b', true],
  [/^a\/b$/, 'a/bc', false],
  [/^\/\/\w$/, '//x', true],
  [/^a$/i, 'A', true],
  [/^a$/, 'A', false],
])('%s matches %j: %p', (pattern, text, expected) => expect(evaluateCel(celMatches('it', pattern), { it: text })).toBe(expected));

// In RE2 a slash needs no escape.
test('a pattern has no escaped slash', () => expect(celMatches('it', /^\/a\/b$/)).toBe('it.matches(\'^/a/b$\')'));

test.each<[object, object, unknown]>([
  [{}, {}, 'nobody'],
  [{ securityContext: { runAsUser: 1 } }, {}, 1],
  [{}, { securityContext: { runAsUser: 2 } }, 2],
  [{ securityContext: { runAsUser: 0 } }, { securityContext: { runAsUser: 2 } }, 0],
  [{ securityContext: { runAsGroup: 1 } }, { securityContext: {} }, 'nobody'],
])('of the container %j and the pod %j the user is %j', (c, spec, expected) => {
  expect(evaluateCel(celEffective('runAsUser', '\'nobody\''), { c, variables: { spec } })).toBe(expected);
});

test.each([
  ['/', '/'], ['', '/'], ['/tmp', '/tmp'], ['/tmp/', '/tmp'], ['//tmp//./cache/.', '/tmp/cache'], ['/.a/b..', '/.a/b..'],
])('the normal form of %j is %j', (path, expected) => expect(evaluateCel(celPath('it'), { it: path })).toBe(expected));

test.each([
  ['/a', '/a', true], ['/a/b', '/a', true], ['/ab', '/a', false], ['/a', '/a/b', false], ['/a', '/', true], ['/', '/', true],
])('%s is in %s: %p', (path, directory, expected) => expect(evaluateCel(celIsIn('it', 'other'), { it: path, other: directory })).toBe(expected));

test.each([
  [undefined, true], ['0', true], ['00', true], ['00.0', true], ['+0', true], ['-0', true], ['0.', true], ['0.00', true], ['.0', true], ['.00', true], ['0Gi', true], ['0m', true],
  ['0e3', true], ['0E+10', true], ['0e-3', true], ['0.0Ki', true],
  ['1', false], ['10', false], ['01', false], ['0.1', false], ['.01', false], ['0.01Gi', false], ['', false], ['.', false], ['x0', false], ['0 Gi', false], ['0Gi1', false],
  ['--0', false], ['0ee3', false],
])('the quantity %j is zero or missing: %p', (quantity, expected) => {
  expect(evaluateCel(celIsZero('c.?cpu'), { c: { cpu: quantity } })).toBe(expected);
});

test.each<[object, boolean]>([[{}, false], [{ hostUsers: true }, false], [{ hostUsers: false }, true]])('%j has a user namespace: %p', (spec, expected) => {
  expect(evaluateCel(IN_USER_NAMESPACE, { variables: { spec } })).toBe(expected);
});

test.each<[object, boolean]>([
  [{}, false], [{ os: { name: 'linux' } }, false], [{ os: { name: 'windows' } }, true],
])('%j is for Windows: %p', (spec, expected) => {
  expect(evaluateCel(IS_WINDOWS, { variables: { spec } })).toBe(expected);
});

test('policies have variables for what a pod has', () => {
  const variables = { spec: 1, annotations: 2, labels: 3 };
  expect([SPEC, ANNOTATIONS, LABELS].map((name) => evaluateCel(name, { variables }))).toEqual([1, 2, 3]);
});
