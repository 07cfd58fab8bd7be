import { mkdtempSync, readdirSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { printed } from './run';
import { keyOf, reportOf, TestedScanner } from './scanner';
import { KUBESEC } from '../../../src/policy/controls/known-as/kubesec';
import { goScanner } from '../../programs/go-scanners/go-scanner';

const program = () => goScanner('kubesec');

export const kubesec: TestedScanner = {
  standard: KUBESEC,
  program,
  listedIds: () => JSON.parse(printed(program(), ['print-rules', '--format', 'json'])).map(({ id }: any) => id),
  scan: (folder) => {
    // It would download schemas. This one accepts every object.
    const schema = join(mkdtempSync(join(tmpdir(), 'kubesec-')), 'any.json');
    writeFileSync(schema, '{}');
    return reportOf(readdirSync(folder).flatMap((file) => {
      const args = ['scan', '--exit-code', '0', '--schema-location', schema, join(folder, file)];
      return JSON.parse(printed(program(), args)).flatMap(({ object, scoring: { critical = [], advise = [] } }: any) => {
        const [kind, name, namespace] = object.split(/[/.]/);
        return [...critical, ...advise].map(({ id }: any) => [keyOf(kind, namespace, name), id] as const);
      });
    }));
  },
};
