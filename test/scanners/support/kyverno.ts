import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { printed } from './run';
import { keyOf } from './scanner';
import { JsonObject } from '../../../src/formats/manifest/json';
import { goScanner } from '../../programs/go-scanners/go-scanner';

/** What a policy of Kyverno says about an object. */
export interface KyvernoVerdict {
  readonly policy: string;
  /** The name of the object in reports. */
  readonly object: string;
  readonly result: 'pass' | 'fail' | 'skip';
  /** The position of the first validation that the object fails. */
  readonly validation?: number;
}

/**
 * What the command line of Kyverno says about objects, without a cluster.
 *
 * @param exceptions the text of a file with PolicyExceptions
 */
export function kyvernoVerdicts(policies: readonly JsonObject[], objects: readonly JsonObject[], exceptions = ''): readonly KyvernoVerdict[] {
  const folder = mkdtempSync(join(tmpdir(), 'kyverno-'));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const documents = (all: readonly JsonObject[]) => all.map((each) => JSON.stringify(each)).join('\n---\n');
  const { results } = JSON.parse(printed(goScanner('kyverno'), [
    'apply', write('policies.yaml', documents(policies)), '--resource', write('objects.yaml', documents(objects)),
    ...exceptions === '' ? [] : ['--exceptions', write('exceptions.yaml', exceptions)],
    '--policy-report', '--output-format', 'json',
  ], [0, 1]));
  return results.map(({ policy, result, resources: [{ kind, namespace, name }], properties: { 'cel.validationIndex': index } }: any) =>
    ({ policy, object: keyOf(kind, namespace, name), result, ...index !== undefined && { validation: Number(index) } }));
}
