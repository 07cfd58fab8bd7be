/*
 * What a test saw, for docs/explanation/proof.md: rows below test-reports/proof, which projenrc/proof-doc.ts makes the page of.
 */
import { mkdirSync, writeFileSync } from 'fs';
import { basename, join } from 'path';

const FOLDER = join(__dirname, '../../../test-reports/proof');

/** Writes the rows of one test file. They must hold nothing that differs from run to run: no times, no ids, no temporary paths. */
export function writeProof(name: string, rows: unknown): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${name}.json`), `${JSON.stringify(rows, undefined, 2)}\n`);
}

/**
 * Tests whose titles are what docs/explanation/proof.md says: a sentence on what works. Rows are written where all have run, and passed.
 *
 * @param file the test file, below test/runtime
 */
export function proving(file: string): (sentence: string, prove: () => void) => void {
  const proven: string[] = [];
  let count = 0;
  afterAll(() => {
    if (proven.length === count) {
      writeProof(`works-${basename(file, '.runtime.ts')}`, { file, proven });
    }
  });
  return (sentence, prove) => {
    count += 1;
    test(sentence, () => {
      prove();
      proven.push(sentence);
    });
  };
}
