import { mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { basename, join } from 'path';
import { printed } from './run';
import { keyOf, objectKey, reportOf, ScannerReport, TestedScanner } from './scanner';
import { TRIVY } from '../../../src/policy/controls/known-as/trivy';
import { DOCKERFILE } from '../../../src/policy/waivers/target';
import { goScanner } from '../../programs/go-scanners/go-scanner';

const program = () => goScanner('trivy');

/** The checks that are embedded in the program, and no download. */
export const OFFLINE = ['--quiet', '--skip-check-update', '--disable-telemetry', '--skip-version-check', '--timeout', '20m'];

/** The ids in the metadata of the checks on objects and on Dockerfiles, which are embedded in the program. */
const listedIds = () => [...new Set(readFileSync(program(), 'latin1').match(/(?<=\n# {3}id: )(?:KSV|KCV|DS)-\d+(?=\n)/g))].sort();

export const trivy: TestedScanner = { standard: TRIVY, listedIds, scan: (folder) => trivyReport(folder) };

/** @param ignoreFile the text of a `.trivyignore.yaml` */
export function trivyReport(folder: string, ignoreFile = ''): ScannerReport {
  const own = mkdtempSync(join(tmpdir(), 'trivy-'));
  const ignored = join(own, '.trivyignore.yaml');
  writeFileSync(ignored, ignoreFile);
  const { Results: results = [] } = JSON.parse(printed(program(), [
    'config', ...OFFLINE, '--cache-dir', join(own, 'cache'), '--ignorefile', ignored, '--format', 'json', folder,
  ]));
  return reportOf(results.flatMap(({ Target: path, Misconfigurations: failed = [] }: any) =>
    failed.map(({ ID }: any) => [keyOfFile(folder, path), ID] as const)));
}

function keyOfFile(folder: string, path: string): string {
  return basename(path) === DOCKERFILE ? keyOf(DOCKERFILE, '', path) : objectKey(JSON.parse(readFileSync(join(folder, path), 'utf8')));
}
