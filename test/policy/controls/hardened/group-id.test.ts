import { fixed } from './fixed';
import { JsonObject } from '../../../../src/formats/manifest/json';
import { amended, ContextParts, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { groupId } from '../../../../src/policy/controls/hardened/group-id';
import { harden } from '../../../../src/policy/engine/harden';
import { PlatformName } from '../../../../src/policy/settings/target';
import { found, goodContainer, goodPod, violations } from '../support';

/** A pod with a gid for itself, and one for every container. */
const podWith = (ofPod: unknown, ofContainers: unknown, change: (spec: any) => void = () => {}) => goodPod((spec) => {
  spec.ephemeralContainers = [goodContainer('debug')];
  spec.securityContext.runAsGroup = ofPod;
  for (const list of ['initContainers', 'containers', 'ephemeralContainers']) {
    spec[list][0].securityContext.runAsGroup = ofContainers;
  }
  change(spec);
});

const OF_POD = 'spec.securityContext.runAsGroup';
const OF_CONTAINERS = ['initContainers', 'containers', 'ephemeralContainers'].map((list) => `spec.${list}[0].securityContext.runAsGroup`);

test.each<[unknown, unknown, string[]]>([
  [1000, undefined, []],
  [undefined, 1000, []],
  [undefined, undefined, OF_CONTAINERS],
  [null, null, OF_CONTAINERS],
  [0, undefined, [OF_POD]],
  [1000, 0, OF_CONTAINERS],
  [0, 0, [OF_POD, ...OF_CONTAINERS]],
])('evaluates a gid of %p for the pod and %p for containers', (ofPod, ofContainers, expected) => {
  expect(found(groupId, podWith(ofPod, ofContainers))).toEqual(expected);
});

test.each<[PlatformName, string[]]>([['kubernetes', [OF_POD]], ['gke-autopilot', [OF_POD]], ['openshift', []], ['openshift-v3', []]])(
  'evaluates gid 0 on %s', (platform, expected) => {
    expect(found(groupId, podWith(0, undefined), undefined, { target: { platform } })).toEqual(expected);
  });

test('accepts gid 0 in a user namespace', () => {
  expect(found(groupId, podWith(0, 0, (spec) => { spec.hostUsers = false; }))).toEqual([]);
});

test('accepts a missing gid if the settings leave it to the image', () => {
  expect(found(groupId, podWith(undefined, undefined), undefined, { choices: { identity: { fsGroup: 65532 } } })).toEqual([]);
  expect(found(groupId, podWith(0, undefined), undefined, { choices: { identity: { fsGroup: 65532 } } })).toEqual([OF_POD]);
});

describe('the fix', () => {
  const identity = { user: 1, group: 2, fsGroup: 2 };
  const context = amended(DEFAULT_CONTEXT, { choices: { identity, containerIdentities: { setup: { user: 3, group: 4 } } } });
  const hardened = (manifest: any) => harden(manifest, context).manifest as any;

  test('sets the gid of the pod, and of a container with its own identity', () => {
    const once = hardened(podWith(undefined, undefined));
    expect(once.spec.securityContext.runAsGroup).toBe(2);
    expect(once.spec.initContainers[0].securityContext.runAsGroup).toBe(4);
    expect(once.spec.containers[0].securityContext).not.toHaveProperty('runAsGroup', expect.any(Number));
    expect(hardened(once)).toEqual(once);
  });

  test('keeps existing gids', () => {
    const { spec } = hardened(podWith(0, 7));
    expect([spec.securityContext.runAsGroup, spec.initContainers[0].securityContext.runAsGroup]).toEqual([0, 7]);
  });
});

describe('the fix of a third-party pod', () => {
  type SecurityContext = JsonObject | undefined;
  const contextsAfter = (ofPod: SecurityContext, ofContainers: readonly SecurityContext[], context: ContextParts = { }) => {
    const containers = ofContainers.map((securityContext, index) => ({ name: 'abc'[index], ...(securityContext && { securityContext }) }));
    const pod = { apiVersion: 'v1', kind: 'Pod', spec: { containers, ...(ofPod && { securityContext: ofPod }) } };
    const choices = { identity: { user: 1, group: 2 }, ...context.choices };
    const { spec } = fixed(groupId, pod, { choices, notes: { isNotHardenedKind: true } });
    return [spec.securityContext, ...spec.containers.map((container: any) => container.securityContext)];
  };

  test.each<[string, SecurityContext, readonly SecurityContext[], readonly SecurityContext[]]>([
    ['writes the gid for the pod if no container states ids', undefined, [undefined, {}], [{ runAsGroup: 2 }, undefined, {}]],
    [
      'writes it for the pod if all containers have the uid of the settings', { runAsUser: 1 }, [undefined, { runAsUser: 1 }],
      [{ runAsUser: 1, runAsGroup: 2 }, undefined, { runAsUser: 1 }],
    ],
    ['leaves a container with another uid alone', undefined, [{ runAsUser: 5 }, undefined], [undefined, { runAsUser: 5 }, { runAsGroup: 2 }]],
    ['leaves a container with a gid alone', undefined, [{ runAsGroup: 5 }, undefined], [undefined, { runAsGroup: 5 }, { runAsGroup: 2 }]],
    [
      'leaves a container alone whose pod has another uid', { runAsUser: 5 }, [undefined, { runAsUser: 1 }],
      [{ runAsUser: 5 }, undefined, { runAsUser: 1, runAsGroup: 2 }],
    ],
    ['changes nothing if the pod has a gid', { runAsGroup: 5 }, [undefined], [{ runAsGroup: 5 }, undefined]],
  ])('%s', (_, ofPod, ofContainers, expected) => expect(contextsAfter(ofPod, ofContainers)).toEqual(expected));

  test('writes it for each container if one of them has an identity of its own', () => {
    const containerIdentities = { b: { user: 3, group: 4 } };
    const contexts = contextsAfter(undefined, [undefined, undefined], { choices: { containerIdentities } });
    expect(contexts).toEqual([undefined, { runAsGroup: 2 }, { runAsGroup: 4 }]);
  });

  test('writes nothing where the gid is not known', () => {
    const containerIdentities = { a: { user: 3 }, b: { user: 4 } };
    const contexts = contextsAfter(undefined, [undefined, { runAsUser: 4 }], { choices: { containerIdentities } });
    expect(contexts).toEqual([undefined, undefined, { runAsUser: 4 }]);
  });
});

test.each<[string, (spec: any) => void, string]>([
  ['the pod', (spec) => { spec.securityContext.runAsGroup = 0; }, 'waive this, or give their files to another group in the image (`chgrp -R`)'],
  ['a container', (spec) => { spec.containers[0].securityContext.runAsGroup = 0; }, 'images built for gid 0 (Keycloak, Elasticsearch, Red Hat\'s UBI) need it'],
])('the remedy explains images that are built for gid 0, with gid 0 in %s', (_, change, remedy) => {
  expect(violations(groupId, goodPod(change))[0].remedy).toContain(remedy);
});
