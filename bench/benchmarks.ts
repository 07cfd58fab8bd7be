import { difference, milliseconds, peak, rate, ratio, Row, seconds, wall } from './rows';
import { FileSize } from './scenarios/manifest-files';
import { addPlain } from './scenarios/plain';
import { AppSize, yamlOf } from './scenarios/synthesis';

/** Ways to do one thing, measured in turn in one run, and what is read from that. */
export interface Benchmark {
  /** As `--only` takes it. */
  readonly name: string;
  /** What the scenarios get. */
  readonly size: object;
  /** Files in `scenarios/`, or commands of commands.ts. */
  readonly variants: readonly string[];
  readonly rows: readonly Row[];
  /** Whether `--quick` leaves it out. */
  readonly slow?: boolean;
  /** Whether `--check` compares its ratios with the written ones. */
  readonly isChecked?: boolean;
}

/** They have 5,000 lines. */
const EDITED_DOCUMENTS = 110;

const overPlain = ratio('hardened', 'plain', 'hardened / plain', 1.15);
const overHand = ratio('hardened', 'hand', 'hardened / the same YAML by hand', 0.95);

export const BENCHMARKS: readonly Benchmark[] = [
  {
    name: 'synth-1000',
    size: app(1, 1000),
    variants: ['plain', 'hand', 'gate', 'hardened'],
    rows: [overPlain, overHand, ratio('gate', 'hand', 'gate over that YAML / without the gate', 1.1)]
      .map((row) => ({ ...row, title: `synth of 1,000 workloads in one chart: ${row.title}` })),
    isChecked: true,
  },
  {
    name: 'synth-100x10',
    size: app(100, 10),
    variants: ['plain', 'hand', 'hardened'],
    rows: [overPlain, overHand].map((row) => ({ ...row, title: `synth of 100 charts of 10: ${row.title}` })),
  },
  {
    name: 'synth-400x1',
    size: app(400, 1),
    variants: ['plain', 'gated'],
    rows: [ratio('gated', 'plain', '400 charts of one workload, hardened and gated / plain', 1.2)],
  },
  {
    name: 'application-250',
    size: app(250, 1),
    variants: ['application-plain', 'application-hardened'],
    rows: [
      ratio('application-hardened', 'application-plain', '250 charts of a realistic application: hardened / plain', 1.3),
    ],
    isChecked: true,
  },
  {
    name: 'python-200',
    size: { workloads: 200 },
    variants: ['python-plain', 'python-hardened'],
    // Instructions of two processes are not counted.
    rows: [{ ...ratio('python-hardened', 'python-plain', 'synth of 200 workloads in Python, with its Node.js: hardened / plain', 1.3), compared: undefined }],
    isChecked: true,
  },
  {
    name: 'audit-5000',
    size: files(5000, 5000),
    variants: ['parse', 'audit-restricted', 'audit-json', 'audit-text'],
    rows: [
      ratio('audit-restricted', 'parse', '`audit` pss-restricted, 5,000 documents in one file / js-yaml parse', 1.8),
      ratio('audit-json', 'parse', '`audit` hardened, 50,000 findings as json / js-yaml parse', 3),
      ratio('audit-json', 'audit-restricted', '`audit` hardened, 50,000 findings as json / pss-restricted', 1.5),
      ratio('audit-text', 'audit-restricted', '`audit` hardened, 50,000 findings as text / pss-restricted', 1.5),
    ],
    isChecked: true,
  },
  {
    name: 'audit-files',
    size: files(10_000, 1),
    variants: ['audit-restricted', 'audit-two-processes'],
    rows: [
      wall('audit-restricted', '`audit` of 10,000 files of one document, wall', 0.6),
      wall('audit-two-processes', '`audit` of 10,000 files of one document by two processes at once, wall'),
    ],
  },
  {
    name: 'harden-5000',
    size: files(5000, 5000),
    variants: ['yaml-print', 'harden-file'],
    rows: [ratio('harden-file', 'yaml-print', '`harden`, 5,000 documents in one file / read and print by `yaml`', 0.5)],
    isChecked: true,
  },
  {
    name: 'edit',
    size: files(EDITED_DOCUMENTS, EDITED_DOCUMENTS),
    variants: ['edit'],
    rows: [milliseconds('edit', 'language server: an edit of 5,000 lines of manifests, until the diagnostics', 100)],
  },
  {
    name: 'start',
    size: {},
    variants: ['node', 'version', 'explain'],
    rows: [
      difference('version', 'node', 'start of the command line: `--version` over `node -e 0`', 40),
      difference('explain', 'node', 'start of the command line: `explain` over `node -e 0`', 40),
    ],
  },
  {
    name: 'import',
    size: {},
    variants: ['cdk8s', 'import'],
    rows: [difference('import', 'cdk8s', 'import and use of `HardenedDeployment` over cdk8s and cdk8s-plus-28', 20)],
  },
  {
    name: 'memory',
    size: { manifests: 2000 },
    variants: ['evaluate', 'harden-evaluate'],
    rows: [
      rate('evaluate', 'evaluate in memory, one thread, warm'),
      rate('harden-evaluate', 'harden and evaluate in memory, one thread, warm', 300_000),
    ],
  },
  {
    name: 'audit-100000',
    size: files(100_000, 100_000),
    variants: ['audit-restricted'],
    rows: [
      peak('audit-restricted', 'peak memory, 100,000 documents in one stream', 120),
      seconds('audit-restricted', 'CPU time, 100,000 documents in one stream', 6),
    ],
    slow: true,
  },
];

export function app(charts: number, workloads: number): AppSize {
  return { charts, workloads };
}

/** Deployments and Jobs as cdk8s-plus writes them. */
export function files(documents: number, documentsPerFile: number): FileSize {
  const templates = yamlOf(addPlain, app(1, 2)).split('---\n').map((yaml) => yaml.replace(/workload-\d/g, 'workload-NUMBER'));
  return { documents, documentsPerFile, templates };
}
