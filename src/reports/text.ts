import { Finding } from '../engine/evaluate';
import { toFieldPath } from '../manifest/paths';

/** Longer values are cut: a finding is a sentence, not a dump. */
const MAX_VALUE_LENGTH = 80;

/** A finding in one line: control, container, field, value, and what to write instead. */
export function findingText(finding: Finding): string {
  const { control, container, path, value, detail, remedy } = finding;
  const owner = container === undefined ? '' : `container "${container}": `;
  return `${control.id}: ${owner}${toFieldPath(path)} ${stateText(value, detail)}. Instead: ${remedy}.`;
}

function stateText(value: unknown, detail: string | undefined): string {
  const isScalar = typeof value !== 'object' || value === null;
  return detail && !isScalar ? detail : `${valueText(value)}${detail ? `: ${detail}` : ''}`;
}

function valueText(value: unknown): string {
  if (value === undefined || value === null) {
    return 'is not set';
  }
  const text = JSON.stringify(value);
  return `is ${text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text}`;
}
