/*
 * `audit` beside other scanners: `npm run bench:scanners [-- --rounds <number>] [-- --scale <factor>] [-- --only <part of a name>]
 * [-- --write]`. All of them scan the same manifests, one after the other, and again in each round. `--scale 0.01` tries it with a hundredth
 * of the sizes. `--write` keeps the table in docs/performance.md.
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

const ROUNDS = 5;
/** A scan that takes longer is ended, and not measured again. */
const SECONDS = 10 * 60;

interface Size {
  readonly title: string;
  readonly documents: number;
  readonly perFile: number;
  readonly hasAims?: boolean;
}

const SIZES: readonly Size[] = [
  { title: '5,000 documents in one file', documents: 5000, perFile: 5000, hasAims: true },
  { title: '2,000 files of one document', documents: 2000, perFile: 1, hasAims: true },
  { title: '10,000 files of one document', documents: 10_000, perFile: 1 },
  { title: '100,000 documents in one file', documents: 100_000, perFile: 100_000 },
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

function measureSize({ title, documents, perFile, hasAims = false }: Size): string {
  const folder = mkdtempSync(join(tmpdir(), 'bench-scanners-'));
  try {
    const input = join(folder, 'input');
    mkdirSync(input);
    const scaled = (count: number) => Math.max(1, Math.round(count * Number(scale)));
    writeManifestFiles(input, files(scaled(documents), perFile === 1 ? 1 : scaled(perFile)));
    const costs = measureAll({ folder: input, files: readdirSync(input).map((name) => join(input, name)) });
    const part = [`**${title}**`, costTable(costs, SECONDS, hasAims)].join('\n\n');
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
  const origin = `Measured on ${new Date().toISOString().slice(0, 10)} at commit ${commit}, medians of ${rounds} rounds: Node.js ${node}, `
    + `${cpus().length} cores, ${cpus()[0].model}, ${process.platform}-${process.arch}.`;
  writePart('scanners', [programTable(programs), ...parts, origin].join('\n\n'));
}
