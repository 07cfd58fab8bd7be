import { EXIT_CODES, ExitCode } from './exit-code';
import { Io } from './io';
import { readLock } from '../../knowledge/image-lock/read-lock';
import { installedKubectl } from '../../tasks/cluster/kubectl';
import { Collected, collectFromCluster } from '../../tasks/doctor/cluster/collect';
import { examine } from '../../tasks/doctor/examine';
import { objectsInOutput } from '../../tasks/doctor/read/documents';
import { redactorOf } from '../../tasks/doctor/redact';
import { jsonReport } from '../../tasks/doctor/report/json';
import { textReport } from '../../tasks/doctor/report/text';
import { printable } from '../../tasks/reports/printable';

/** The command line of `doctor`. */
export interface DoctorOptions {
  /** `-` for standard input, or KIND/NAME; all pods of the namespace if absent. */
  readonly target?: string;
  readonly namespace?: string;
  readonly context?: string;
  readonly format?: 'text' | 'json';
  /** The lock file with facts about images. */
  readonly lock?: string;
}

/**
 * Explains why pods fail, and prints the fixes.
 *
 * @throws InputError if there is nothing to read, or the lock file cannot be read
 */
export function runDoctor({ target, namespace, context, format, lock }: DoctorOptions, io: Io): ExitCode {
  const locked = lock === undefined ? undefined : readLock({ path: lock });
  const { objects, commands, failures }: Collected = target === '-'
    ? { objects: objectsInOutput(Buffer.concat([...io.stdin()]), 'stdin'), commands: [], failures: [] }
    : collectFromCluster(target, { namespace, context }, io.kubectl ?? installedKubectl(io.env));
  const examination = examine(objects, locked);
  const redact = redactorOf(objects);
  io.stdout.write(format === 'json' ? jsonReport(examination, { commands, failures }, redact) : [
    textReport(examination, redact),
    ...list('not read, so the diagnosis is from the rest:', failures),
    ...list('commands that ran, none of which changes anything:', commands),
  ].join('\n'));
  return examination.diagnoses.length + examination.unknown.length > 0 ? EXIT_CODES.findings : EXIT_CODES.clean;

  function list(title: string, lines: readonly string[]): readonly string[] {
    return lines.length === 0 ? [] : [`${title}\n${lines.map((line) => `  ${printable(redact(line))}\n`).join('')}`];
  }
}
