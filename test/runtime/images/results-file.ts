/*
 * What a run of all programs saw. A part of docs/reference/images.md is made from it.
 */
import { createHash } from 'crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { factsOf } from './entry';
import { ImageProgram } from './image-program';

const RESULTS = join(__dirname, 'results.json');
const APPLICATIONS = join(__dirname, '../apps/images');

export interface Result {
  readonly image: string;
  /** Such as "MariaDB 11.8 of Debian 13". */
  readonly program: string;
  /** Of the program, as it prints it. */
  readonly version: string;
  /** The day of the run. */
  readonly date: string;
  readonly runtime: string;
  /** What the entry gave the workload. */
  readonly entry: object;
  readonly request: string;
  readonly answer: string;
  /** The same, after the program was killed and before anything else was asked. */
  readonly kept: string | null;
  /** What client or container said without the entry; null where the program wrote nothing, and so needs nothing. */
  readonly without: string | null;
  /** Of all that makes the image and its workload. */
  readonly digest: string;
}

export type Results = { readonly [name: string]: Result };

export function readResults(): Results {
  return existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
}

/** Keeps the results of programs that have not run now, unless they are gone. */
export function writeResults(results: Results, names: readonly string[]): void {
  const all = { ...readResults(), ...results };
  const kept = Object.fromEntries(names.filter((name) => all[name]).map((name) => [name, all[name]]));
  writeFileSync(RESULTS, `${JSON.stringify(kept, undefined, 2)}\n`);
}

/** What a result is of: where one of these differs, it is of another image, workload or entry. */
export function subjectOf(program: ImageProgram): Pick<Result, 'image' | 'program' | 'entry' | 'request' | 'answer' | 'kept' | 'digest'> {
  const { image, program: name, version, request, answer, kept, application, containerfile, container, configMaps, without } = program;
  const { uid, gid, writablePaths, environment } = factsOf(image);
  const files = application ? filesOf(join(APPLICATIONS, application)) : [];
  const made = JSON.stringify([containerfile, container, configMaps, without, ...files]);
  return {
    image,
    program: `${name} ${version} of Debian 13`,
    entry: JSON.parse(JSON.stringify({ uid, gid, writablePaths, environment })),
    request: commandText(request),
    answer,
    kept: kept ? commandText(kept.request) : null,
    digest: createHash('sha256').update(made).digest('hex').slice(0, 16),
  };
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name)).sort().map((path) => readFileSync(path, 'utf8'));
}

function commandText(command: readonly string[]): string {
  return command[0] === 'sh' ? command[command.length - 1] : command.join(' ');
}
