import type { Problem } from './result';
import { InputError } from '../../src/formats/manifest/input-error';
import { printable } from '../../src/tasks/reports/printable';

/** Why a text cannot be read, with the place that the message begins with. */
export function problemOf(thrown: unknown, file: string): Problem {
  if (!(thrown instanceof InputError)) {
    throw thrown;
  }
  const [, line, column, text] = new RegExp(`^${file}:(\\d+)(?::(\\d+))?: ([^]*)$`).exec(thrown.message) ?? [];
  return line === undefined
    ? { message: printable(thrown.message) }
    : { message: printable(text), line: Number(line), column: column === undefined ? undefined : Number(column) };
}
