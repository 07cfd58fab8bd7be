import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { goScanner } from '../../test/programs/go-scanners/go-scanner';
import { PYTHON_SCANNERS, GO_SCANNERS } from '../../test/programs/pinned';
import { scannerFolder } from '../../test/programs/python-scanners';
import { ALL_CHECKS } from '../../test/scanners/support/kube-linter';
import { OFFLINE } from '../../test/scanners/support/trivy';
import { installLibrary } from '../library';
import { nodeOf } from '../nodes';

/** Manifests in a folder of their own. */
export interface ScannedInput {
  readonly folder: string;
  readonly files: readonly string[];
}

/** A program, and how it scans manifests with all that it prints for a machine. */
export interface MeasuredScanner {
  readonly name: string;
  /** What it checks, as the page says it. */
  readonly checks: string;
  /** The program and its arguments; undefined if it cannot scan so many files. */
  readonly command: (input: ScannedInput) => readonly string[] | undefined;
  readonly env?: () => NodeJS.ProcessEnv;
  /** The exit codes of a scan that is complete. */
  readonly statuses: readonly number[];
  /** What it prints once for each finding. */
  readonly findings: readonly string[];
  /** The most that `audit` pss-restricted should take, as a share of its CPU time. */
  readonly aim?: number;
}

const beside = ({ folder }: ScannedInput, name: string, text: string) => {
  const path = join(dirname(folder), name);
  writeFileSync(path, text);
  return path;
};

function audit(profile: string, checks: string): MeasuredScanner {
  return {
    name: `\`audit\` ${profile}`,
    checks,
    command: ({ folder }) => [nodeOf('24'), installLibrary().main, 'audit', folder, '--config', 'none', '--profile', profile, '--format', 'json'],
    statuses: [1],
    findings: ['"waived":false'],
  };
}

function kubeLinter(name: string, checks: string, options: readonly string[], aim?: number): MeasuredScanner {
  return {
    name: `kube-linter ${GO_SCANNERS['kube-linter'].version}, ${name}`,
    checks,
    command: ({ folder }) => [goScanner('kube-linter'), 'lint', ...options, '--format', 'json', folder],
    statuses: [1],
    findings: ['"Check":"'],
    aim,
  };
}

/** What the others are compared with. */
export const COMPARED = audit('pss-restricted', 'the Pod Security Standards, in all containers and kinds');

/** `audit` and the scanners that are measured beside it. */
export const MEASURED: readonly MeasuredScanner[] = [
  COMPARED,
  audit('hardened', 'all controls'),
  kubeLinter('defaults', 'its 31 default checks', [], 1),
  kubeLinter('all', 'all built-in checks but `schema-validation`, which downloads schemas', ALL_CHECKS),
  {
    name: `kube-score ${GO_SCANNERS['kube-score'].version}`,
    checks: 'its default checks, and references between objects',
    command: ({ files }) => [goScanner('kube-score'), 'score', '--output-format', 'ci', ...files],
    statuses: [1],
    findings: ['[CRITICAL]', '[WARNING]'],
  },
  {
    name: `kubesec ${GO_SCANNERS.kubesec.version}`,
    checks: 'all its rules; it takes one file, and its schemas are replaced by one that accepts everything',
    command: (input) => input.files.length > 1 ? undefined
      : [goScanner('kubesec'), 'scan', '--schema-location', beside(input, 'any.json', '{}'), input.files[0]],
    statuses: [0, 2],
    findings: ['"selector":'],
  },
  {
    name: `Polaris ${GO_SCANNERS.polaris.version}`,
    checks: 'its default checks',
    command: ({ folder }) => [goScanner('polaris'), 'audit', '--audit-path', folder, '--format', 'json'],
    statuses: [0],
    findings: ['"Success": false'],
  },
  {
    name: `Trivy ${GO_SCANNERS.trivy.version}`,
    checks: 'its embedded checks for misconfigurations',
    command: (input) => [goScanner('trivy'), 'config', ...OFFLINE, '--cache-dir', join(dirname(input.folder), 'trivy'), '--format', 'json', input.folder],
    statuses: [0],
    findings: ['"Status": "FAIL"'],
  },
  {
    name: `Checkov ${PYTHON_SCANNERS.checkov}`,
    checks: 'its checks for Kubernetes',
    command: ({ folder }) => [
      'python3', join(scannerFolder('checkov'), 'bin', 'checkov'), '-d', folder,
      '--framework', 'kubernetes', '-o', 'json', '--quiet', '--compact', '--skip-download',
    ],
    env: () => ({ PYTHONPATH: scannerFolder('checkov'), LOG_LEVEL: 'ERROR' }),
    statuses: [1],
    findings: ['"check_id":'],
  },
];
