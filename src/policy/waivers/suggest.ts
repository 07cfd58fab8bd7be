import { CONTAINER_LISTS, ContainerList } from '../../formats/manifest/pod';
import { isWaivable } from '../controls/control';
import { EvaluatedFinding } from '../engine/finding';
import { Waiver, WaiverTarget } from '../settings/waiver';

/** Says in a review that nobody has given a reason yet. */
const NO_REASON = 'Existing finding, not reviewed yet';

/** The list of a waiver that names the container of a finding. */
export function listOf({ list = 'containers' }: Pick<EvaluatedFinding, 'list'>): ContainerList {
  return list;
}

/** The waiver that covers a finding and nothing else; undefined if no waiver can. */
export function suggestWaiver(finding: EvaluatedFinding): Waiver | undefined {
  const { control, allowKey, container, template } = finding;
  // A container without a name cannot be named.
  if (!isWaivable(control) || (finding.refusedBy ?? control.refusedBy) || container?.startsWith('#')) {
    return undefined;
  }
  return {
    control: control.id,
    reason: NO_REASON,
    ...container !== undefined && { [listOf(finding)]: [container] },
    ...template !== undefined && { template },
    ...allowKey !== undefined && { allow: [allowKey] },
  };
}

/** A waiver as code to paste, with a reason that is still to be written. */
export function waiverText({ control, template, allow, ...waiver }: Waiver, target?: WaiverTarget): string {
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['control', control && text(control)],
    ...CONTAINER_LISTS.map((list) => [list, waiver[list] && listText(waiver[list])] as const),
    ['template', template === undefined ? undefined : text(template)],
    ['allow', allow && `[${allow.map((value) => JSON.stringify(value)).join(', ')}]`],
    ['target', target && object(Object.entries(target).map(([key, value]) => [key, value === undefined ? undefined : text(value)]))],
    ['reason', '\'…\''],
  ];
  return object(fields);
}

function object(fields: readonly (readonly [string, string | undefined])[]): string {
  return `{ ${fields.flatMap(([key, value]) => value === undefined ? [] : [`${key}: ${value}`]).join(', ')} }`;
}

function listText(values: readonly string[]): string {
  return `[${values.map(text).join(', ')}]`;
}

/** A text as a literal of code. Names in manifests can contain anything, and somebody pastes this. */
function text(value: string): string {
  return /^[\w ./:@%+=,-]*$/.test(value) ? `'${value}'` : JSON.stringify(value);
}
