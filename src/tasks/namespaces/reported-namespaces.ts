import { COLUMNS, tableRows } from './formats/rows';
import { AdmissionLevel, POD_SECURITY_LEVELS } from './labels';
import { enforcedBy, hasReservedName, Rollout, stepText } from './rollout';
import { SurveyedNamespace } from './survey';
import { ReportedNamespaces } from '../reports/audit';

/** The times of the picture, each with the level of a namespace. */
const TIMES: readonly (readonly [time: string, level: (namespace: SurveyedNamespace) => AdmissionLevel])[] = [
  ['Enforced today', ({ labels }) => enforcedBy(labels)],
  ['Met by all workloads today', ({ level }) => level],
  ['Met after harden', ({ hardened }) => hardened],
];

/** A survey as reports show it. The picture has no namespaces of Kubernetes, which nobody changes. */
export function reportedNamespaces(rollout: Rollout): ReportedNamespaces {
  const { to, version, namespaces, notes } = rollout;
  const own = namespaces.filter(({ name }) => name !== undefined && !hasReservedName(name));
  return {
    to: `${to}:${version}`,
    progress: TIMES.map(([time, levelAt]) => ({
      time,
      levels: [...POD_SECURITY_LEVELS].reverse().map((level) => [level, own.filter((each) => levelAt(each) === level).length]),
    })),
    head: COLUMNS.map((title) => title[0].toUpperCase() + title.slice(1)),
    rows: tableRows(rollout),
    blockers: namespaces.flatMap(({ name = '(none)', blockers }) => blockers.map((each) => [name, each.workload, stepText(each)] as const)),
    notes,
  };
}
