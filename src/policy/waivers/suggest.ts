import { CONTAINER_LISTS, ContainerList } from '../../formats/manifest/pod';
import { isWaivable } from '../controls/control';
import { EvaluatedFinding } from '../engine/finding';
import { Waiver, WaiverTarget } from '../settings/waiver';

/** An empty reason is refused, because a person must say why the finding is acceptable. */
const NO_REASON = '';

/** The field of a waiver that lists the container of a finding. */
export function waiverList({ list = 'containers' }: Pick<EvaluatedFinding, 'list'>): ContainerList {
  return list;
}

/** The waiver that covers exactly a finding and the findings with the same cause; undefined if there is no such waiver. */
export function suggestWaiver(finding: EvaluatedFinding): Waiver | undefined {
  const { control, also, allowKey, container, template } = finding;
  if (!canName(finding)) {
    return undefined;
  }
  return also ? jointWaiver(finding, also) : { // Most findings have no others.
    control: control.id,
    reason: NO_REASON,
    ...container !== undefined && { [waiverList(finding)]: [container] },
    ...template !== undefined && { template },
    ...allowKey !== undefined && { allow: [allowKey] },
  };
}

function jointWaiver(finding: EvaluatedFinding, also: readonly EvaluatedFinding[]): Waiver {
  const { template } = finding;
  const controls = new Set<string>();
  const allow = new Set<string>();
  const containers: { [list in ContainerList]?: Set<string> } = {};
  const add = ({ control, allowKey, container, list }: EvaluatedFinding) => {
    controls.add(control.id);
    if (allowKey !== undefined) {
      allow.add(allowKey);
    }
    if (container !== undefined) {
      (containers[waiverList({ list })] ??= new Set()).add(container);
    }
  };
  add(finding);
  // A waiver with values does not cover findings without a value.
  also.filter((each) => canName(each) && (each.allowKey === undefined) === (finding.allowKey === undefined)).forEach(add);
  return {
    ...controls.size === 1 ? { control: finding.control.id } : { controls: [...controls] },
    reason: NO_REASON,
    ...namesIn(containers),
    ...template !== undefined && { template },
    ...allow.size > 0 && { allow: [...allow] },
  };
}

function namesIn(containers: { readonly [list in ContainerList]?: ReadonlySet<string> }): { readonly [list in ContainerList]?: string[] } {
  const named: { [list in ContainerList]?: string[] } = {};
  for (const list of CONTAINER_LISTS) {
    const names = containers[list];
    if (names) {
      named[list] = [...names];
    }
  }
  return named;
}

/** Whether a waiver can cover a finding. It cannot refer to a container without a name. */
function canName({ control, container, refusedBy = control.refusedBy }: EvaluatedFinding): boolean {
  return isWaivable(control) && refusedBy === undefined && !container?.startsWith('#');
}

/** A waiver as code that a user can paste. */
export function waiverText({ control, controls, template, allow, reason, ...waiver }: Waiver, target?: WaiverTarget): string {
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['control', control && text(control)],
    ['controls', controls && listText(controls)],
    ...CONTAINER_LISTS.map((list) => [list, waiver[list] && listText(waiver[list])] as const),
    ['template', template === undefined ? undefined : text(template)],
    ['allow', allow && `[${allow.map((value) => JSON.stringify(value)).join(', ')}]`],
    ['target', target && object(Object.entries(target).map(([key, value]) => [key, value === undefined ? undefined : text(value)]))],
    ['reason', text(reason)],
  ];
  return object(fields);
}

function object(fields: readonly (readonly [string, string | undefined])[]): string {
  return `{ ${fields.flatMap(([key, value]) => value === undefined ? [] : [`${key}: ${value}`]).join(', ')} }`;
}

function listText(values: readonly string[]): string {
  return `[${values.map(text).join(', ')}]`;
}

/** A text as a string literal. Users paste it, and names in manifests can contain anything. */
function text(value: string): string {
  return /^[\w ./:@%+=,-]*$/.test(value) ? `'${value}'` : JSON.stringify(value);
}
