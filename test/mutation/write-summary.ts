import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is mutated in one run of Stryker each: the files directly in this folder of src/policy. */
export const PARTS: readonly string[] = [
  'engine', 'waivers', 'controls', 'controls/baseline', 'controls/restricted', 'controls/hardened', 'controls/startup', 'controls/objects',
  'controls/platform', 'controls/dockerfile', 'controls/declarations',
];

/** Folders that belong to a part: the modules that controls share, and groups of controls with little code. */
const FURTHER_FOLDERS: { readonly [part: string]: readonly string[] } = {
  'engine': ['policy/facts'],
  'controls': ['policy/controls/secrets', 'knowledge/writable-paths', 'policy/settings'],
  'controls/declarations': ['policy/controls/output', 'policy/controls/waivers'],
};

/** The folders of src/ that a part mutates. */
export function foldersIn(part: string): readonly string[] {
  return [`policy/${part}`, ...FURTHER_FOLDERS[part] ?? []];
}

/** Of the mutants of engine, of waivers and of controls, in percent, that tests must notice. */
export const MIN_SCORE = 90;

/** The result of one part, as committed. */
export interface PartSummary {
  readonly part: string;
  /** Those that count: not those in texts, and not those that cannot run at all. */
  readonly mutants: number;
  readonly killed: number;
  readonly survived: number;
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
  /** Why no test can or should notice the difference. */
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

const SUMMARY = join(__dirname, 'summary.json');
/** By file and mutation: an explanation. Written by hand; it applies to all lines with the same code. */
const EXPLANATIONS = join(__dirname, 'explanations.json');
const KILLED = ['Killed', 'Timeout'];
const ALIVE = ['Survived', 'NoCoverage'];
/** Longer mutations get a hash. */
const MAX_TEXT = 160;

/**
 * Writes summary.json from the existing reports; other parts keep their results.
 *
 * @param checked the parts whose problems are returned: those that ran
 * @returns unexplained survivors, and explanations of mutants that are killed by now
 */
export function writeSummary(checked: readonly string[]): readonly string[] {
  const explanations: Explanations = existsSync(EXPLANATIONS) ? JSON.parse(readFileSync(EXPLANATIONS, 'utf8')) : {};
  const before: readonly PartSummary[] = existsSync(SUMMARY) ? JSON.parse(readFileSync(SUMMARY, 'utf8')).parts : [];
  const parts = PARTS.flatMap((part) => summaryOf(part, explanations) ?? before.filter((old) => old.part === part));
  writeFileSync(SUMMARY, `${JSON.stringify({ parts }, null, 2)}\n`);
  const low = foldersOf(parts).filter(({ score }) => score < MIN_SCORE).map(({ folder, score }) => `src/policy/${folder}: ${score} % are less than ${MIN_SCORE} %`);
  const ran = parts.filter(({ part }) => checked.includes(part));
  return [...low, ...unexplained(ran), ...outdated(ran, explanations)];
}

type Explanations = { readonly [file: string]: { readonly [mutation: string]: string } };

function outputOf(part: string): string {
  return join('dist', 'mutation', part.replaceAll('/', '-'));
}

function summaryOf(part: string, explanations: Explanations): PartSummary | undefined {
  if (!existsSync(`${outputOf(part)}.json`)) {
    return undefined;
  }
  const { framework, files }: Report = JSON.parse(readFileSync(`${outputOf(part)}.json`, 'utf8'));
  const all = Object.entries(files).flatMap(([file, { source, mutants }]) => mutants.map((mutant) => ({ file, source, ...mutant })));
  const killed = all.filter(({ status }) => KILLED.includes(status)).length;
  const survivors = all.filter(({ status }) => ALIVE.includes(status)).map((mutant): Survivor => {
    const mutation = textOf(mutant);
    return { file: mutant.file, line: mutant.location.start.line, mutation, explanation: explanations[mutant.file]?.[mutation] ?? null };
  });
  return {
    part,
    ...counts(killed, survivors.length),
    strykerVersion: framework?.version ?? 'unknown',
    commit: readFileSync(`${outputOf(part)}.commit`, 'utf8').trim(),
    survivors: survivors.sort((a, b) => a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line),
  };
}

function counts(killed: number, survived: number) {
  const mutants = killed + survived;
  return { mutants, killed, survived, score: mutants === 0 ? 100 : Math.floor(killed / mutants * 1000) / 10 };
}

/** Several parts together. */
export interface FolderSummary extends Pick<PartSummary, 'mutants' | 'killed' | 'survived' | 'score'> {
  readonly folder: string;
  readonly notRun: readonly string[];
}

/** engine, waivers, and controls with all that is in it. */
export function foldersOf(parts: readonly PartSummary[]): readonly FolderSummary[] {
  return [...new Set(PARTS.map((part) => part.split('/')[0]))].map((folder) => {
    const within = parts.filter(({ part }) => part.split('/')[0] === folder);
    const sum = (count: (part: PartSummary) => number) => within.reduce((total, part) => total + count(part), 0);
    const missing = PARTS.filter((part) => part.split('/')[0] === folder && !within.some((one) => one.part === part));
    return { folder, ...counts(sum(({ killed }) => killed), sum(({ survived }) => survived)), notRun: missing };
  });
}

function textOf({ source, location: { start, end }, replacement = '' }: Mutant & { readonly source: string }): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  const text = `${lines.join(' ')} → ${replacement}`.replace(/\s+/g, ' ').trim();
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}… ${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}

function unexplained(parts: readonly PartSummary[]): readonly string[] {
  return parts.flatMap(({ survivors }) => survivors).filter(({ explanation }) => explanation === null)
    .map(({ file, line, mutation }) => `${file}:${line}: survives and is not explained: ${mutation}`);
}

function outdated(parts: readonly PartSummary[], explanations: Explanations): readonly string[] {
  const survivors = parts.flatMap((part) => part.survivors);
  return Object.entries(explanations).flatMap(([file, mutations]) => Object.keys(mutations)
    .filter((mutation) => parts.some(({ part }) => foldersIn(part).includes(file.replace(/^src\/|\/[^/]*$/g, '')))
      && !survivors.some((survivor) => survivor.file === file && survivor.mutation === mutation))
    .map((mutation) => `${file}: explained and survives no longer: ${mutation}`));
}
