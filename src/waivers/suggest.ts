import { isWaivable } from '../controls/control';
import { EvaluatedFinding } from '../engine/finding';
import { ContainerList } from '../manifest/pod';
import { Waiver } from '../settings/waiver';

/** Says in a review that nobody has given a reason yet. */
const NO_REASON = 'Existing finding, not reviewed yet';

/** The list of a waiver that names the container of a finding. */
export function listOf({ list = 'containers' }: EvaluatedFinding): ContainerList {
  return list;
}

/** The waiver that covers a finding and nothing else; undefined if no waiver can. */
export function suggestWaiver(finding: EvaluatedFinding): Waiver | undefined {
  const { control, allowKey, container, template } = finding;
  // A container without a name cannot be named.
  if (!isWaivable(control) || control.refusedBy || container?.startsWith('#')) {
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
export function waiverText(waiver: Waiver): string {
  const { control, template, allow } = waiver;
  const fields = [
    `control: '${control}'`,
    ...(['containers', 'initContainers', 'ephemeralContainers'] as const).flatMap((list) => waiver[list] ? [`${list}: ['${waiver[list].join('\', \'')}']`] : []),
    ...template === undefined ? [] : [`template: ${JSON.stringify(template)}`],
    ...allow === undefined ? [] : [`allow: [${allow.map((value) => JSON.stringify(value)).join(', ')}]`],
    'reason: \'…\'',
  ];
  return `{ ${fields.join(', ')} }`;
}
