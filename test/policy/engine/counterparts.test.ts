import { Violation } from '../../../src/policy/controls/check';
import { AnyPodControl } from '../../../src/policy/controls/control';
import { counterpartsOf, lowestLevel, otherFound } from '../../../src/policy/engine/counterparts';
import { Counterpart } from '../../../src/policy/engine/finding';
import { ActiveCheck, profileOf } from '../../../src/policy/engine/profile';

const activeIn = (level: 'pss-baseline' | 'pss-restricted', id: string): ActiveCheck =>
  profileOf(level).podChecks.find(({ control }) => control.id === id)!;

/** It replaces the next one. A container without its own profile has the profile of the pod. */
const RESTRICTED = activeIn('pss-restricted', 'seccomp-profile-restricted');
const BASELINE = activeIn('pss-baseline', 'seccomp-profile-baseline');
const OTHER = activeIn('pss-restricted', 'capabilities-restricted');

const POD = { path: ['spec', 'securityContext', 'seccompProfile', 'type'], value: 'Unconfined' };
const missing = (container: string): Violation => ({ container, path: ['spec', 'containers', container, 'securityContext', 'seccompProfile'], value: undefined });
const own = (container: string): Violation => ({ container, path: [...missing(container).path, 'type'], value: 'Unconfined' });

const toCounterpart = (control: AnyPodControl, { container }: Violation): Counterpart => ({ control, container, allowKey: undefined });
const of = (violation: Violation, ...others: readonly Violation[]) =>
  counterpartsOf(RESTRICTED.control, violation, [otherFound(BASELINE, others)], toCounterpart);
const onContainer = (container?: string) => [{ control: BASELINE.control, container, allowKey: undefined }];

describe('the counterparts of a finding', () => {
  test('are those on the same container and field', () => {
    expect(of(own('web'), own('web'), own('proxy'))).toEqual(onContainer('web'));
    expect(of(own('web'), missing('web'))).toBeUndefined();
    expect(of(POD, POD)).toEqual(onContainer());
  });

  test('are those on the pod, too, if the finding follows from the pod', () => {
    expect(of(missing('web'), POD, own('proxy'))).toEqual(onContainer());
    expect(of(own('web'), POD)).toBeUndefined();
    expect(of(missing('web'), own('proxy'))).toBeUndefined();
  });

  test('are not those on the pod for another field of the pod, or for a control that is not replaced', () => {
    expect(of({ ...missing('web'), container: undefined }, POD)).toBeUndefined();
    expect(counterpartsOf(RESTRICTED.control, missing('web'), [otherFound(OTHER, [POD])], toCounterpart)).toBeUndefined();
    expect(counterpartsOf(BASELINE.control, missing('web'), [otherFound(RESTRICTED, [POD])], toCounterpart)).toBeUndefined();
  });

  test('are those of all other controls', () => {
    const others = [otherFound(BASELINE, [own('web')]), otherFound(OTHER, [own('web')])];
    expect(counterpartsOf(RESTRICTED.control, own('web'), others, toCounterpart)!.map(({ control }) => control)).toEqual([BASELINE.control, OTHER.control]);
    expect(counterpartsOf(RESTRICTED.control, own('web'), [], toCounterpart)).toBeUndefined();
  });
});

describe('the lowest level that finds it', () => {
  test('is that of the control, or that of a counterpart that finds it, too', () => {
    expect(lowestLevel(RESTRICTED)).toBe('pss-restricted');
    expect(lowestLevel(RESTRICTED, [])).toBe('pss-restricted');
    expect(lowestLevel(RESTRICTED, of(own('web'), own('web')))).toBe('pss-baseline');
    expect(lowestLevel(BASELINE, [{ control: RESTRICTED.control, allowKey: undefined }])).toBe('pss-baseline');
  });

  test('is not that of a counterpart that finds nothing', () => {
    const both: ActiveCheck = { ...RESTRICTED, counterparts: [BASELINE, { ...OTHER, level: 'hardened' }] };
    expect(lowestLevel({ ...both, level: 'hardened' }, [{ control: OTHER.control, allowKey: undefined }])).toBe('hardened');
    expect(lowestLevel({ ...both, level: 'hardened' }, [BASELINE, OTHER].map(({ control }) => ({ control, allowKey: undefined })))).toBe('pss-baseline');
  });
});
