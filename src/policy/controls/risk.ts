/**
 * What an attacker gains by a finding, highest first. The first two are of objects that do not work, whoever attacks them.
 *
 * - `refused`: the cluster refuses the object.
 * - `broken`: its containers do not start, or do not work.
 * - `critical`: takes over the node or the cluster without another bug.
 * - `high`: one bug or one stolen credential away from that.
 * - `medium`: widens what an attacker can do in the pod or in the namespace.
 * - `low`: hygiene, cost, availability.
 */
export const RISKS = ['refused', 'broken', 'critical', 'high', 'medium', 'low'] as const;
export type Risk = typeof RISKS[number];

/** Risks as people read them: first what an attacker uses. */
export const READING_ORDER: readonly Risk[] = ['critical', 'high', 'refused', 'broken', 'medium', 'low'];

/** The risk of all findings of a control, or for each risk the values that have it. A value that names none has the first one. */
export type Risks = Risk | { readonly [risk in Risk]?: string };

/** The risk of the findings of a control that name no other one. */
export function mainRisk(risks: Risks): Risk {
  return typeof risks === 'string' ? risks : Object.keys(risks)[0] as Risk;
}
