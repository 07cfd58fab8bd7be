import { EvaluatedFinding } from './finding';
import { READING_ORDER } from '../controls/risk';

/**
 * One finding for each cause on an object: the finding with the highest risk, with the others in `also`. It is an error if one of them is
 * an error. Waived findings, open findings and findings in a baseline stay separate.
 */
export function byCause<T extends EvaluatedFinding>(findings: readonly T[], standing: (finding: T) => unknown = standingOf): readonly T[] {
  const groups = new Map<string, T[]>();
  const heads: (T | T[])[] = [];
  const numbers = new Map<unknown, number>();
  const numberOf = (each: unknown) => numbers.get(each) ?? (numbers.set(each, numbers.size), numbers.size - 1);
  for (const finding of findings) {
    const { control, object, template } = finding;
    const cause = control.cause?.(finding);
    if (cause === undefined) {
      heads.push(finding); // Most controls do not have causes.
      continue;
    }
    const key = `${numberOf(object)} ${numberOf(standing(finding))} ${template} ${cause}`;
    const group = groups.get(key);
    if (group) {
      group.push(finding);
    } else {
      const begun = [finding];
      groups.set(key, begun);
      heads.push(begun);
    }
  }
  return groups.size === 0 ? findings : heads.map((each) => Array.isArray(each) ? joined(each) : each);
}

/** The waiver of a finding, or else whether a baseline lists it. */
function standingOf({ waiver, isListed }: EvaluatedFinding): unknown {
  return waiver ?? isListed;
}

function joined<T extends EvaluatedFinding>(group: readonly T[]): T {
  const [first] = group;
  if (group.length === 1) {
    return first;
  }
  const head = group.reduce((worst, each) => rankOf(each) < rankOf(worst) ? each : worst);
  return {
    ...head,
    severity: group.some(({ severity }) => severity === 'error') ? 'error' : 'warning',
    also: group.filter((each) => each !== head),
  };
}

/** The rank of the risk in reports: 0 is the worst. */
function rankOf({ risk }: EvaluatedFinding): number {
  return READING_ORDER.indexOf(risk);
}
