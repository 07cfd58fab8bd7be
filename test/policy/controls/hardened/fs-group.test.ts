import { fixed } from './fixed';
import { amended, DEFAULT_CONTEXT, thirdPartyContext } from '../../../../src/policy/context/context';
import { fsGroup } from '../../../../src/policy/controls/hardened/fs-group';
import { harden } from '../../../../src/policy/engine/harden';
import { PlatformName } from '../../../../src/policy/settings/target';
import { found, goodPod } from '../support';
import { FILE_CASES } from '../volumes-with-files';

const podWith = (value: unknown, hostUsers?: unknown) => goodPod((spec) => {
  spec.securityContext.fsGroup = value;
  spec.hostUsers = hostUsers;
});
const WRONG = ['spec.securityContext.fsGroup'];

test.each<[unknown, unknown, string[]]>([
  [1000, undefined, []],
  [0, undefined, WRONG],
  [0, true, WRONG],
  [0, false, []],
  [undefined, undefined, WRONG],
  [null, false, WRONG],
])('evaluates an fsGroup of %p with hostUsers: %p', (value, hostUsers, expected) => {
  expect(found(fsGroup, podWith(value, hostUsers))).toEqual(expected);
});

test.each<[PlatformName, string[]]>([['kubernetes', WRONG], ['gke-autopilot', WRONG], ['openshift', []], ['openshift-v3', []]])(
  'evaluates fsGroup 0 on %s', (platform, expected) => {
    expect(found(fsGroup, podWith(0), undefined, { target: { platform } })).toEqual(expected);
  });

test('accepts a missing fsGroup if the settings have none', () => {
  expect(found(fsGroup, podWith(undefined), undefined, { choices: { identity: { user: 1000, group: 1000 } } })).toEqual([]);
});

test.each<[string, (spec: any) => void, number | undefined]>([
  ['no container states a uid', () => {}, 7],
  ['one container has the uid of the settings', (spec) => { spec.initContainers[0].securityContext.runAsUser = 5; }, 7],
  ['all containers have another uid', (spec) => { spec.securityContext.runAsUser = 5; }, undefined],
  ['the pod has an fsGroup', (spec) => { spec.securityContext.fsGroup = 9; }, 9],
  ['it has a claim of someone else', (spec) => { spec.volumes.push({ name: 'data', persistentVolumeClaim: { claimName: 'data' } }); }, undefined],
])('the fix decides about the fsGroup of a third-party pod if %s', (_, change, expected) => {
  const pod = goodPod((spec) => {
    spec.securityContext = {};
    change(spec);
  });
  const settings = { choices: { identity: { user: 7, group: 7, fsGroup: 7 } }, notes: { isNotHardenedKind: true } };
  expect(fixed(fsGroup, pod, settings).spec.securityContext.fsGroup).toBe(expected);
});

test('the fix of a hardened pod does not ask who owns its claims, nor which uids it has', () => {
  const pod = goodPod((spec) => {
    spec.securityContext = { runAsUser: 5 };
    spec.volumes.push({ name: 'data', persistentVolumeClaim: { claimName: 'data' } });
  });
  expect(fixed(fsGroup, pod).spec.securityContext.fsGroup).toBe(65532);
});

test.each([[undefined, 7], [null, 7], [0, 0], [1000, 1000]])('the fix turns %p into %p', (value, expected) => {
  const context = amended(DEFAULT_CONTEXT, { choices: { identity: { fsGroup: 7 } } });
  const once = harden(podWith(value), context).manifest as any;
  expect(once.spec.securityContext.fsGroup).toBe(expected);
  expect(harden(once, context).manifest).toEqual(once);
});

describe('in a third-party pod', () => {
  const inOther = (fsGroupValue: unknown, volume: object | undefined, platform: PlatformName = 'kubernetes') => found(fsGroup, goodPod((spec) => {
    spec.securityContext.fsGroup = fsGroupValue;
    spec.volumes.push(...volume ? [{ name: 'v', ...volume }] : []);
  }), undefined, thirdPartyContext(platform));

  test.each(FILE_CASES)('a missing fsGroup is reported with $title: $needsGroup', ({ volume, needsGroup }) => {
    expect(inOther(undefined, volume)).toEqual(needsGroup ? WRONG : []);
    expect(inOther(null, volume)).toEqual(needsGroup ? WRONG : []);
    expect(inOther(undefined, volume, 'openshift')).toEqual([]);
  });

  test('the group of root is reported without volumes, too', () => expect(inOther(0, undefined)).toEqual(WRONG));

  test('a missing fsGroup is reported if an operator completes the pod', () => {
    const cluster = { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'p' }, spec: { image: 'prom/prometheus:v3.5.0' } };
    expect(found(fsGroup, cluster, undefined, thirdPartyContext('kubernetes'))).not.toEqual([]);
  });
});

test('a missing fsGroup of a hardened pod is reported without volumes', () => {
  expect(found(fsGroup, goodPod((spec) => { delete spec.securityContext.fsGroup; spec.volumes = []; }))).toEqual(WRONG);
});
