import { DockerfileError } from './dockerfile-error';

/** The maximum size of a Dockerfile in bytes. Larger files are refused. */
export const MAX_SIZE = 256 * 1024;

/**
 * The text of a Dockerfile, without byte order mark.
 *
 * @throws DockerfileError if it is empty, too large, or not valid UTF-8
 */
export function toText(bytes: Uint8Array): string {
  if (bytes.length > MAX_SIZE) {
    throw new DockerfileError(`it is larger than ${MAX_SIZE / 1024} KiB: move long scripts into files `
      + 'that it copies, or exclude it if it is not a Dockerfile');
  }
  const text = decode(bytes);
  const control = CONTROL_CHARACTER.exec(text);
  if (control) {
    throw new DockerfileError('it contains a control character: a Dockerfile is text', lineAt(text, control.index));
  }
  if (text.trim() === '') {
    throw new DockerfileError('it is empty: a Dockerfile begins with FROM');
  }
  return text;
}

/** Control characters except tab, line feed and carriage return. */
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DockerfileError('it is not in UTF-8: save it in this encoding');
  }
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
