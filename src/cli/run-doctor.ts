import { EXIT_CODES, ExitCode } from './exit-code';
import { Io } from './io';
import { objectsOf } from '../doctor/read/documents';
import { examine } from '../doctor/examine';
import { redactorOf } from '../doctor/redact';
import { textOf } from '../doctor/report/text';

/** The command line of `doctor`. */
export interface DoctorOptions {
  /** `-`, or KIND/NAME; everything in the namespace if absent. */
  readonly target?: string;
  readonly namespace?: string;
  readonly context?: string;
}

/**
 * Says why pods fail, and what to write.
 *
 * @throws InputError if there is nothing to read
 */
export function runDoctor(_options: DoctorOptions, io: Io): ExitCode {
  const objects = objectsOf(Buffer.concat([...io.stdin()]), 'stdin');
  const examination = examine(objects);
  io.stdout.write(textOf(examination, redactorOf(objects)));
  return examination.diagnoses.length + examination.unknown.length > 0 ? EXIT_CODES.findings : EXIT_CODES.clean;
}
