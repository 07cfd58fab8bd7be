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

/** The waiver that covers a finding, with those of the same cause, and nothing else; undefined if no waiver can. */
export function suggestWaiver(finding: EvaluatedFinding): Waiver | undefined {
  const { control, also, allowKey, container, template } = finding;
  if (!canName(finding)) {
    return undefined;
  }
  return also ? jointWaiver(finding, also) : { // Nearly always.
    control: control.id,
    reason: NO_REASON,
    ...container !== undefined && { [listOf(finding)]: [container] },
    ...template !== undefined && { template },
    ...allowKey !== undefined && { allow: [allowKey] },
  };
}

function jointWaiver(finding: EvaluatedFinding, also: readonly EvaluatedFinding[]): Waiver {
  const { template } = finding;
  // A waiver that names values accepts no finding without one.
  const isAlike = ({ allowKey }: EvaluatedFinding) => (allowKey === undefined) === (finding.allowKey === undefined);
  const covered = [finding, ...also.filter((each) => canName(each) && isAlike(each))];
  const controls = distinct(covered, ({ control }) => control.id);
  const allow = distinct(covered, ({ allowKey }) => allowKey);
  const containers: { [list in ContainerList]?: string[] } = {};
  for (const list of CONTAINER_LISTS) {
    const names = distinct(covered, (each) => listOf(each) === list ? each.container : undefined);
    if (names.length > 0) {
      containers[list] = names;
    }
  }
  return {
    ...controls.length === 1 ? { control: controls[0] } : { controls },
    reason: NO_REASON,
    ...containers,
    ...template !== undefined && { template },
    ...allow.length > 0 && { allow },
  };
}

/** Whether a waiver can name a finding: one in a container without a name it cannot. */
function canName({ control, container, refusedBy = control.refusedBy }: EvaluatedFinding): boolean {
  return isWaivable(control) && refusedBy === undefined && !container?.startsWith('#');
}

function distinct(findings: readonly EvaluatedFinding[], textOf: (finding: EvaluatedFinding) => string | undefined): string[] {
  const texts = new Set<string>();
  for (const finding of findings) {
    const found = textOf(finding);
    if (found !== undefined) {
      texts.add(found);
    }
  }
  return [...texts];
}

/**
 * A waiver as code to paste.
 *
 * @param reason as a literal; by default one that is still to be written
 */
export function waiverText({ control, controls, template, allow, ...waiver }: Waiver, target?: WaiverTarget, reason = '\'…\''): string {
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['control', control && text(control)],
    ['controls', controls && listText(controls)],
    ...CONTAINER_LISTS.map((list) => [list, waiver[list] && listText(waiver[list])] as const),
    ['template', template === undefined ? undefined : text(template)],
    ['allow', allow && `[${allow.map((value) => JSON.stringify(value)).join(', ')}]`],
    ['target', target && object(Object.entries(target).map(([key, value]) => [key, value === undefined ? undefined : text(value)]))],
    ['reason', reason],
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
