import { readFileSync } from 'fs';
import { join } from 'path';
import { embedded, printed } from './run';
import { objectKey, reportOf, TestedScanner } from './scanner';
import { TRIVY } from '../../../src/policy/controls/known-as/trivy';
import { goScanner } from '../../programs/go-scanners/go-scanner';

const program = () => goScanner('trivy');

/** The checks in the program: no newer ones from a registry. */
const OFFLINE = ['--skip-check-update', '--offline-scan', '--quiet', '--format', 'json'];

export const trivy: TestedScanner = {
  standard: TRIVY,
  program,
  listedIds: () => embedded(program(), /\b(?:KSV|KCV|DS)-\d{4,5}\b/g),
  scan: (folder, ignoreFile) => {
    const args = ['config', ...OFFLINE, ...ignoreFile === undefined ? [] : ['--ignorefile', ignoreFile], '.'];
    const { Results: results } = JSON.parse(printed(program(), args, [0], folder));
    return reportOf((results ?? []).flatMap(({ Target, Misconfigurations: failed = [] }: any) => {
      const object = objectKey(JSON.parse(readFileSync(join(folder, Target), 'utf8')));
      return failed.map(({ ID: id }: any) => [object, id]);
    }));
  },
};
