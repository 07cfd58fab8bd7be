import { assess } from '../../src/engine/assess';
import { planOf, Rules } from '../../src/engine/plan';
import { knowledgeOf } from '../../src/images/knowledge-of';

// The users of images that are known, as far as the same program starts as that user for certain.

/** USER of these images: root with a start script that becomes 999, a name, a number. */
const ROOT = 'redis:8';
const NAMED = 'quay.io/prometheus/prometheus:v3.4.0';
const NUMERIC = 'nginxinc/nginx-unprivileged:1.29';
const FILE_CAPABILITY = 'registry.k8s.io/coredns/coredns:v1.12.0';
const POSTGRES = 'postgres:17';

function pod(image: string, container: object = {}, spec: object = {}): any {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { ...spec, containers: [{ name: 'main', image, ...container }] } };
}

function hardened(manifest: any, rules: Rules = {}, facts?: object) {
  const { manifest: after, objects: [{ unknownUsers }] } = assess(manifest, (object, pods) => planOf(rules, object, facts, pods)) as any;
  return { pod: after.spec.securityContext, container: after.spec.containers[0].securityContext, unknownUsers };
}

const idsOf = ({ runAsUser, runAsGroup }: any) => [runAsUser, runAsGroup];

test('the images of these tests are as they say', () => {
  expect([ROOT, NAMED, NUMERIC, POSTGRES].map((image) => knowledgeOf(image)!.facts.imageUser)).toEqual(['root', 'name', 'numeric', 'root']);
  expect([ROOT, POSTGRES].map((image) => knowledgeOf(image)!.facts.stepsDownWith !== undefined)).toEqual([true, true]);
  expect(knowledgeOf(FILE_CAPABILITY)!.facts.fileCapabilities).toEqual(['NET_BIND_SERVICE']);
});

test('an image whose USER is a name gets the number of that user, and no group', () => {
  const { container, unknownUsers } = hardened(pod(NAMED));
  expect([idsOf(container), unknownUsers]).toEqual([[65534, undefined], []]);
});

test('an image whose USER is a number needs nothing, and is not listed', () => {
  const { container, unknownUsers } = hardened(pod(NUMERIC));
  expect([idsOf(container), unknownUsers]).toEqual([[undefined, undefined], []]);
});

describe('an image that starts as root and becomes another user', () => {
  const VOLUME = { volumeMounts: [{ name: 'v', mountPath: '/data' }] };
  const withVolume = (source: object, more: object = {}) => pod(ROOT, VOLUME, { volumes: [{ name: 'v', ...source }], ...more });

  test('starts as that user', () => {
    const { container, pod: { fsGroup }, unknownUsers } = hardened(pod(ROOT));
    expect([idsOf(container), fsGroup, unknownUsers]).toEqual([[999, 999], undefined, []]);
  });

  test.each<[string, any, object, number | undefined]>([
    ['an emptyDir, which everybody may write', withVolume({ emptyDir: {} }), {}, undefined],
    ['a PersistentVolumeClaim of the same input', withVolume({ persistentVolumeClaim: { claimName: 'c' } }), { ownClaims: new Set(['c']) }, 999],
    ['an ephemeral volume', withVolume({ ephemeral: { volumeClaimTemplate: {} } }), {}, 999],
    ['a claim template', pod(ROOT, VOLUME), {}, 999],
    ['a PersistentVolumeClaim in a pod with an fsGroup', withVolume({ persistentVolumeClaim: { claimName: 'c' } }, { securityContext: { fsGroup: 5 } }), {}, 5],
    ['a Secret that everybody may read', withVolume({ secret: { secretName: 's' } }), {}, undefined],
  ])('also with %s', (_, manifest, facts, fsGroup) => {
    const { container, pod: context } = hardened(manifest, {}, facts);
    expect([idsOf(container), context.fsGroup]).toEqual([[999, 999], fsGroup]);
  });

  test.each<[string, any]>([
    ['a PersistentVolumeClaim of another input', withVolume({ persistentVolumeClaim: { claimName: 'c' } })],
    ['a volume of a CSI driver', withVolume({ csi: { driver: 'd' } })],
    ['a Secret that only root may read', withVolume({ secret: { secretName: 's', defaultMode: 0o400 } })],
    ['an item of a Secret that only root may read', withVolume({ secret: { secretName: 's', items: [{ key: 'a', path: 'a', mode: 0o440 }] } })],
    ['a command of its own, which may be made for root', pod(ROOT, { command: ['sh'] })],
    ['a data directory that no group may write', pod(POSTGRES, { volumeMounts: [{ name: 'v', mountPath: '/var/lib/postgresql/data' }] })],
  ])('not with %s: its uid is listed as needed, with the number', (_, manifest) => {
    const { container, unknownUsers } = hardened(manifest);
    expect(idsOf(container)).toEqual([undefined, undefined]);
    expect(unknownUsers).toEqual([expect.objectContaining({ container: 'main', known: expect.objectContaining({ uid: 999 }) })]);
  });

  test('also with a data directory below the mount', () => {
    const env = [{ name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' }];
    const { container, pod: { fsGroup } } = hardened(pod(POSTGRES, { env, volumeMounts: [{ name: 'v', mountPath: '/var/lib/postgresql/data' }] }));
    expect([idsOf(container), fsGroup]).toEqual([[999, 999], 999]);
  });
});

describe('a uid that somebody states', () => {
  test.each<[string, any, Rules, unknown]>([
    ['in the container', pod(ROOT, { securityContext: { runAsUser: 7 } }), {}, [7, undefined]],
    ['for the image in the rules', pod(ROOT), { workloads: [{ match: { image: 'redis' }, identity: { user: 7, group: 8 } }] }, [7, 8]],
  ])('counts more than the image: %s', (_, manifest, rules, ids) => expect(idsOf(hardened(manifest, rules).container)).toEqual(ids));

  test('for the whole pod counts more than the image', () => {
    const { pod: context, container } = hardened(pod(ROOT), { identity: { user: 7, group: 8, fsGroup: 9 } });
    expect([idsOf({ ...context, ...container }), context.fsGroup]).toEqual([[7, 8], 9]);
    expect(hardened(pod(ROOT, {}, { securityContext: { runAsUser: 7 } })).container).not.toHaveProperty('runAsUser');
  });
});

test('an image with a capability in its file keeps it, or it would not start', () => {
  expect(hardened(pod(FILE_CAPABILITY)).container.capabilities).toEqual({ drop: ['ALL'], add: ['NET_BIND_SERVICE'] });
  expect(hardened(pod(FILE_CAPABILITY, { securityContext: { runAsUser: 7 } })).container.capabilities.add).toEqual(['NET_BIND_SERVICE']);
});

test('a workload that cannot meet its profile keeps its users', () => {
  const { container, unknownUsers } = hardened(pod(ROOT, {}, { hostPID: true }));
  expect([container, unknownUsers]).toEqual([{ allowPrivilegeEscalation: false }, []]);
});

test('the profile hardened uses the same users', () => {
  const { container } = hardened(pod(ROOT), { profile: 'hardened' });
  expect(idsOf(container)).toEqual([999, 999]);
});

test('nothing is taken from images if the rules say so', () => {
  const { container, unknownUsers } = hardened(pod(ROOT), { imageKnowledge: 'off' });
  expect([idsOf(container), unknownUsers.length]).toEqual([[undefined, undefined], 1]);
});

test('a second time nothing changes', () => {
  for (const image of [ROOT, NAMED, NUMERIC, FILE_CAPABILITY, POSTGRES]) {
    const plan = (object: any, pods: any) => planOf({}, object, undefined, pods);
    const { manifest } = assess(pod(image), plan);
    expect(assess(manifest, plan).changes).toEqual([]);
  }
});
