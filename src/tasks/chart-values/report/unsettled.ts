import { Leftover, LeftoverClass } from './leftover';
import { isPodControl } from '../../../policy/controls/control';
import { allowKeyOf } from '../../../policy/engine/allow-key';
import { EvaluatedFinding } from '../../../policy/engine/finding';
import { Assessment, AssessedWorkload } from '../chart/assessment';

/** The controls on resources that a pod shares with its node. */
const OF_NODE: ReadonlySet<string> = new Set([
  'host-namespaces', 'host-path-volumes', 'host-ports', 'privileged', 'restricted-volumes', 'windows-host-process', 'device-access', 'sensitive-host-paths',
]);

/** The fields that neither values nor patches may change, by pod and container. */
export function unsettled({ workloads }: Assessment): readonly Leftover[] {
  return workloads.flatMap((workload) => {
    const groups = new Map<string, EvaluatedFinding[]>();
    const choices = workload.left.flatMap((finding) => {
      const own = ownClassOf(finding);
      return own === undefined ? [] : [{ class: own, finding }];
    });
    const classOf = (finding: EvaluatedFinding) => ownClassOf(finding) ?? classBeside(finding, choices);
    for (const finding of workload.left) {
      const key = `${classOf(finding)} ${finding.container === undefined ? '' : `${finding.list}/${finding.container}`}`;
      groups.set(key, [...groups.get(key) ?? [], finding]);
    }
    return [...groups.values()].map((findings) => toLeftover(workload, findings, classOf(findings[0])));
  });
}

function toLeftover(workload: AssessedWorkload, findings: readonly EvaluatedFinding[], reason: LeftoverClass): Leftover {
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
    proposals: [],
  };
}

interface Choice {
  readonly class: LeftoverClass;
  readonly finding: EvaluatedFinding;
}

/** The class of a missing field: the class of a choice for the same container, or of a choice for the pod that the container inherits. */
function classBeside(missing: EvaluatedFinding, choices: readonly Choice[]): LeftoverClass {
  const ownerOf = ({ list, container }: EvaluatedFinding) => container === undefined ? '' : `${list}/${container}`;
  const own = choices.filter((choice) => ownerOf(choice.finding) === ownerOf(missing)
    || (choice.finding.container === undefined && choice.class === 'author')).map((choice) => choice.class);
  return LEADING.find((each) => own.includes(each)) ?? (choices.length > 0 ? 'beside' : 'other');
}

const LEADING: readonly LeftoverClass[] = ['node-access', 'author'];

function ownClassOf({ control, value }: EvaluatedFinding): LeftoverClass | undefined {
  const isChoice = value !== undefined && isPodControl(control) && control.override !== undefined;
  return isChoice ? 'author' : OF_NODE.has(control.id) ? 'node-access' : undefined;
}
