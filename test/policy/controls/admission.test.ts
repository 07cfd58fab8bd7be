import { evaluateCel } from './cel-as-js';
import * as admission from '../../../src/policy/controls/admission';
import { AllowedValue } from '../../../src/policy/controls/specification';

const { isFilling, isInPolicies, onlyAllows, STARTUP, NEEDS_IMAGE_FACTS } = admission;

const CONTAINERS = 'spec.{initContainers,containers,ephemeralContainers}[*].';

/** What the checks say of a pod spec, of one of its containers, and of one of its volumes. */
function violates(fields: readonly string[], values: readonly AllowedValue[], spec: any, unless?: string) {
  return onlyAllows(fields, values, { unless }).map((check) =>
    evaluateCel(check.violates, { variables: { spec }, c: spec.containers?.[0], v: spec.volumes?.[0] }));
}

test.each<[readonly AllowedValue[], object, boolean]>([
  [[false, undefined], {}, false],
  [[false, undefined], { a: false }, false],
  [[false, undefined], { a: true }, true],
  [[false], {}, true],
  [[false], { a: false }, false],
  [[false], { a: true }, true],
  [[undefined], {}, false],
  [[undefined], { a: 'x' }, true],
  [['x', 'y', 7], { a: 'y' }, false],
  [['x', 'y', 7], { a: 7 }, false],
  [['x', 'y', 7], { a: 'z' }, true],
])('if %j is allowed, %j violates it: %p', (values, spec, expected) => expect(violates(['spec.a'], values, spec)).toEqual([expected]));

test.each<[string, object, unknown[]]>([
  ['spec.a.b', { a: { b: 'good' } }, [false]],
  ['spec.a.b', { a: {} }, [true]],
  ['spec.a.b', {}, [true]],
  [`${CONTAINERS}a.b`, { containers: [{ a: { b: 'good' } }] }, [false]],
  [`${CONTAINERS}a.b`, { containers: [{ b: 'good' }], a: { b: 'good' } }, [true]],
  ['spec.volumes[*].a', { volumes: [{ a: 'good' }] }, [false]],
  ['spec.volumes[*].a', { volumes: [{}], a: 'good' }, [true]],
  ['spec.{a,b}.c', { a: { c: 'good' }, b: { c: 'bad' } }, [false, true]],
  ['spec.{a,b}.{c,d}', { a: { c: 'good' }, b: { d: 'good' } }, [false, true, true, false]],
  [`${CONTAINERS}{a,b}`, { containers: [{ b: 'good' }] }, [true, false]],
])('%s of %j violates a rule: %j', (field, spec, expected) => expect(violates([field], ['good'], spec)).toEqual(expected));

test('each field is looked at where it is', () => {
  expect(onlyAllows(['spec.a', `${CONTAINERS}a`, 'spec.volumes[*].a'], [true]).map(({ each }) => each)).toEqual(['pod', 'container', 'volume']);
});

test.each([[true, false], [false, true]])('if the exception is %p, a bad value violates the rule: %p', (isExcepted, expected) => {
  expect(violates(['spec.a'], ['good'], { a: 'bad', isExcepted }, 'variables.spec.isExcepted')).toEqual([expected]);
  expect(violates(['spec.a'], ['good'], { a: 'good', isExcepted }, 'variables.spec.isExcepted')).toEqual([false]);
});

test('a waiver names a text by its value, and nothing else', () => {
  const [{ value }] = onlyAllows(['spec.a'], ['good', undefined]);
  expect([{ a: 'bad' }, {}].map((spec) => evaluateCel(value!, { variables: { spec } }))).toEqual(['bad', '']);
  expect(onlyAllows(['spec.a'], ['good', 7])[0]).toHaveProperty('value');
  expect(onlyAllows(['spec.a'], [true, 7, undefined])[0]).not.toHaveProperty('value');
});

test('a check is for the versions that it is given', () => {
  expect(onlyAllows(['spec.a'], [true], { since: 20, before: 30 })).toEqual([
    { each: 'pod', violates: expect.not.stringContaining('undefined'), missing: '!variables.spec.?a.hasValue()', since: 20, before: 30 },
  ]);
  expect(Object.keys(onlyAllows(['spec.a'], [true])[0])).toEqual(['each', 'violates', 'missing']);
  expect(Object.keys(onlyAllows(['spec.a'], [true, undefined])[0])).toEqual(['each', 'violates']);
});

test.each(['metadata.name', 'spec.hosts[*].name', 'spec.volumes[*].a[0]', 'spec.a-b', 'xspec.a', ''])('%j is not a field that it can name', (field) => {
  expect(() => onlyAllows([field], [true])).toThrow(`${field} is not a field that CEL can name`);
});

const REASONS = Object.entries(admission).filter(([, value]) => typeof value === 'object');

test.each(REASONS)('%s is a sentence without its period', (_, reason) => expect(reason).toEqual({ because: expect.stringMatching(/^[a-z].{20,}[^.]$/) }));

test('a reason is no check, and fills in nothing', () => {
  expect([isInPolicies(STARTUP), isFilling(NEEDS_IMAGE_FACTS)]).toEqual([false, false]);
  expect([isInPolicies(onlyAllows(['spec.a'], [true])), isFilling([])]).toEqual([true, true]);
});
