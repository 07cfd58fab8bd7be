import { Leftover, LeftoverClass } from './leftover';
import { isPodControl } from '../../../policy/controls/control';
import { allowKeyOf } from '../../../policy/engine/allow-key';
import { EvaluatedFinding } from '../../../policy/engine/finding';
import { Assessment, AssessedWorkload } from '../chart/assessment';

/** The controls on what a pod shares with its node. */
const OF_NODE: ReadonlySet<string> = new Set([
  'host-namespaces', 'host-path-volumes', 'host-ports', 'privileged', 'restricted-volumes', 'windows-host-process', 'device-access', 'sensitive-host-paths',
]);

/** What neither values nor patches may change, by pod and container. */
export function unsettled({ workloads }: Assessment): readonly Leftover[] {
  return workloads.flatMap((workload) => {
    const groups = new Map<string, EvaluatedFinding[]>();
    const classes = workload.left.map(ownClassOf);
    // What is missing beside such a choice is left alone because of it.
    const common = LEADING.find((each) => classes.includes(each)) ?? 'other';
    const classOf = (finding: EvaluatedFinding) => ownClassOf(finding) ?? common;
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
  };
}

const LEADING: readonly LeftoverClass[] = ['node-access', 'author'];

function ownClassOf({ control, value }: EvaluatedFinding): LeftoverClass | undefined {
  const isChoice = value !== undefined && isPodControl(control) && control.override !== undefined;
  return isChoice ? 'author' : OF_NODE.has(control.id) ? 'node-access' : undefined;
}
