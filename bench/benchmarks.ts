import { FileSize } from './scenarios/manifest-files';
import { addPlain } from './scenarios/plain';
import { AppSize, yamlOf } from './scenarios/synthesis';

/** Ways to do one thing, measured against each other in one run. */
export interface Benchmark {
  /** As `--only` takes it. */
  readonly name: string;
  readonly title: string;
  /** What the scenarios get. */
  readonly size: object;
  /** Files in `scenarios/`. */
  readonly variants: readonly string[];
  /** Those of the variants that the others are compared with, a column each. */
  readonly baselines: readonly string[];
  readonly rounds: number;
  /** Whether `--quick` leaves it out. */
  readonly slow?: boolean;
}

const audit = { variants: ['parse', 'audit'], baselines: ['parse'] };
const harden = { variants: ['audit', 'yaml-print', 'harden-file'], baselines: ['audit', 'yaml-print'] };
const synthesis = { variants: ['plain', 'hand', 'gate', 'hardened'], baselines: ['hand', 'plain'] };

export const BENCHMARKS: readonly Benchmark[] = [
  { ...synthesis, name: '100', title: '100 workloads', size: app(1, 100), rounds: 9 },
  { ...synthesis, name: '1000', title: '1,000 workloads', size: app(1, 1000), rounds: 7 },
  { ...synthesis, name: '5000', title: '5,000 workloads', size: app(1, 5000), rounds: 5, slow: true },
  { ...synthesis, name: '100x10', title: '100 charts of 10', size: app(100, 10), rounds: 7 },
  { ...synthesis, name: '400x1', title: '400 charts of 1', size: app(400, 1), rounds: 7 },
  {
    name: 'memory',
    title: '2,000 manifests in memory, warm',
    size: { manifests: 2000 },
    variants: ['evaluate-safe', 'evaluate-unsafe', 'harden'],
    baselines: [],
    rounds: 3,
  },
  { ...audit, name: 'audit-5000', title: 'audit: 5,000 documents in a file', size: files(5000, 5000), rounds: 7 },
  { ...audit, name: 'audit-files', title: 'audit: 10,000 files of a document', size: files(10_000, 1), rounds: 5 },
  { ...harden, name: 'harden-5000', title: 'harden: 5,000 documents in a file', size: files(5000, 5000), rounds: 7 },
  { ...harden, name: 'harden-files', title: 'harden: 10,000 files of a document', size: files(10_000, 1), rounds: 5 },
  { ...audit, name: 'audit-100000', title: 'audit: 100,000 documents in a file', size: files(100_000, 100_000), rounds: 3, slow: true },
];

function app(charts: number, workloads: number): AppSize {
  return { charts, workloads };
}

/** Deployments and Jobs as cdk8s-plus writes them. */
function files(documents: number, documentsPerFile: number): FileSize {
  const templates = yamlOf(addPlain, app(1, 2)).split('---\n').map((yaml) => yaml.replace(/workload-\d/g, 'workload-NUMBER'));
  return { documents, documentsPerFile, templates };
}
