import { readFileSync } from 'fs';
import { join } from 'path';
import { generatedQuestions } from './generated';

/** An expression, with the values of its names. */
export interface Question {
  readonly expression: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What the CEL of an API server says to a question. */
export interface Answer {
  readonly value?: unknown;
  readonly error?: string;
  /** Whether it does not compile. */
  readonly refused?: true;
  readonly cost?: number;
}

/** The object that most expressions read. */
const OBJECT = {
  metadata: { name: 'web', labels: { 'team': 'a', 'app.kubernetes.io/name': 'q' } },
  spec: {
    replicas: 6,
    ratio: 1.5,
    empty: [],
    containers: [{ name: 'a', image: 'x/y:1', ports: [{ containerPort: 80 }] }, { name: 'b' }],
  },
};

/** One expression a line. Those of the documentation follow the examples of https://kubernetes.io/docs/reference/using-api/cel (CC BY 4.0). */
function written(file: string): readonly Question[] {
  return readFileSync(join(__dirname, file), 'utf8').trim().split('\n').map((expression) => ({ expression, variables: { object: OBJECT } }));
}

/** Expressions of others, with their source and license. */
interface ConformanceFile {
  readonly source: string;
  readonly license: string;
  readonly expressions: readonly string[];
}

export const CONFORMANCE_FILE = join(__dirname, 'conformance.json');

export const CONFORMANCE: ConformanceFile = JSON.parse(readFileSync(CONFORMANCE_FILE, 'utf8'));

/**
 * The questions by where they are from: our own, the Kubernetes documentation, the conformance tests of cel-spec without names or messages,
 * and pairs of generated expressions and objects.
 */
export const QUESTIONS: Readonly<Record<string, readonly Question[]>> = {
  expressions: written('expressions.txt'),
  documentation: written('documentation.txt'),
  conformance: CONFORMANCE.expressions.map((expression) => ({ expression, variables: {} })),
  generated: generatedQuestions(500, 1),
};
