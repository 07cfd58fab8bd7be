import { amended, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { userNamespace } from '../../../../src/policy/controls/startup/user-namespace';
import { stepsOf } from '../../../../src/policy/engine/fixes';
import { hardenBy } from '../../../../src/policy/engine/harden';
import { Level } from '../../../../src/policy/settings/levels';
import { fixed } from '../hardened/fixed';
import { found, goodPod, violations } from '../support';

const podWith = (hostUsers: unknown) => goodPod((spec) => { spec.hostUsers = hostUsers; });

it.each([['1.25', ['spec.hostUsers']], ['1.32', ['spec.hostUsers']], ['1.33', []]])('evaluates Kubernetes %s', (version, expected) => {
  expect(found(userNamespace, podWith(false), version)).toEqual(expected);
});

it.each([undefined, null, true, 'false'])('accepts `hostUsers: %j` in every version if nobody requests a user namespace', (hostUsers) => {
  expect(found(userNamespace, podWith(hostUsers), '1.32')).toEqual([]);
  expect(found(userNamespace, podWith(hostUsers), '1.33')).toEqual([]);
});

it('explains what to do in an older version', () => {
  expect(violations(userNamespace, podWith(false), '1.32')).toMatchObject([{
    value: false, detail: 'user namespaces are on by default only since Kubernetes 1.33', remedy: 'remove it, or raise the Kubernetes version to 1.33',
  }]);
});

describe('a requested user namespace', () => {
  const hostUsersOf = (manifest: any) => manifest.spec.hostUsers;

  it.each([[undefined, false], [null, false], [true, true], [false, false], ['x', 'x']])('the fix turns %j into %j', (before, after) => {
    expect(hostUsersOf(fixed(userNamespace, podWith(before), { choices: { userNamespace: true } }))).toBe(after);
    expect(hostUsersOf(fixed(userNamespace, podWith(before)))).toBe(before);
  });

  it.each<[Level, boolean]>([['pss-baseline', true], ['pss-restricted', true], ['hardened', true], ['pss-baseline', false]])('is filled in for the profile %s: %j', (level, isWanted) => {
    const context = amended(DEFAULT_CONTEXT, { choices: { userNamespace: isWanted } });
    const { manifest } = hardenBy(podWith(undefined), () => ({ context, steps: stepsOf({ level, only: ['user-namespace'] }) }));
    expect(hostUsersOf(manifest)).toBe(isWanted ? false : undefined);
  });

  it.each(['1.32', '1.33'])('is reported as missing in %s', (version) => {
    for (const hostUsers of [undefined, true, 'false']) {
      expect(found(userNamespace, podWith(hostUsers), version, { choices: { userNamespace: true } })).toEqual(['spec.hostUsers']);
    }
  });
});
