import * as fc from 'fast-check';
import { READING_ORDER, RISKS } from '../../../src/policy/controls/risk';
import { byCause } from '../../../src/policy/engine/by-cause';
import { EvaluatedFinding } from '../../../src/policy/engine/finding';
import { assert } from '../../support/fast-check';

interface Plan {
  readonly cause?: number;
  readonly risk: number;
  readonly severity: number;
  readonly waiver?: number;
  readonly isListed: boolean;
  readonly template?: number;
  readonly object: number;
}

const WAIVERS = [{ reason: 'a' }, { reason: 'b' }];
const OBJECTS = [{ kind: 'a' }, { kind: 'b' }];

const PLAN: fc.Arbitrary<Plan> = fc.record({
  cause: fc.option(fc.nat(2), { nil: undefined }),
  risk: fc.nat(RISKS.length - 1),
  severity: fc.nat(1),
  waiver: fc.option(fc.nat(1), { nil: undefined }),
  isListed: fc.boolean(),
  template: fc.option(fc.nat(1), { nil: undefined }),
  object: fc.nat(1),
});

function findingOf({ cause, risk, severity, waiver, isListed, template, object }: Plan): EvaluatedFinding {
  return {
    control: { id: 'any', ...cause !== undefined && { cause: () => String(cause) } },
    risk: RISKS[risk],
    severity: severity === 0 ? 'error' : 'warning',
    waiver: waiver === undefined ? undefined : WAIVERS[waiver],
    isListed,
    template: template === undefined ? undefined : String(template),
    object: OBJECTS[object],
    path: [],
    value: undefined,
  } as unknown as EvaluatedFinding;
}

/** What must be equal in findings of one group. */
function standingOf({ control, object, template, waiver, isListed }: EvaluatedFinding, unique: unknown = undefined): string {
  return JSON.stringify([control.cause?.({} as never) ?? unique, object, template, waiver ?? isListed]);
}

test('each finding is there once, below the one of its cause with the highest risk, and only beside those that stand alike', () => {
  assert(fc.property(fc.array(PLAN), (plans) => {
    const findings = plans.map(findingOf);
    const joined = byCause(findings);
    // The head is a copy with the severity of all.
    const withHead = joined.map((head) => [head, ...head.also ?? []]);
    expect(withHead.flat()).toHaveLength(findings.length);
    const all = withHead.flat();
    const isThere = (finding: EvaluatedFinding) => all.some((each) => each === finding || (each.also && each.risk === finding.risk));
    expect(findings.every(isThere)).toBe(true);
    for (const [head, ...also] of withHead) {
      expect(new Set([head, ...also].map((each) => standingOf(each))).size).toBe(1);
      expect(also.every(({ risk }) => READING_ORDER.indexOf(risk) >= READING_ORDER.indexOf(head.risk))).toBe(true);
    }
    const errors = withHead.filter((group) => group.some(({ severity }) => severity === 'error'));
    expect(joined.filter(({ severity }) => severity === 'error')).toHaveLength(errors.length);
    expect(new Set(joined.map(standingOf)).size).toBe(joined.length);
  }));
});

const OF_CAUSE = { cause: 0, severity: 1, isListed: false, object: 0 };
const [LOW, HIGH] = ['low', 'high'].map((risk) => RISKS.indexOf(risk as typeof RISKS[number]));

test('a finding alone with its cause stays as it is', () => {
  const findings = [findingOf({ ...OF_CAUSE, risk: LOW }), findingOf({ ...OF_CAUSE, risk: LOW, cause: 1 })];
  const joined = byCause(findings);
  expect(joined).toHaveLength(2);
  joined.forEach((each, index) => expect(each).toBe(findings[index]));
});

test('of findings with the same risk the first has the others', () => {
  const [low, first, second] = [LOW, HIGH, HIGH].map((risk) => findingOf({ ...OF_CAUSE, risk }));
  const [{ also, severity }] = byCause([low, first, second]);
  expect(also).toHaveLength(2);
  expect([also![0], also![1]].map((each) => [low, first, second].indexOf(each))).toEqual([0, 2]);
  expect(severity).toBe('warning');
  expect(byCause([low, { ...first, severity: 'error' }])[0].severity).toBe('error');
});
