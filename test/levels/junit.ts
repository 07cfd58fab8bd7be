import { existsSync, readdirSync, readFileSync } from 'fs';
import { isAbsolute, join, relative } from 'path';
import { ROOT } from './content';

export const REPORTS = join(ROOT, 'test-reports');

/** The slowest files of a report are kept. */
const KEPT = 20;

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Seconds by file. */
export type Seconds = Readonly<Record<string, number>>;

interface Suite {
  readonly file: string;
  readonly seconds: number;
  readonly tests: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The tests that all reports in the folder count. A file that did not load is a failure. */
export function countsIn(folder = REPORTS): Counts {
  const suites = Object.values(reportsIn(folder)).flatMap(suitesOf);
  return {
    // For jest-junit a file that does not load is an error, and none of the tests.
    passed: sum(suites, ({ tests, failed, skipped }) => Math.max(0, tests - failed - skipped)),
    failed: sum(suites, ({ failed }) => failed),
  };
}

/** The files of each report in the folder that took longest, the slowest first. */
export function slowestIn(folder = REPORTS): Readonly<Record<string, Seconds>> {
  return Object.fromEntries(Object.entries(reportsIn(folder)).map(([name, text]) => {
    const slowest = [...suitesOf(text)].sort((one, other) => other.seconds - one.seconds).slice(0, KEPT);
    return [name.replace(/-?junit\.xml$/, '') || 'fast', Object.fromEntries(slowest.map(({ file, seconds }) => [file, seconds]))];
  }));
}

/** The smallest input of each property that failed, as fast-check prints it. */
export function counterexamplesIn(folder = REPORTS): readonly string[] {
  return Object.values(reportsIn(folder)).flatMap((text) => text.match(/\{ seed: -?\d+, path: [\s\S]{0,4000}?(?=\n\s*Shrunk|\n\n|$)/g) ?? []);
}

function reportsIn(folder: string): Readonly<Record<string, string>> {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('junit.xml')).sort() : [];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function suitesOf(report: string): readonly Suite[] {
  return (report.match(/<testsuite [^>]*>/g) ?? []).map((suite) => {
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(suite)?.[1] ?? '';
    return {
      file: relativeFile(attribute('name')),
      seconds: Math.round(Number(attribute('time')) * 10) / 10,
      tests: Number(attribute('tests')),
      failed: Number(attribute('failures')) + Number(attribute('errors')),
      skipped: Number(attribute('skipped')),
    };
  });
}

/** Of a project of jest, the name stands before the file. A run on Windows has backslashes. */
function relativeFile(reported: string): string {
  const file = reported.slice(reported.lastIndexOf(' ') + 1);
  const project = reported.slice(0, reported.length - file.length);
  return project + (isAbsolute(file) ? relative(ROOT, file) : file).replaceAll('\\', '/');
}

function sum<T>(items: readonly T[], numberOf: (item: T) => number): number {
  return items.reduce((total, item) => total + numberOf(item), 0);
}
