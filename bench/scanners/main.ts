/*
 * `audit` beside other scanners: `npm run bench:scanners -- [--rounds <number>] [--scale <factor>] [--only <part of a name>] [--write]`.
 * All of them scan the same manifests, one after the other, and again in each round. `--scale 0.01` tries it with a hundredth of the sizes.
 * `--write` keeps the tables in docs/explanation/other-scanners.md.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureScan, ScanCost } from './measure';
import { MEASURED, MeasuredScanner, ScannedInput } from './programs';
import { costTable, programTable, ScanCosts } from './table';
import { files } from '../benchmarks';
import { nodeOf } from '../nodes';
import { writeManifestFiles } from '../scenarios/manifest-files';
import { writePart } from '../written';

const ROUNDS = 3;
/** A scan that takes longer is ended, and not measured again. */
const SECONDS = 5 * 60;

interface Size {
  readonly documents: number;
  readonly documentsPerFile: number;
  readonly hasAims: boolean;
}

/** kube-linter ignores a file that is larger than 10 MB, so 100,000 documents are several files. */
const SIZES: readonly Size[] = [
  { documents: 5000, documentsPerFile: 5000, hasAims: true },
  { documents: 2000, documentsPerFile: 1, hasAims: true },
  { documents: 10_000, documentsPerFile: 1, hasAims: false },
  { documents: 100_000, documentsPerFile: 5000, hasAims: false },
];

const { rounds = String(ROUNDS), scale = '1', only = '', write = false } = parseArgs({
  options: { rounds: { type: 'string' }, scale: { type: 'string' }, only: { type: 'string' }, write: { type: 'boolean' } },
}).values;
if (write && (only !== '' || scale !== '1')) throw new Error('--write measures everything, so that all results are of one run: use it without --only and --scale');
const programs = MEASURED.filter(({ name }) => name.includes(only));

function measureAll(input: ScannedInput): ScanCosts {
  const costs = new Map<MeasuredScanner, (ScanCost | undefined)[]>(programs.map((program) => [program, []]));
  for (let round = 1; round <= Number(rounds); round++) {
    for (const [program, known] of costs) {
      const command = known.includes(undefined) ? undefined : program.command(input);
      if (command) known.push(measureOnce(program, command, round));
    }
  }
  return costs;
}

function measureOnce(program: MeasuredScanner, command: readonly string[], round: number): ScanCost | undefined {
  const cost = measureScan(program, command, SECONDS);
  console.error(`round ${round}, ${program.name}: ${cost ? `${cost.cpu.toFixed(2)} s of CPU, ${cost.findings} findings` : 'ended'}`);
  return cost;
}

function titleOf(documents: number, documentsPerFile: number): string {
  if (documentsPerFile === 1) return `${documents.toLocaleString('en')} files of one document`;
  const count = Math.ceil(documents / documentsPerFile);
  return `${documents.toLocaleString('en')} documents in ${count === 1 ? 'one file' : `${count} files`}`;
}

function measureSize({ documents, documentsPerFile, hasAims }: Size): string {
  const folder = mkdtempSync(join(tmpdir(), 'bench-scanners-'));
  const count = Math.max(1, Math.round(documents * Number(scale)));
  try {
    const input = join(folder, 'input');
    mkdirSync(input);
    writeManifestFiles(input, files(count, Math.min(count, documentsPerFile)));
    const costs = measureAll({ folder: input, files: readdirSync(input).map((name) => join(input, name)) });
    const part = [`**${titleOf(count, documentsPerFile)}**`, costTable(costs, SECONDS, hasAims)].join('\n\n');
    console.log(`${part}\n`);
    return part;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const parts = SIZES.map(measureSize);
if (write) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const node = execFileSync(nodeOf('24'), ['--version'], { encoding: 'utf8' }).trim();
  const origin = `Measured on ${new Date().toISOString().slice(0, 10)} at commit ${commit}, ${Number(rounds) === 1 ? 'one round' : `medians of ${rounds} rounds`}: Node.js ${node}, `
    + `${cpus().length} cores, ${cpus()[0].model}, ${process.platform}-${process.arch}.`;
  writePart('explanation/other-scanners.md', 'scanners', [programTable(programs), ...parts, origin].join('\n\n'));
}
