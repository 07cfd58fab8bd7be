/**
 * The advantage of an attacker from a finding, highest first. The first two concern objects that do not work, even without an attacker.
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

/** Risks in the order of reports: first the risks that an attacker uses. */
export const READING_ORDER: readonly Risk[] = ['critical', 'high', 'refused', 'broken', 'medium', 'low'];

/**
 * The risk of all findings of a control, or for each risk a description of its values. A violation without its own risk has the first one.
 */
export type Risks = Risk | { readonly [risk in Risk]?: string };

/** The risk of findings that do not have their own risk. */
export function mainRisk(risks: Risks): Risk {
  return typeof risks === 'string' ? risks : Object.keys(risks)[0] as Risk;
}
