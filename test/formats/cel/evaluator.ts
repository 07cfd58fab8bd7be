import { Answer, Question } from './asked';
import { readExpression } from '../../../src/formats/cel/check';
import { evaluateCel } from '../../../src/formats/cel/evaluate';
import { doubleText } from '../../../src/formats/cel/functions/standard';
import { Meter } from '../../../src/formats/cel/meter';
import { CelSyntaxError } from '../../../src/formats/cel/syntax';
import { UnsupportedError } from '../../../src/formats/cel/unsupported';
import { CelError, CelMap, celOf, CostError, Extension, typeNameOf, Uint } from '../../../src/formats/cel/values';

/** The cost at which an API server ends an expression. */
const LIMIT = 1_000_000;

/** An answer of our evaluator. */
export interface OwnAnswer extends Answer {
  /** What the evaluator does not evaluate. */
  readonly unsupported?: string;
}

export function ownAnswer({ expression, variables }: Question): OwnAnswer {
  const meter = new Meter(LIMIT);
  try {
    const { node } = readExpression(expression, Object.keys(variables));
    const scope = new Map(Object.entries(variables).map(([name, value]) => [name, celOf(value)]));
    return { value: shown(evaluateCel(node, scope, meter)), cost: meter.spent };
  } catch (error) {
    if (error instanceof UnsupportedError) {
      return { unsupported: error.message };
    }
    if (error instanceof CelSyntaxError) {
      return { error: error.message, refused: true };
    }
    if (error instanceof CelError || error instanceof CostError) {
      return { error: error.message, cost: meter.spent };
    }
    throw error;
  }
}

/** As the program in test/programs/cel-verdicts shows values. */
function shown(value: unknown): unknown {
  switch (typeof value) {
    case 'bigint': return `int(${value})`;
    case 'number': return `double(${doubleText(value)})`;
    case 'string': case 'boolean': return value;
  }
  if (value instanceof Uint) {
    return `uint(${value.value})`;
  }
  if (value instanceof Uint8Array) {
    return `bytes(${Buffer.from(value).toString('hex')})`;
  }
  if (value instanceof Extension && value.type.startsWith('google.')) {
    return `${value.type}(${String(value)})`;
  }
  if (Array.isArray(value)) {
    return value.map(shown);
  }
  return value instanceof CelMap ? Object.fromEntries(value.entries().map(([key, each]) => [shown(key), shown(each)])) : typeNameOf(value);
}
