import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { printed } from './run';
import { keyOf, reportOf, TestedScanner } from './scanner';
import { KUBESEC } from '../../../src/policy/controls/known-as/kubesec';
import { goScanner } from '../../programs/go-scanners/go-scanner';

const program = () => goScanner('kubesec');

export const kubesec: TestedScanner = {
  standard: KUBESEC,
  listedIds: () => JSON.parse(printed(program(), ['print-rules', '--format', 'json'])).map(({ id }: any) => id),
  scan: (folder) => {
    const own = mkdtempSync(join(tmpdir(), 'kubesec-'));
    // It would download schemas. This one accepts every object.
    const [schema, all] = ['any.json', 'all.yaml'].map((name) => join(own, name));
    writeFileSync(schema, '{}');
    writeFileSync(all, readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')).join('\n---\n'));
    const results = JSON.parse(printed(program(), ['scan', '--exit-code', '0', '--schema-location', schema, all]));
    return reportOf(results.flatMap(({ object, scoring: { critical = [], advise = [] } }: any) => {
      const [kind, name, namespace] = object.split(/[/.]/);
      return [...critical, ...advise].map(({ id }: any) => [keyOf(kind, namespace, name), id] as const);
    }));
  },
};
