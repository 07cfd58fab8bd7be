import { Leftover, LeftoverClass } from './leftover';
import { UserChoiceOf } from './user-choices';
import { isPodControl } from '../../../policy/controls/control';
import { allowKeyOf } from '../../../policy/engine/allow-key';
import { EvaluatedFinding } from '../../../policy/engine/finding';
import { ChartAssessment, AssessedWorkload } from '../chart/assessment';

/** The controls on resources that a pod shares with its node. */
const OF_NODE: ReadonlySet<string> = new Set([
  'host-namespaces', 'host-path-volumes', 'host-ports', 'privileged', 'restricted-volumes', 'windows-host-process', 'device-access',
  'sensitive-host-paths',
]);

/**
 * The fields that neither values nor patches may change, by pod and container.
 *
 * @param choiceOf the choices of the user. Default: all are the chart's.
 */
export function unsettled({ workloads }: ChartAssessment, choiceOf: UserChoiceOf = () => undefined): readonly Leftover[] {
  return workloads.flatMap((workload) => {
    const choices = workload.left.flatMap((finding) => {
      const own = ownClassOf(finding);
      return own === undefined ? [] : [{ class: own, finding }];
    });
    const groups = new Map<string, Group>();
    // A container that changes owners keeps its user for this reason.
    const { left, broken } = workload;
    const isOfOwnerChange = ({ list, container }: EvaluatedFinding) => broken.some((each) => each.list === list && each.name === container);
    for (const finding of left.filter((each) => ownClassOf(each) !== undefined || !isOfOwnerChange(each))) {
      const reason = reasonFor(finding, choices, broken.length > 0);
      const choice = reason.class === 'author' ? choiceOf(workload, reason.finding) : undefined;
      const key = `${reason.class} ${choice?.text} ${finding.container === undefined ? '' : `${finding.list}/${finding.container}`}`;
      groups.set(key, { class: reason.class, choice, findings: [...groups.get(key)?.findings ?? [], finding] });
    }
    return [...[...groups.values()].map((group) => toLeftover(workload, group)), ...workload.broken.map(({ list, name }): Leftover => ({
      workload, container: `${list}/${name}`, fields: ['chown'], class: 'owner-change',
    }))];
  });
}

interface Group extends Pick<Leftover, 'class' | 'choice'> {
  readonly findings: readonly EvaluatedFinding[];
}

function toLeftover(workload: AssessedWorkload, { class: reason, choice, findings }: Group): Leftover {
  const [first] = findings;
  const keys = new Map<string, string[]>();
  for (const finding of findings) {
    const own = keys.get(finding.control.id) ?? [];
    const key = allowKeyOf(finding, undefined);
    keys.set(finding.control.id, key === undefined || own.includes(key) ? own : [...own, key]);
  }
  return {
    workload,
    container: first.container === undefined ? undefined : `${first.list}/${first.container}`,
    fields: [...keys].map(([id, values]) => values.length === 0 ? id : `${id} (${values.sort().join(', ')})`),
    class: reason,
    choice,
  };
}

interface Choice {
  readonly class: LeftoverClass;
  readonly finding: EvaluatedFinding;
}

/** The choice that causes a finding. A missing field follows from a choice for the same container, or for the pod if it is inherited. */
function reasonFor(finding: EvaluatedFinding, choices: readonly Choice[], hasOwnerChanges: boolean): Choice {
  const own = ownClassOf(finding);
  if (own !== undefined) {
    return { class: own, finding };
  }
  const ownerOf = ({ list, container }: EvaluatedFinding) => container === undefined ? '' : `${list}/${container}`;
  return choices.find((choice) => choice.class === 'author'
    && (choice.finding.container === undefined || ownerOf(choice.finding) === ownerOf(finding)))
    ?? { class: choices.length > 0 || hasOwnerChanges ? 'beside' : 'other', finding };
}

function ownClassOf({ control, value }: EvaluatedFinding): LeftoverClass | undefined {
  const isChoice = value !== undefined && isPodControl(control) && control.overrideUnsafe !== undefined;
  if (isChoice) {
    return 'author';
  }
  return OF_NODE.has(control.id) ? 'node-access' : undefined;
}
