import { podsOf } from '../../../src/formats/manifest/workload';
import { thirdPartyContext } from '../../../src/policy/context/context';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { Control, isPodControl, AnyPodControl } from '../../../src/policy/controls/control';
import { Counterpart, EvaluatedFinding } from '../../../src/policy/engine/finding';
import { Step, stepsOf } from '../../../src/policy/engine/fixes';
import { withoutWaived } from '../../../src/policy/engine/waived';

const SETTINGS = thirdPartyContext('kubernetes');
const STEPS = stepsOf({ level: 'hardened', overridesUnsafe: true });

const controlOf = (id: string): AnyPodControl => CATALOG.filter(isPodControl).find((control) => control.id === id)!;
const finding = (id: string, container: string | undefined, value?: unknown, counterparts?: readonly Counterpart[]): EvaluatedFinding => {
  const control: Control = controlOf(id);
  return { control, container, path: [], value, risk: 'high', severity: 'error', remedy: '', counterparts };
};
const limited = (...waived: readonly EvaluatedFinding[]) => withoutWaived({ context: SETTINGS, steps: STEPS }, waived);

/** The containers that the steps of a control get; undefined if it has no such step. */
function containersOf({ steps }: { readonly steps: readonly Step[] }, id: string, isOverride = false): readonly string[] | undefined {
  const isMeant = (step: Step) => step.control.id === id && (step.isOverride === true) === isOverride;
  const step = steps.find(isMeant);
  const original = STEPS.find(isMeant);
  expect(original).toBeDefined();
  if (step === undefined || step === original) {
    return step && ['web', 'proxy'];
  }
  const [pod] = podsOf({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'web' }, { name: 'proxy' }] } } as any);
  const seen: string[] = [];
  const without = jest.spyOn(pod, 'without').mockImplementation((names) => {
    seen.push(...pod.containers.map(({ name }) => name).filter((name) => !names.has(name)));
    return podsOf({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [] } })[0];
  });
  step.run(pod, SETTINGS);
  without.mockRestore();
  return seen;
}

test('without a waiver everything is done', () => {
  expect(limited()).toEqual({ context: SETTINGS, steps: STEPS });
});

test('what a waiver accepts as missing is not filled in, and other containers get it', () => {
  const left = limited(finding('allow-privilege-escalation', 'web'));
  expect(containersOf(left, 'allow-privilege-escalation')).toEqual(['proxy']);
  expect(containersOf(left, 'capabilities-restricted')).toEqual(['web', 'proxy']);
  expect(left.steps).toHaveLength(STEPS.length);
});

test('a waived value is not replaced, and a missing one is still filled in', () => {
  const left = limited(finding('privileged', 'web', true));
  expect(containersOf(left, 'privileged', true)).toEqual(['proxy']);
  expect(containersOf(limited(finding('capabilities-restricted', 'web', ['ADD'])), 'capabilities-restricted')).toEqual(['web', 'proxy']);
  expect(containersOf(limited(finding('capabilities-restricted', 'web')), 'capabilities-restricted', true)).toEqual(['web', 'proxy']);
});

test('a fix that adds to a value does not add to a waived one', () => {
  const [amending] = STEPS.filter(({ control, isOverride }) => control.amends && !isOverride);
  const { id } = amending.control;
  expect(containersOf(limited(finding(id, 'web', 'x')), id)).toEqual(['proxy']);
  expect(containersOf(limited(finding(id, 'web')), id)).toEqual(['web', 'proxy']);
});

test('a tag that is waived gets no digest', () => {
  expect(containersOf(limited(finding('image-digest', 'web', 'nginx:1.29')), 'image-digest')).toEqual(['proxy']);
  expect(containersOf(limited(finding('image-volumes', undefined, 'nginx:1.29')), 'image-volumes')).toBeUndefined();
});

test('a waiver for the whole pod, or of a field that every container inherits, leaves the step out', () => {
  expect(containersOf(limited(finding('run-as-user', undefined, 0)), 'run-as-user', true)).toBeUndefined();
  expect(containersOf(limited(finding('seccomp-profile-restricted', 'web')), 'seccomp-profile-restricted')).toBeUndefined();
  expect(containersOf(limited(finding('seccomp-profile-restricted', undefined)), 'seccomp-profile-restricted')).toBeUndefined();
});

test('a control that another one replaces has its waiver, too', () => {
  const counterpart: Counterpart = { control: controlOf('privileged'), container: 'web', allowKey: undefined };
  const left = limited(finding('capabilities-restricted', 'proxy', ['ADD'], [counterpart]));
  expect(containersOf(left, 'capabilities-restricted', true)).toEqual(['web']);
  expect(containersOf(left, 'privileged', true)).toEqual(['proxy']);
});

describe('a waiver of runAsNonRoot', () => {
  test('is in the settings: the containers keep their users', () => {
    const left = limited(finding('run-as-non-root', 'web'));
    expect(left.context.notes.keepsUsers).toEqual(new Set(['web']));
    expect(containersOf(left, 'run-as-non-root')).toEqual(['web', 'proxy']);
  });

  test('for the whole pod lets all of them keep it', () => {
    expect(limited(finding('run-as-non-root', undefined)).context.notes.keepsUsers).toBe('all');
    expect(limited(finding('run-as-non-root', 'web'), finding('run-as-non-root', undefined)).context.notes.keepsUsers).toBe('all');
  });

  test('of a value lets none keep it', () => {
    const left = limited(finding('run-as-non-root', 'web', false));
    expect(left.context).toBe(SETTINGS);
    expect(containersOf(left, 'run-as-non-root', true)).toEqual(['proxy']);
  });
});
