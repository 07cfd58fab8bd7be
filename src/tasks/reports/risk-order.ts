import { Finding } from './finding';
import { findControl } from '../../policy/controls/catalog';
import { READING_ORDER, Risk } from '../../policy/controls/risk';

/** A finding, before it is reported or after. */
interface Ranked {
  readonly risk: string;
}

/** The rank of a finding: findings with lower ranks are read first. */
export function rankOf({ risk }: Ranked): number {
  return READING_ORDER.indexOf(risk as Risk);
}

/** Compares by risk, the highest first. */
export function byRisk(one: Ranked, other: Ranked): number {
  return rankOf(one) - rankOf(other);
}

/** Whether a report lists a finding one by one, instead of only counting it as hygiene. Problems of waivers need their own text. */
export function isUrgent({ risk, control }: Ranked & Pick<Finding, 'control'>): boolean {
  return (risk !== 'medium' && risk !== 'low') || findControl(control)?.level === 'waivers';
}
