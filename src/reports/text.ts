import { countText } from './audit';
import { limited } from './limited';
import { printable } from './printable';
import { isDockerfileControl } from '../controls/control';
import { Finding } from '../engine/evaluate';
import { toFieldPath } from '../manifest/paths';
import { JudgedFinding } from '../waivers/apply';
import { waiverFor } from '../waivers/problems';

/** Longer values are cut: a finding is a sentence, not a dump. */
const MAX_VALUE_LENGTH = 80;

/**
 * A finding in one line: control, container, field and value; in a Dockerfile the instruction instead of those. What it says of a
 * manifest is printable, wherever it goes.
 */
export function findingText(finding: Finding): string {
  return printable(sentence(finding));
}

function sentence({ control, container, path, value, detail }: Finding): string {
  if (isDockerfileControl(control)) {
    return [control.id, ...value === undefined ? [] : [cut(String(value))], detail].join(': ');
  }
  const owner = container === undefined ? '' : `container "${container}": `;
  return `${control.id}: ${owner}${toFieldPath(path)} ${stateText(value, detail)}`;
}

/** The findings on one object that fail a synthesis, with both ways out: what to write instead, and the waiver. */
export function failureTexts(findings: readonly JudgedFinding[]): string[] {
  const { reported, leftOut } = limited(findings);
  const texts = reported.map(failureText);
  return leftOut.length === 0 ? texts : [...texts, `${countText(leftOut.length, 'further finding')} of this object left out`];
}

function failureText(finding: JudgedFinding): string {
  // A waiver names its container.
  const isWaivable = !finding.container?.startsWith('#');
  return `${findingText(finding)}\n      Instead: ${printable(finding.remedy)}.${isWaivable ? `\n      Or waive it: ${printable(waiverFor(finding))}` : ''}`;
}

/** A line per control for findings that do not fail, with the first places where they were found. */
export function warningTexts(warnings: readonly { readonly finding: Finding; readonly owner: string }[]): readonly string[] {
  const byControl = new Map<string, { finding: Finding; owners: Set<string> }>();
  for (const { finding, owner } of warnings) {
    const entry = byControl.get(finding.control.id) ?? { finding, owners: new Set() };
    byControl.set(finding.control.id, entry);
    entry.owners.add(owner);
  }
  return [...byControl.values()].map(({ finding, owners }) => {
    const [first, ...others] = owners;
    const more = others.length > 0 ? ` (and in ${others.length} more)` : '';
    return `cdk8s-hardened: warning: [${printable(first)}] ${findingText(finding)}${more}. Instead: ${printable(finding.remedy)}.`;
  });
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
  return `is ${cut(text)}`;
}

function cut(text: string): string {
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text;
}
