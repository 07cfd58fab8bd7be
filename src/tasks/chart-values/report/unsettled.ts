import { Leftover, LeftoverClass } from './leftover';
import { isPodControl } from '../../../policy/controls/control';
import { allowKeyOf } from '../../../policy/engine/allow-key';
import { EvaluatedFinding } from '../../../policy/engine/finding';
import { Assessment, AssessedWorkload } from '../chart/assessment';

/** The controls on what a pod shares with its node. */
const OF_NODE = /^(?:host-|restricted-volumes$|privileged$|apparmor|selinux|sysctls$|proc-mount|device-access$|sensitive-host|writable-host)/;

/** What neither values nor patches may change, by pod and container. */
export function unsettled({ workloads }: Assessment): readonly Leftover[] {
  return workloads.flatMap((workload) => {
    const groups = new Map<string, EvaluatedFinding[]>();
    for (const finding of workload.left) {
      const key = `${classOf(finding)} ${finding.container === undefined ? '' : `${finding.list}/${finding.container}`}`;
      groups.set(key, [...groups.get(key) ?? [], finding]);
    }
    return [...groups.values()].map((findings) => toLeftover(workload, findings));
  });
}

function toLeftover(workload: AssessedWorkload, findings: readonly EvaluatedFinding[]): Leftover {
  const [first] = findings;
  const keys = new Map<string, string[]>();
  for (const finding of findings) {
    const own = keys.get(finding.control.id) ?? [];
    keys.set(finding.control.id, [...own, ...[allowKeyOf(finding, undefined)].filter((key) => key !== undefined && !own.includes(key)) as string[]]);
  }
  return {
    workload,
    container: first.container === undefined ? undefined : `${first.list}/${first.container}`,
    fields: [...keys].map(([id, values]) => values.length === 0 ? id : `${id} (${values.sort().join(', ')})`),
    class: classOf(first),
  };
}

function classOf({ control, value }: EvaluatedFinding): LeftoverClass {
  const isChoice = value !== undefined && isPodControl(control) && control.override !== undefined;
  return isChoice ? 'author' : OF_NODE.test(control.id) ? 'node-access' : 'other';
}
