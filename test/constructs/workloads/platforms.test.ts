import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { container, KINDS, manifestOf, newChart, podSpecOf, Props, synthError } from './support';
import { Hardening, Platform, RunAs } from '../../../src';
import { foreignContext } from '../../../src/constructs/options/resolve';
import { amended } from '../../../src/policy/context/context';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';

// Every identity on every platform, for every kind: the emitted ids, or the error with its remedy.

/** The ids that a pod has: uid, gid, fsGroup, and whether it has a user namespace and must not be root. */
type Id = number | undefined;
type Emitted = readonly [uid: Id, gid: Id, fsGroup: Id, hostUsers?: false, nonRoot?: undefined];

/** The emitted ids, or the remedy of the error. */
type Expected = Emitted | string;

const NAMESPACE_IDS = 'remove it, or set `runAs: RunAs.platformAssigned()`';
const RANGE = 'use an id from 1000 to 65534, as `RunAs.nonRoot()` does, or `RunAs.platformAssigned()`';
const UNASSIGNED = 'set `runAs: RunAs.nonRoot()`, or `RunAs.imageUser()` for an image whose USER is a number';
const V3_INSTEAD = 'or set `Platform.OPENSHIFT_V3`';
const SMALL_IDS = 'use an id up to 65535';
const { KUBERNETES, OPENSHIFT, OPENSHIFT_V3, GKE_AUTOPILOT } = Platform;

const unique = RunAs.unique({ seed: 'a' });
const UNIQUE = unique._toIdentity('').user;

const IDENTITIES: readonly { name: string; props: Partial<Props>; on: { readonly [platform in Platform]: Expected } }[] = [
  {
    name: 'the default',
    props: {},
    on: {
      [KUBERNETES]: [65532, 65532, 65532],
      [OPENSHIFT]: [undefined, undefined, undefined],
      [OPENSHIFT_V3]: [undefined, undefined, undefined, false],
      [GKE_AUTOPILOT]: [65532, 65532, 65532],
    },
  },
  {
    name: 'nonRoot',
    props: { runAs: RunAs.nonRoot() },
    on: {
      [KUBERNETES]: [65532, 65532, 65532],
      [OPENSHIFT]: NAMESPACE_IDS,
      [OPENSHIFT_V3]: [65532, 65532, 65532, false],
      [GKE_AUTOPILOT]: [65532, 65532, 65532],
    },
  },
  {
    name: 'a user of an image',
    props: { runAs: RunAs.user(20000, 30000) },
    on: {
      [KUBERNETES]: [20000, 30000, 30000],
      [OPENSHIFT]: NAMESPACE_IDS,
      [OPENSHIFT_V3]: [20000, 30000, 30000, false],
      [GKE_AUTOPILOT]: [20000, 30000, 30000],
    },
  },
  ...[RunAs.user(101), RunAs.user(999), RunAs.user(70), RunAs.user(472)].map((runAs) => {
    const { user } = runAs._toIdentity('');
    return {
      name: `a uid below 1000: ${user}`,
      props: { runAs },
      on: {
        [KUBERNETES]: [user, user, user] as const,
        [OPENSHIFT]: NAMESPACE_IDS,
        [OPENSHIFT_V3]: RANGE,
        [GKE_AUTOPILOT]: [user, user, user] as const,
      },
    };
  }),
  {
    name: 'unique',
    props: { runAs: unique },
    on: {
      [KUBERNETES]: [UNIQUE, UNIQUE, UNIQUE],
      [OPENSHIFT]: NAMESPACE_IDS,
      [OPENSHIFT_V3]: RANGE,
      [GKE_AUTOPILOT]: [UNIQUE, UNIQUE, UNIQUE],
    },
  },
  {
    name: 'imageUser',
    props: { runAs: RunAs.imageUser() },
    on: {
      [KUBERNETES]: [undefined, undefined, 65532],
      [OPENSHIFT]: NAMESPACE_IDS,
      [OPENSHIFT_V3]: [undefined, undefined, 65532, false],
      [GKE_AUTOPILOT]: [undefined, undefined, 65532],
    },
  },
  {
    name: 'platformAssigned',
    props: { runAs: RunAs.platformAssigned() },
    on: {
      [KUBERNETES]: UNASSIGNED,
      [OPENSHIFT]: [undefined, undefined, undefined],
      [OPENSHIFT_V3]: [undefined, undefined, undefined, false],
      [GKE_AUTOPILOT]: UNASSIGNED,
    },
  },
  {
    name: 'rootInUserNamespace',
    props: { runAs: RunAs.rootInUserNamespace() },
    on: {
      [KUBERNETES]: [0, 0, 0, false, undefined],
      [OPENSHIFT]: V3_INSTEAD,
      [OPENSHIFT_V3]: RANGE,
      [GKE_AUTOPILOT]: [0, 0, 0, false, undefined],
    },
  },
  {
    name: 'the default in a user namespace',
    props: { userNamespace: true },
    on: {
      [KUBERNETES]: [65532, 65532, 65532, false],
      [OPENSHIFT]: V3_INSTEAD,
      [OPENSHIFT_V3]: [undefined, undefined, undefined, false],
      [GKE_AUTOPILOT]: [65532, 65532, 65532, false],
    },
  },
  {
    name: 'unique in a user namespace',
    props: { runAs: unique, userNamespace: true },
    on: { [KUBERNETES]: SMALL_IDS, [OPENSHIFT]: V3_INSTEAD, [OPENSHIFT_V3]: SMALL_IDS, [GKE_AUTOPILOT]: SMALL_IDS },
  },
  {
    name: 'no user namespace, explicitly',
    props: { userNamespace: false },
    on: {
      [KUBERNETES]: [65532, 65532, 65532],
      [OPENSHIFT]: [undefined, undefined, undefined],
      [OPENSHIFT_V3]: 'set `userNamespace: true`, which restricted-v3 requires',
      [GKE_AUTOPILOT]: [65532, 65532, 65532],
    },
  },
];

/** Findings that are warnings, and right: low ids are the image's, and what Autopilot does no one knows. */
const WARNINGS = ['high-user-id', 'high-group-id', 'autopilot-unknown'];

const CASES = KINDS.flatMap(({ kind, hardened }) => IDENTITIES.flatMap(({ name, props, on }) =>
  Object.values(Platform).map((platform) => ({ kind, hardened, name, props, platform, expected: on[platform] }))));

/** What Autopilot leaves as it is. */
const resources = {
  cpu: { request: Cpu.units(1), limit: Cpu.units(1) },
  memory: { request: Size.gibibytes(1), limit: Size.gibibytes(1) },
};

function make({ hardened, props, platform }: Pick<typeof CASES[number], 'hardened' | 'props' | 'platform'>) {
  const chart = newChart();
  Hardening.of(chart).setDefaults({ platform });
  const containers = { containers: [container({ resources })], initContainers: [container({ name: 'setup', resources })] };
  return { chart, workload: hardened(chart, 'web', { ...containers, ...props }) };
}

test.each(CASES.filter(({ expected }) => typeof expected !== 'string'))('Hardened$kind as $name on $platform has the expected ids', (made) => {
  const { workload } = make(made);
  const [user, group, fsGroup, hostUsers, ...root] = made.expected as Emitted;
  const { securityContext, ...spec } = podSpecOf(workload);
  const { runAsUser, runAsGroup, fsGroup: groupOfVolumes } = securityContext;
  expect([runAsUser, runAsGroup, groupOfVolumes, spec.hostUsers]).toEqual([user, group, fsGroup, hostUsers]);
  expect(securityContext.runAsNonRoot).toBe(root.length > 0 ? undefined : true);

  // Evaluated again as a third-party manifest on that platform.
  const context = amended(foreignContext(workload), { choices: { identity: { fsGroup } } });
  const findings = evaluate(manifestOf(workload), profileOf('hardened'), context).map(({ control }) => control.id);
  expect(findings.filter((id) => !WARNINGS.includes(id))).toEqual([]);
});

test.each(CASES.filter(({ expected }) => typeof expected === 'string'))('Hardened$kind as $name on $platform is refused', (made) => {
  expect(synthError(make(made).chart)).toContain(made.expected);
});

describe('GKE Autopilot', () => {
  const onAutopilot = (kind: typeof KINDS[number], props: Partial<Props>) => make({ ...kind, props, platform: GKE_AUTOPILOT });

  test.each(KINDS)('gives a Hardened$kind the storage that it requests', (kind) => {
    const { containers, initContainers } = podSpecOf(onAutopilot(kind, {}).workload);
    for (const { resources: { requests, limits } } of [...containers, ...initContainers]) {
      expect([requests['ephemeral-storage'], limits['ephemeral-storage']]).toEqual(['2Gi', '2Gi']);
    }
  });

  test.each<[string, any, string, string]>([
    ['a request', { request: Size.gibibytes(1) }, '1Gi', '1Gi'],
    ['a limit', { limit: Size.gibibytes(5) }, '5Gi', '5Gi'],
    ['a request and a limit', { request: Size.gibibytes(1), limit: Size.gibibytes(5) }, '1Gi', '5Gi'],
  ])('keeps %s of the author', (_, ephemeralStorage, request, limit) => {
    const props = { containers: [container({ resources: { ...resources, ephemeralStorage } })] };
    const [{ resources: { requests, limits } }] = podSpecOf(onAutopilot(KINDS[1], props).workload).containers;
    expect([requests['ephemeral-storage'], limits['ephemeral-storage']]).toEqual([request, limit]);
  });

  test('refuses more storage than Autopilot allows', () => {
    const containers = Array.from({ length: 6 }, (_, index) => container({ name: `c${index}`, resources }));
    expect(synthError(onAutopilot(KINDS[1], { containers }).chart))
      .toContain('autopilot-ephemeral-storage: spec.template.spec.containers is "12Gi": the ephemeral storage of all containers is 12Gi');
  });
});
