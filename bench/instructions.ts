import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What counts the instructions of a program. They hardly depend on what else the machine does, and seconds do. */
export interface Counter {
  readonly name: string;
  /** The command that runs another one, and writes its count to a file. */
  readonly command: (file: string) => readonly string[];
  readonly count: RegExp;
}

const COUNTERS: readonly Counter[] = [
  { name: 'perf', command: (file) => ['perf', 'stat', '--field-separator', ',', '--event', 'instructions:u', '--output', file], count: /^(\d+),/m },
  {
    name: 'cachegrind',
    // V8 writes machine code while it runs.
    command: (file) => ['valgrind', '--tool=cachegrind', '--cache-sim=no', '--smc-check=all-non-file', '--cachegrind-out-file=/dev/null', `--log-file=${file}`],
    count: /I\s+refs:\s+([\d,]+)/,
  },
];

/** The first counter that works here; undefined if none does. In containers perf often has no hardware to ask. */
export function findCounter(): Counter | undefined {
  return COUNTERS.find((counter) => countOf(counter, ['true']) !== undefined);
}

/**
 * The instructions of a program, with those of its threads.
 *
 * @throws Error if the program fails
 */
export function instructionsOf(counter: Counter, command: readonly string[]): number {
  const count = countOf(counter, command);
  if (count === undefined) {
    throw new Error(`${counter.name} did not count the instructions of ${command.join(' ')}`);
  }
  return count;
}

function countOf({ command, count }: Counter, program: readonly string[]): number | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'instructions-'));
  try {
    const file = join(folder, 'count');
    const [name, ...args] = [...command(file), ...program];
    const { status } = spawnSync(name, args, { stdio: 'ignore' });
    const found = status === 0 ? count.exec(readFileSync(file, 'utf8')) : null;
    return found ? Number(found[1].replaceAll(',', '')) : undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
