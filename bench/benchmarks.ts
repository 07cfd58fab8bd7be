import { callRatio, difference, milliseconds, peak, rate, ratio, ratios, Row, seconds, wall, wallDifference, wallRatio } from './rows';
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

const titled = (prefix: string, rows: readonly Row[]) => rows.map((row) => ({ ...row, title: `${prefix}: ${row.title}` }));
const overPlain = (aim?: number) => ratios('hardened', 'plain', 'hardened / plain', aim);
/** Instructions of two processes are not counted. */
const overPlainIn = (language: string, title: string) => {
  const [hardened, plain] = [`${language}-hardened`, `${language}-plain`];
  return [...ratios(hardened, plain, title, 1.1).map((row) => ({ ...row, compared: undefined })), callRatio(hardened, plain, title, 1.3)];
};
const GATE = 'gate over the same YAML, written by hand / without the gate';
const overHand = ratios('hardened', 'hand', 'hardened / the same YAML by hand');
const AUDIT = '`audit` hardened, 5,000 documents';
const application = (charts: number) => `realistic application, ${charts.toLocaleString('en-US')} charts: hardened / plain`;

/** Synthesis in TypeScript. */
const SYNTHESIS: readonly Benchmark[] = [
  {
    name: 'application-250',
    size: app(250, 1),
    variants: ['application-plain', 'application-hardened'],
    rows: ratios('application-hardened', 'application-plain', application(250), 1.1),
    isChecked: true,
  },
  {
    name: 'application-1000',
    size: app(1000, 1),
    variants: ['application-plain', 'application-hardened'],
    rows: ratios('application-hardened', 'application-plain', application(1000), 0.5),
    slow: true,
  },
  {
    name: 'cdk8s-synth',
    size: {},
    variants: ['synth-plain', 'synth-hardened'],
    rows: [wallRatio('synth-hardened', 'synth-plain', '`npx cdk8s synth` of the realistic application with ts-node: hardened / plain', 1.1)],
  },
  {
    name: 'config-map',
    size: app(20, 1),
    variants: ['config-map-plain', 'config-map-gated'],
    rows: ratios('config-map-gated', 'config-map-plain', '20 charts with a ConfigMap of 200 kB and a workload: hardened and gated / plain'),
    isChecked: true,
  },
  {
    name: 'synth-1000',
    size: app(1, 1000),
    variants: ['plain', 'hand', 'gate', 'hardened'],
    rows: titled('1,000 workloads in one chart', [
      ...overPlain(1.4), ...overHand, ...ratios('gate', 'hand', GATE),
    ]),
    isChecked: true,
  },
  {
    name: 'synth-100x10',
    size: app(100, 10),
    variants: ['plain', 'hand', 'gate', 'hardened'],
    rows: titled('100 charts of 10 workloads', [...overPlain(1.3), ...overHand, ...ratios('gate', 'hand', GATE, 1.35)]),
  },
  {
    name: 'synth-400x1',
    size: app(400, 1),
    variants: ['plain', 'gated'],
    rows: ratios('gated', 'plain', '400 charts of one workload: hardened and gated / plain', 1),
  },
];

/** Synthesis in other languages, through jsii. */
const LANGUAGES: readonly Benchmark[] = Object.entries({ python: 'Python', java: 'Java', go: 'Go' }).map(([language, title]) => ({
  name: `${language}-200`,
  size: { workloads: 200 },
  variants: [`${language}-plain`, `${language}-hardened`],
  rows: overPlainIn(language, `200 workloads in ${title}, with its Node.js: hardened / plain`),
}));

/** The command line, the language server, and what they need. */
const COMMAND_LINE: readonly Benchmark[] = [
  {
    name: 'audit-5000',
    size: files(5000, 5000),
    variants: ['parse', 'audit-restricted', 'audit-json', 'audit-text'],
    rows: [
      ...ratios('audit-restricted', 'parse', '`audit` pss-restricted, 5,000 documents in one file / js-yaml parse', 2.5),
      ...ratios('audit-json', 'parse', `${AUDIT} as json / js-yaml parse`),
      ...ratios('audit-text', 'parse', `${AUDIT} as text / js-yaml parse`),
    ],
    isChecked: true,
  },
  {
    name: 'audit-formats',
    size: files(5000, 5000),
    variants: ['audit-json', 'audit-text'],
    rows: [ratio('audit-json', 'audit-text', `${AUDIT}: json / text`, 1.2)],
  },
  {
    name: 'audit-files',
    size: files(10_000, 1),
    variants: ['audit-restricted', 'audit-two-processes'],
    rows: [
      wall('audit-restricted', '`audit` pss-restricted of 10,000 files of one document, wall', 1.2),
      seconds('audit-restricted', '`audit` pss-restricted of 10,000 files of one document, CPU'),
      wall('audit-two-processes', 'the same by two processes at once, wall'),
    ],
  },
  {
    name: 'audit-2000-files',
    size: files(2000, 1),
    variants: ['audit-restricted-text'],
    rows: [seconds('audit-restricted-text', '`audit` pss-restricted of 2,000 files of one document, text, CPU', 0.6)],
  },
  {
    name: 'harden-5000',
    size: files(5000, 5000),
    variants: ['yaml-print', 'harden-file'],
    rows: ratios('harden-file', 'yaml-print', '`harden`, 5,000 documents in one file / read and print by `yaml`'),
    isChecked: true,
  },
  {
    name: 'edit',
    size: files(EDITED_DOCUMENTS, EDITED_DOCUMENTS),
    variants: ['edit'],
    rows: [milliseconds('edit', 'language server: an edit of 5,000 lines of manifests, until the diagnostics, CPU', 100)],
  },
  {
    name: 'start',
    size: {},
    variants: ['node', 'version', 'explain'],
    rows: [
      difference('version', 'node', 'start of the command line: `--version` over `node -e 0`, CPU', 30),
      wallDifference('version', 'node', 'start of the command line: `--version` over `node -e 0`, wall'),
      difference('explain', 'node', 'start of the command line: `explain` over `node -e 0`, CPU'),
      wallDifference('explain', 'node', 'start of the command line: `explain` over `node -e 0`, wall'),
    ],
  },
  {
    name: 'import',
    size: {},
    variants: ['cdk8s', 'import'],
    rows: [
      difference('import', 'cdk8s', 'import of `HardenedDeployment` over cdk8s and cdk8s-plus-28, CPU', 40),
      wallDifference('import', 'cdk8s', 'import of `HardenedDeployment` over cdk8s and cdk8s-plus-28, wall'),
    ],
  },
  {
    name: 'memory',
    size: { manifests: 2000 },
    variants: ['evaluate', 'harden-evaluate'],
    rows: [rate('evaluate', 'workloads evaluated in memory, one thread, warm'), rate('harden-evaluate', 'workloads hardened and evaluated in memory, one thread, warm')],
  },
  {
    name: 'audit-100000',
    size: files(100_000, 100_000),
    variants: ['audit-restricted'],
    rows: [
      peak('audit-restricted', '`audit` pss-restricted of 100,000 documents in one file, peak memory'),
      seconds('audit-restricted', '`audit` pss-restricted of 100,000 documents in one file, CPU'),
    ],
    slow: true,
  },
];

/** Benchmarks that are measured in one run, by the name of their table. The aims are for Node.js 24. */
export const GROUPS = { 'synthesis': SYNTHESIS, 'languages': LANGUAGES, 'command-line': COMMAND_LINE };
export type Group = keyof typeof GROUPS;

export function app(charts: number, workloads: number): AppSize {
  return { charts, workloads };
}

/** Deployments and Jobs as cdk8s-plus writes them. */
export function files(documents: number, documentsPerFile: number): FileSize {
  const templates = yamlOf(addPlain, app(1, 2)).split('---\n').map((yaml) => yaml.replace(/workload-\d/g, 'workload-NUMBER'));
  return { documents, documentsPerFile, templates };
}
