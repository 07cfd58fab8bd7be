import { mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { printed } from './run';
import { keyOf, reportOf, TestedScanner } from './scanner';
import { POLARIS } from '../../../src/policy/controls/known-as/polaris';
import { goScanner } from '../../programs/go-scanners/go-scanner';

const program = () => goScanner('polaris');

/** The names of the files with checks, which are embedded in the program. */
const listedIds = () => [...new Set(readFileSync(program(), 'latin1').match(/(?<=checks\/)[a-z]\w+(?=\.yaml)/g))].sort();

export const polaris: TestedScanner = {
  standard: POLARIS,
  listedIds,
  scan: (folder) => {
    const config = join(mkdtempSync(join(tmpdir(), 'polaris-')), 'polaris.yaml');
    writeFileSync(config, stringify({ checks: Object.fromEntries(listedIds().map((id) => [id, 'danger'])) }));
    const { Results: results } = JSON.parse(printed(program(), ['audit', '--config', config, '--audit-path', folder, '--format', 'json']));
    return reportOf(results.flatMap(({ Name, Namespace, Kind, ...parts }: any) =>
      failedIds(parts).map((id) => [keyOf(Kind, Namespace, Name), id])));
  },
};

/** Results are nested: of the object, of its pod, and of each container. */
function failedIds(part: any): readonly string[] {
  if (typeof part !== 'object' || part === null) return [];
  return typeof part.Success === 'boolean' ? part.Success ? [] : [part.ID] : Object.values(part).flatMap(failedIds);
}
