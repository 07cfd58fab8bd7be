import { AuditSummary } from './audit';
import { printable } from './printable';
import { firstOf } from '../../formats/manifest/first-of';
import { canonicalText } from '../../formats/manifest/json';
import { ofContainer, toFieldPath } from '../../formats/manifest/paths';
import { isDockerfileControl, isOwnControl, isWaivable } from '../../policy/controls/control';
import { withoutSecrets } from '../../policy/controls/secrets/secret-words';
import { EvaluatedFinding } from '../../policy/engine/finding';

/** Maximum length of a value, because a finding is a sentence and not a dump. */
const MAX_VALUE_LENGTH = 80;
const MAX_ALSO = 5;

/**
 * A finding in one line: control, container, field and value, or the instruction of a Dockerfile. Text from the manifest is made printable.
 */
export function findingText(finding: EvaluatedFinding): string {
  return printable(sentence(finding) + alsoText(finding));
}

/** Other controls with the same finding, and other fields with a finding of this control. */
function alsoText({ control, also = [] }: EvaluatedFinding): string {
  if (also.length === 0) {
    return '';
  }
  const texts = new Set(also.map((each) => each.control === control ? ofContainer(toFieldPath(each.path)) : each.control.id));
  return ` (also ${firstOf([...texts], MAX_ALSO)})`;
}

/** A number with its noun: `1 file`, `2 files`. */
export function countText(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** The result of an audit in one line; empty if nothing was evaluated. */
export function summaryText(summary: AuditSummary): string {
  const { files, documents, dockerfiles, workloads, errors, warnings, waived, baselined, unevaluated, leftOut } = summary;
  const audited = [
    ...documents > 0 ? [countText(workloads, 'workload'), countText(documents, 'document')] : [],
    ...dockerfiles > 0 ? [countText(dockerfiles, 'Dockerfile')] : [],
    ...files > 0 ? [countText(files, 'file')] : [],
  ];
  if (documents + dockerfiles === 0) {
    return '';
  }
  const counts = [
    countText(errors, 'error'), countText(warnings, 'warning'), `${waived} waived`,
    ...baselined === undefined ? [] : [`${baselined} in the baseline`],
  ];
  return [
    `${counts.join(', ')} (${audited.join(', ')})`,
    ...unevaluated > 0 ? [`pods were not evaluated in ${countText(unevaluated, 'object')}`] : [],
    ...leftOut > 0 ? [`${countText(leftOut, 'finding')} left out of this report`] : [],
  ].join('; ') + '\n';
}

function sentence({ control, container, path, value, detail, isSentence }: EvaluatedFinding): string {
  if (isDockerfileControl(control)) {
    return [control.id, ...value === undefined ? [] : [cut(String(value))], detail].join(': ');
  }
  // The details of controls outside the profiles already name the option or waiver.
  if (!isWaivable(control)) {
    return `${control.id}: ${detail}`;
  }
  if (isOwnControl(control)) {
    return `${control.id}: ${detail}`;
  }
  const owner = container === undefined ? '' : `container "${container}": `;
  return `${control.id}: ${owner}${isSentence ? detail : `${toFieldPath(path)}${stateText(value, detail)}`}`;
}

/** The start of a detail without a subject. The field becomes the subject. */
const PREDICATE = /^(?:is|has|needs|must|looks|creates|takes|lies|mounts|contains|refers)\b/;

/** The start of a detail that continues the sentence about the value. */
const CONTINUATION = /^(?:, |with |of |for )/;

function stateText(value: unknown, detail: string | undefined): string {
  const isScalar = typeof value !== 'object' || value === null;
  const isPredicate = PREDICATE.test(detail ?? '');
  if (detail && !isScalar) {
    return isPredicate ? ` ${detail}` : `: ${detail}`;
  }
  if (detail && CONTINUATION.test(detail)) {
    return ` ${valueText(value)}${detail.startsWith(',') ? '' : ' '}${detail}`;
  }
  return ` ${valueText(value)}${detail ? `: ${isPredicate ? 'it ' : ''}${detail}` : ''}`;
}

function valueText(value: unknown): string {
  if (value === undefined || value === null) {
    return 'is not set';
  }
  return `is ${cut(withoutSecrets(canonicalText(value)))}`;
}

function cut(text: string): string {
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text;
}
