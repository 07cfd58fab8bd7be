import { readFileSync } from 'fs';
import { join } from 'path';
import { Answer, EXPRESSIONS, OBJECT } from './asked';
import { readExpression } from '../../../src/formats/cel/check';
import { evaluateCel } from '../../../src/formats/cel/evaluate';

import { Meter } from '../../../src/formats/cel/meter';
import { CelSyntaxError } from '../../../src/formats/cel/syntax';
import { UnsupportedError } from '../../../src/formats/cel/unsupported';
import { CelError, celOf, typeNameOf, Uint } from '../../../src/formats/cel/values';

const LIMIT = 1_000_000;
const ANSWERS: readonly Answer[] = JSON.parse(readFileSync(join(__dirname, 'verdicts.json'), 'utf8'));

/** What this evaluator refuses to evaluate. */
const UNSUPPORTED = 'unsupported';

function answer(text: string): { readonly value?: unknown; readonly error?: string; readonly cost: number } {
  const meter = new Meter(LIMIT);
  try {
    const { node } = readExpression(text, ['object']);
    const value = shown(evaluateCel(node, new Map([['object', celOf(OBJECT)]]), meter));
    return { value, cost: meter.spent };
  } catch (error) {
    if (error instanceof UnsupportedError) {
      return { value: UNSUPPORTED, cost: 0 };
    }
    if (error instanceof CelError || error instanceof CelSyntaxError) {
      return { error: error.message, cost: meter.spent };
    }
    throw error;
  }
}

function shown(value: unknown): unknown {
  switch (typeof value) {
    case 'bigint': return `int(${value})`;
    case 'number': return `double(${String(value).replace(/^Infinity$/, '+Inf')})`;
    case 'object': return value instanceof Uint ? `uint(${value.value})` : typeNameOf(value);
    default: return value;
  }
}

/** The API server checks types before it stores a policy, and this evaluator when it evaluates: such a policy never reaches a cluster. */
const ONLY_TYPES = /found no matching overload for '(?!_\[_\]' applied to '\(list)|expected type/;

test('there is an answer to each expression', () => {
  expect(ANSWERS).toHaveLength(EXPRESSIONS.length);
});

test.each(EXPRESSIONS.map((text, index) => ({ text, index })))('$text', ({ text, index }) => {
  const expected = ANSWERS[index];
  const { value, error, cost } = answer(text);
  if (value === UNSUPPORTED) {
    return; // Which these are is in the next test.
  }
  if (expected.refused && ONLY_TYPES.test(expected.error!)) {
    return;
  }
  expect({ text, value, isError: error !== undefined }).toEqual({ text, value: expected.value, isError: expected.error !== undefined });
  // cel-go folds constants, so that it counts less.
  expect(cost).toBeGreaterThanOrEqual(text.includes('object') ? (expected.cost ?? 0) - 1 : 0);
});

test('what is not supported is not evaluated, and these are all', () => {
  expect(EXPRESSIONS.filter((text) => answer(text).value === UNSUPPORTED)).toEqual([
    '\'%s has %d and %s\'.format([\'x\', 3, [1, 2.5, true]])',
    '\'%d\'.format([\'a\'])',
    'duration(\'1h\') < duration(\'90m\')',
    'timestamp(\'2023-01-01T00:00:00Z\').getFullYear()',
    'ip(\'10.0.0.1\').family()',
    'cidr(\'10.0.0.0/8\').containsIP(\'10.1.2.3\')',
    'url(\'https://example.com:80/a\').getHost()',
    'isURL(\'/a\')',
    'semver(\'1.2.3\').major()',
    'format.named(\'dns1123Label\')',
    '[3,1,2].sort()',
    '[1,2,3].slice(0,1)',
    '\'%z\'.format([1])',
    '\'%.2f\'.format([1.234])',
    '\'a\'.reverse()',
    'lists.range(3).size()',
    '\'%s\'.format([[\'a\', 1.5, {\'b\': \'c\'}]])',
  ]);
});
