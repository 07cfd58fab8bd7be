import { existsSync, readFileSync, writeFileSync } from 'fs';
import { cpus } from 'os';
import { join } from 'path';
import { ROOT } from './content';
import { Counts, Seconds } from './junit';

export const FULL_RUN = join(ROOT, 'test/full-run.json');

/** Where and when a run was. */
export interface Run {
  readonly commit: string;
  /** When it began, in UTC. */
  readonly date: string;
  readonly seconds: number;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** The last run of a part. */
export interface PartRun extends Run {
  readonly result: 'passed' | 'failed';
  /** A digest of its inputs. */
  readonly content: string;
  readonly tests: Counts;
  readonly slowest: Readonly<Record<string, Seconds>>;
  /** Of its random inputs. */
  readonly seed?: number;
  readonly counterexamples?: readonly string[];
}

/** The last whole run of `.ci/run` that passed. */
export interface CiRun extends Run {
  readonly steps: Seconds;
  readonly slowest: Readonly<Record<string, Seconds>>;
}

export interface FullRun {
  readonly ci?: CiRun;
  readonly parts: Readonly<Record<string, PartRun>>;
}

export function readFullRun(): FullRun {
  return existsSync(FULL_RUN) ? JSON.parse(readFileSync(FULL_RUN, 'utf8')) : { parts: {} };
}

export function writeFullRun(run: FullRun): void {
  const parts = Object.fromEntries(Object.entries(run.parts).sort(([one], [other]) => one < other ? -1 : 1));
  writeFileSync(FULL_RUN, `${JSON.stringify({ ...run, parts }, null, 2)}\n`);
}

export function machineName(): string {
  return `${cpus().length} cores, ${cpus()[0].model}`;
}
