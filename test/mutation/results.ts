import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { PARTS } from './parts';

/** The result of one part, as committed. */
export interface PartSummary {
  readonly part: string;
  /** Those that count: not those in texts, and not those that cannot run at all. */
  readonly mutants: number;
  /** Killed, in percent of those that count. */
  readonly score: number;
  readonly strykerVersion: string;
  /** That the run began at; `-dirty` where something was not committed. */
  readonly commit: string;
  readonly survivors: readonly Survivor[];
}

interface Survivor {
  readonly file: string;
  readonly line: number;
  /** The original code and the mutated code. */
  readonly mutation: string;
  /** Why no test can or should notice the difference. Written by hand, and kept as long as the mutant survives. */
  readonly explanation: string | null;
}

/** Of Stryker's report what is read here: https://github.com/stryker-mutator/mutation-testing-elements, the report schema. */
interface Report {
  readonly framework?: { readonly version?: string };
  readonly files: { readonly [file: string]: { readonly source: string; readonly mutants: readonly Mutant[] } };
}

interface Mutant {
  readonly status: string;
  readonly replacement?: string;
  readonly location: { readonly start: Position; readonly end: Position };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

export const SUMMARY = 'test/mutation/summary.json';
const KILLED = ['Killed', 'Timeout'];
const ALIVE = ['Survived', 'NoCoverage'];
/** Longer mutations get a hash. */
const MAX_TEXT = 160;

export function readSummaries(): readonly PartSummary[] {
  return JSON.parse(readFileSync(SUMMARY, 'utf8')).parts;
}

/** Replaces the result of one part in summary.json. */
export function writeSummary(summary: PartSummary): void {
  const all = [...readSummaries().filter(({ part }) => part !== summary.part), summary];
  const parts = Object.keys(PARTS).flatMap((name) => all.filter(({ part }) => part === name));
  writeFileSync(SUMMARY, `${JSON.stringify({ parts }, null, 2)}\n`);
}

/** @param reportFile where Stryker wrote the part's report */
export function summaryOf(part: string, reportFile: string, commit: string): PartSummary {
  const { framework, files }: Report = JSON.parse(readFileSync(reportFile, 'utf8'));
  const explained = readSummaries().flatMap((old) => old.survivors).filter(({ explanation }) => explanation !== null);
  const all = Object.entries(files).flatMap(([file, { source, mutants }]) => mutants.map((mutant) => ({ file, source, ...mutant })));
  const killed = all.filter(({ status }) => KILLED.includes(status)).length;
  const survivors = all.filter(({ status }) => ALIVE.includes(status)).map((mutant): Survivor => {
    const { file, location } = mutant;
    const mutation = textOf(mutant);
    const explanation = explained.find((old) => old.file === file && old.mutation === mutation)?.explanation ?? null;
    return { file, line: location.start.line, mutation, explanation };
  });
  const mutants = killed + survivors.length;
  return {
    part,
    mutants,
    score: mutants === 0 ? 100 : Math.floor(killed / mutants * 1000) / 10,
    strykerVersion: framework?.version ?? 'unknown',
    commit,
    survivors: survivors.sort((a, b) => a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line),
  };
}

function textOf({ source, location: { start, end }, replacement = '' }: Mutant & { readonly source: string }): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  const text = `${lines.join(' ')} → ${replacement}`.replace(/\s+/g, ' ').trim();
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}… ${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}
