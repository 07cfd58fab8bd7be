import { podsOf } from '../../../src/formats/manifest/workload';
import { DEFAULT_CONTEXT } from '../../../src/policy/context/context';
import { findControl } from '../../../src/policy/controls/catalog';
import {
  always, checkAt, Control, DeclarationControl, isConfigurable, isDeclarationControl, isOnContainers, isPodControl, isWaivable, Level,
  levelAt, LEVELS, AnyObjectControl, onlyFillsIn, OutcomeControl, AnyPodControl, VersionedCheck, whyFixed,
} from '../../../src/policy/controls/control';

const BASE = { id: 'x', title: 'X', risk: 'high', why: 'X.', remedy: 'x' } as const;
const IN_PROFILE = { ...BASE, level: 'hardened', spec: { rules: [] } } as const;
const pod = (fields: Partial<AnyPodControl> = {}): AnyPodControl => ({ ...IN_PROFILE, checks: always(() => undefined), ...fields });
const object = (fields: Partial<AnyObjectControl> = {}): Control => ({ ...IN_PROFILE, checkObject: () => [], ...fields });
const DECLARATION: DeclarationControl = { ...BASE, level: 'declarations', checkDeclarations: () => [] };
const OUTCOME: OutcomeControl = { ...BASE, level: 'output' };

test('a control is found by its id', () => {
  expect([findControl('privileged')?.id, findControl('no-such-control')]).toEqual(['privileged', undefined]);
});

test.each<[string, Control, boolean, boolean, boolean, boolean, boolean]>([
  ['a control on pods', pod(), true, false, false, true, true],
  ['a control that only fills in', pod({ checks: [] }), true, false, true, true, false],
  ['a control that the kubelet enforces', pod({ refusedBy: 'kubelet' }), true, false, false, true, false],
  ['a control of a standard', pod({ level: 'pss-restricted' }), true, false, false, true, false],
  ['a control on objects', object(), false, false, false, true, true],
  ['a control on objects that the API server refuses', object({ refusedBy: 'api-server' }), false, false, false, true, false],
  ['a control on declarations', DECLARATION, false, true, false, false, false],
  ['a control on the output', OUTCOME, false, false, false, false, false],
])('knows what %s is for, and whether it can be waived and configured', (_, control, isForPods, isForDeclarations, fillsIn, canBeWaived, canBeConfigured) => {
  expect([isPodControl(control), isDeclarationControl(control), onlyFillsIn(control), isWaivable(control), isConfigurable(control)])
    .toEqual([isForPods, isForDeclarations, fillsIn, canBeWaived, canBeConfigured]);
});

describe('the check of a control that a standard tightened in 1.20 and got in 1.30, and that hardened always had', () => {
  const check = (since: number, detail: string, level?: Level): VersionedCheck =>
    ({ since, level, check: () => ({ path: [], value: undefined, detail }) });
  const control = pod({
    level: 'pss-baseline',
    checks: [check(10, 'first', 'hardened'), check(20, 'second', 'hardened'), check(30, 'third', 'pss-restricted'), check(35, 'all')],
  });
  const [view] = podsOf({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [] } });

  test.each<[Level, number, string | undefined, Level]>([
    ['hardened', 9, undefined, 'pss-baseline'],
    ['hardened', 10, 'first', 'hardened'],
    ['hardened', 19, 'first', 'hardened'],
    ['hardened', 20, 'second', 'hardened'],
    ['hardened', 30, 'third', 'pss-restricted'],
    ['pss-restricted', 29, undefined, 'pss-baseline'],
    ['pss-restricted', 30, 'third', 'pss-restricted'],
    ['pss-baseline', 34, undefined, 'pss-baseline'],
    ['pss-baseline', 35, 'all', 'pss-baseline'],
    ['hardened', 36, 'all', 'pss-baseline'],
  ])('in %s of 1.%i is %p, and the lowest profile with it is %s', (level, version, detail, lowest) => {
    expect(checkAt(control, level, version)?.(view, DEFAULT_CONTEXT).map((each) => each.detail)).toEqual(detail && [detail]);
    expect(levelAt(control, level, version)).toBe(lowest);
  });
});

test('profiles are in the order of their strictness', () => expect(LEVELS).toEqual(['pss-baseline', 'pss-restricted', 'hardened']));

test.each([
  ['privileged', 'it is a control of pss-baseline'],
  ['run-as-non-root', 'it is a control of pss-restricted'],
  ['waiver-unused', 'it is a control of waivers'],
  ['user-namespace-fields', 'Kubernetes itself refuses such objects'],
  ['pod-template', 'Kubernetes itself refuses such objects'],
  ['termination-message-policy', 'it only fills in a field, and reports nothing'],
])('the severity of %s cannot be changed, because %s', (id, why) => {
  const control = findControl(id)!;
  expect(isConfigurable(control)).toBe(false);
  expect(whyFixed(control)).toBe(why);
});

test.each<[readonly string[], boolean]>([
  [['spec.containers[*].image'], true],
  [['spec.hostPID', 'spec.initContainers[*].ports'], true],
  [['spec.{containers,initContainers}[*].securityContext'], true],
  [['spec.hostPID'], false],
  [['metadata.annotations.spec.containers'], false],
  [[], false],
])('a control of the fields %j is on containers: %p', (fields, isOn) => {
  const spec = { rules: [{ fields: ['spec.hostIPC'], allowed: 'x' }, { fields, allowed: 'x' }] };
  expect(isOnContainers(pod({ spec } as never))).toBe(isOn);
  expect(isOnContainers(object({ spec } as never))).toBe(false);
});
