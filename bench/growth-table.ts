import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wholeProcess } from './commands';
import { installLibrary } from './library';
import { quantile, runMeasured } from './measure';
import { nodeOf } from './nodes';
import { Files, inputIn, Shape, SHAPES } from './shapes';

/** Once each: the size grows fourfold, and the noise of a machine does not. */
const ROUNDS = 1;
/** Above it cost does not grow in proportion. Caches and garbage collection alone make it a little more than 1. */
const MOST_EXPONENT = 1.15;
/** Seconds beyond the start that are mostly noise. */
const TOO_SHORT = 0.2;
/** How much longer than the start of the command line a refusal may take, if its time grows faster than the size of the input. */
const AT_ONCE = 1.5;

const HEAD = '| shape | sizes | CPU seconds | exponent | |\n| --- | ---: | ---: | ---: | --- |';

/**
 * The table of shapes whose names have a text: the time at a quarter, at half and at the whole of the largest size, and the exponent `e` of
 * the growth between the first and the last, `time = size ** e`. The start of the command line, with the smallest input, is subtracted for
 * that. It is printed row by row.
 */
export function growthTable(name: string, scale: number): string {
  const start = secondsOf({ name: '', unit: '', most: 1, files: SHAPES[0].files }, 1);
  const rows = [HEAD];
  console.log(HEAD);
  for (const shape of SHAPES.filter((each) => each.name.includes(name))) {
    const sizes = [0.25, 0.5, 1].map((share) => Math.max(1, Math.round(shape.most * share * scale)));
    const seconds = sizes.map((size) => secondsOf(shape, size));
    rows.push(rowOf(shape, sizes, seconds, start));
    console.log(rows.at(-1));
  }
  return rows.join('\n');
}

function rowOf({ name, unit, error }: Shape, sizes: readonly number[], seconds: readonly number[], start: number): string {
  const [first, last] = [seconds[0], seconds[seconds.length - 1]].map((each) => Math.max(each - start, 0.001));
  const exponent = Math.log(last / first) / Math.log(sizes[sizes.length - 1] / sizes[0]);
  const isShort = last < TOO_SHORT;
  const growth = error ? 'refused' : isShort ? 'too short to tell' : exponent.toFixed(2);
  const isMissed = error ? Math.max(...seconds) > start * AT_ONCE && exponentOfRefusal(seconds) > MOST_EXPONENT
    : !isShort && exponent > MOST_EXPONENT;
  const cells = [name, sizes.map((size) => `${size.toLocaleString('en')}${unit}`).join(', '), seconds.map((each) => each.toFixed(2)).join(', '), growth, isMissed ? 'missed' : ''];
  return `| ${cells.join(' | ')} |`;
}

/** From the differences between three times at doubled sizes: these do not depend on the start, which loads other code than a refusal. */
function exponentOfRefusal([quarter, half, whole]: readonly number[]): number {
  return Math.log2(Math.max(whole - half, 0.001) / Math.max(half - quarter, 0.001));
}

/** @throws Error if the command does not end as it must: with findings or none, or with the error of a limit */
function secondsOf({ name, command = 'audit', options = ['--config', 'none'], files, beside, error }: Shape, size: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'bench-growth-'));
  try {
    mkdirSync(inputIn(folder));
    writeFiles(inputIn(folder), files(size));
    writeFiles(folder, beside?.(size) ?? []);
    const { bench, main } = installLibrary();
    const measured = Array.from({ length: ROUNDS }, () => {
      const args = [main, command, 'input', ...options, ...command === 'audit' ? ['--output', 'report'] : []];
      const { status, stderr, measurement } = runMeasured(wholeProcess(nodeOf('24'), bench, args, folder));
      if (error ? status !== 2 || !error.test(stderr) : status !== 0 && status !== 1) {
        throw new Error(`${name}, ${size}: exit code ${status}: ${stderr.slice(0, 500)}`);
      }
      return measurement!.cpu / 1000;
    });
    return quantile(measured, 0.5);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeFiles(folder: string, files: Files): void {
  for (const [name, text] of files) {
    writeFileSync(join(folder, name), text);
  }
}
