import { readFileSync } from 'fs';
import { join } from 'path';

/** The object that all expressions read. */
export const OBJECT = {
  metadata: { name: 'web', labels: { 'team': 'a', 'app.kubernetes.io/name': 'q' } },
  spec: {
    replicas: 6,
    ratio: 1.5,
    empty: [],
    containers: [{ name: 'a', image: 'x/y:1', ports: [{ containerPort: 80 }] }, { name: 'b' }],
  },
};

/** One expression a line. */
export const EXPRESSIONS: readonly string[] = readFileSync(join(__dirname, 'expressions.txt'), 'utf8').trim().split('\n');

/** What the CEL of an API server says to an expression. */
export interface Answer {
  readonly value?: unknown;
  readonly error?: string;
  /** Whether it does not compile. */
  readonly refused?: true;
  readonly cost?: number;
}
