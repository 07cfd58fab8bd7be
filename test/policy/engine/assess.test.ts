import { toFieldPath } from '../../../src/formats/manifest/paths';
import { ImageFacts } from '../../../src/knowledge/images/known-image';
import { ContextParts } from '../../../src/policy/context/context';
import { assess, evaluationContext } from '../../../src/policy/engine/assess';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { planOf, HardeningConfig } from '../../../src/policy/engine/plan';
import { profileOf } from '../../../src/policy/engine/profile';
import { DEFAULT_CHOICES } from '../../../src/policy/settings/choices';
import { applyWaivers } from '../../../src/policy/waivers/apply';
import { claimsNamed } from '../facts/known';

const USER = { securityContext: { runAsUser: 7 } };

function pod(container: object = {}, spec: object = {}): any {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { ...spec, containers: [{ name: 'main', image: 'acme/app:1', ...container }] } };
}

/** An object with a pod for each container; `template` is what all pods have. */
function workflow(spec: object, template: object, ...containers: readonly object[]): any {
  const templates = containers.map((container, index) => ({ ...template, name: `t${index}`, container: { image: 'acme/app:1', ...container } }));
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', metadata: { name: 'w' }, spec: { ...spec, entrypoint: 't0', templates } };
}

function hardened(manifest: any, rules: HardeningConfig = {}): any {
  return assess(manifest, (object) => planOf(rules, object));
}

const specOf = (manifest: any, rules: HardeningConfig = {}) => hardened(manifest, rules).manifest.spec;
const left = (manifest: any, rules: HardeningConfig = {}) => hardened(manifest, rules).objects
  .flatMap(({ findings }: any) => findings.map(({ control }: any) => control.id));
const changes = (manifest: any, rules: HardeningConfig = {}) =>
  hardened(manifest, rules).changes.map(({ path, before, after }: any) => [toFieldPath(path), before, after]);

describe('the profile pss-restricted', () => {
  test('fills in the four fields that it requires, and nothing else', () => {
    expect(specOf(pod(USER))).toEqual({
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: 'main',
        image: 'acme/app:1',
        securityContext: { runAsUser: 7, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      }],
    });
    expect(left(pod(USER))).toEqual([]);
  });

  test('adds no field to the pod that every container has', () => {
    const own = { runAsUser: 7, runAsNonRoot: true, seccompProfile: { type: 'Localhost', localhostProfile: 'p' }, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
    expect(changes(pod({ securityContext: own }))).toEqual([]);
  });

  test('does not set privileged: false beside a container that is privileged', () => {
    const { containers } = specOf(pod(USER, { initContainers: [{ name: 'init', image: 'a:1', securityContext: { privileged: true } }] }));
    expect(containers[0].securityContext).not.toHaveProperty('privileged');
  });

  test('leaves a service account token, the root filesystem, limits and volumes alone', () => {
    const spec = { volumes: [{ name: 'data', emptyDir: {} }], automountServiceAccountToken: true };
    expect(specOf(pod(USER, spec))).toMatchObject(spec);
    expect(JSON.stringify(specOf(pod(USER, spec)))).not.toMatch(/readOnlyRootFilesystem|ephemeral-storage|sizeLimit|imagePullPolicy|enableServiceLinks/);
  });

  test('follows the Kubernetes version: before 1.19 no seccomp profile is required', () => {
    expect(specOf(pod(USER), { kubernetesVersion: 18 }).securityContext).toEqual({ runAsNonRoot: true });
  });
});

test('the profile pss-baseline requires nothing that could be filled in', () => {
  expect(changes(pod(), { profile: 'pss-baseline' })).toEqual([]);
});

test('the profile hardened fills in what a hardened workload has, with the default uid', () => {
  const spec = specOf(pod(), { profile: 'hardened' });
  expect(spec.securityContext.runAsUser).toBe(65532);
  expect(spec.containers[0].securityContext.readOnlyRootFilesystem).toBe(true);
  expect(spec.containers[0].volumeMounts).toContainEqual(expect.objectContaining({ mountPath: '/tmp' }));
});

describe('an image whose user is unknown', () => {
  test('must not run as root, and is listed', () => {
    const { manifest, objects: [{ unknownUsers }] } = hardened(pod());
    expect(manifest.spec.securityContext.runAsNonRoot).toBe(true);
    expect(unknownUsers).toEqual([{ list: 'containers', container: 'main', image: 'acme/app:1' }]);
  });

  test.each<[string, any, HardeningConfig]>([
    ['the manifest states a uid', pod(USER), {}],
    ['the manifest states the uid of the pod', pod({}, { securityContext: { runAsUser: 7 } }), {}],
    ['the manifest requires a non-root user, so that it started before', pod({}, { securityContext: { runAsNonRoot: true } }), {}],
    ['the rules state a uid', pod(), { identity: { user: 7 } }],
    ['a rule states the uid of the image', pod(), { workloads: [{ match: { image: 'acme/app' }, identity: { user: 7 } }] }],
    ['the platform assigns uids', pod(), { platform: 'openshift' }],
  ])('is not listed if %s', (_, manifest, rules) => {
    expect(hardened(manifest, rules).objects[0].unknownUsers).toEqual([]);
  });

  test('is listed if its author states the uid 0 and it is replaced, and not if the author states the default uid', () => {
    const listed = (user: number) => hardened(pod({ securityContext: { runAsUser: user } }), { profile: 'hardened', overrideUnsafe: true }).objects[0].unknownUsers;
    expect([listed(0).length, listed(65532).length]).toEqual([1, 0]);
  });

  test('is not listed without an image, which no settings can name', () => {
    expect(hardened(pod({ image: undefined })).objects[0].unknownUsers).toEqual([]);
  });

  test('has no doubts beside its uid, if that is unknown', () => {
    const families = [{ name: 'app', repositories: ['docker.io/acme/app'], variants: [{ hint: 'read its page' }] }];
    expect(hardened(pod({ command: ['run'] }), { ownImages: { families } }).objects[0].unknownUsers).toEqual([
      { list: 'containers', container: 'main', image: 'acme/app:1', known: { name: 'app 1', hint: 'read its page' } },
    ]);
  });

  test.each<[ImageFacts, string | undefined]>([
    [{ uid: 7 }, undefined],
    [{ uid: 7, hint: 'read its page' }, 'read its page'],
    [{ uid: 7, needsRoot: 'it mounts disks' }, 'it works only as root: it mounts disks'],
    [{ uid: 7, needsRoot: 'it mounts disks', hint: 'read its page' }, 'it works only as root: it mounts disks. read its page'],
  ])('has in its hint what is known: %j', (facts, hint) => {
    const families = [{ name: 'app', repositories: ['docker.io/acme/app'], variants: [facts] }];
    expect(hardened(pod(), { ownImages: { families } }).objects[0].unknownUsers[0].known.hint).toBe(hint);
  });

  test('is listed without a name if its name is no text', () => {
    expect(hardened(pod({ image: 7 })).objects[0].unknownUsers).toEqual([{ list: 'containers', container: 'main', image: '' }]);
  });

  test('is listed under the default uid of the profile hardened, which no one chose for it', () => {
    expect(hardened(pod(), { profile: 'hardened' }).objects[0].unknownUsers).toHaveLength(1);
  });

  test('leaves the workload unchanged if the rules say so, and is listed', () => {
    const { manifest, changes: made, objects: [{ unknownUsers, isSkipped }] } = hardened(pod(), { unknownUser: 'skip' });
    expect(manifest).toEqual(pod());
    expect(made).toEqual([]);
    expect([unknownUsers.length, isSkipped]).toEqual([1, true]);
  });
});

describe('capabilities that a container drops', () => {
  const drops = (drop: unknown) => pod({ securityContext: { runAsUser: 7, capabilities: { drop } } });
  const dropped = (drop: unknown) => specOf(drops(drop)).containers[0].securityContext.capabilities.drop;

  test('get ALL beside `all`, which runtimes take for it and Pod Security does not', () => {
    expect([dropped(['all']), dropped(['NET_RAW', 'All']), dropped(['all', 'ALL'])]).toEqual([['all', 'ALL'], ['NET_RAW', 'All', 'ALL'], ['all', 'ALL']]);
    expect(left(drops(['all']))).toEqual([]);
    expect(changes(hardened(drops(['all'])).manifest)).toEqual([]);
  });

  test('stay as they are if the author drops only some', () => {
    expect(dropped(['NET_RAW'])).toEqual(['NET_RAW']);
    expect(left(drops(['NET_RAW']))).toEqual(['capabilities-restricted']);
  });
});

describe('a workload with values that the API server refuses for their type', () => {
  const port = { env: [{ name: 'PORT', value: 8080 }] };

  test('is filled in like others: nothing runs until they are corrected', () => {
    const { manifest: { spec }, objects: [{ keepsUsers, unknownUsers }] } = hardened(pod(port));
    expect([spec.securityContext.runAsNonRoot, spec.containers[0].securityContext.capabilities]).toEqual([true, { drop: ['ALL'] }]);
    expect([keepsUsers, unknownUsers.length, left(pod(port))]).toEqual([false, 1, ['field-types']]);
  });

  test('is filled in if its text sets a key twice, too: Pod Security never sees it', () => {
    const duplicateKeys = { in: () => [{ path: ['spec', 'nodeName'], lines: [7, 9] }] };
    const { manifest, objects: [{ findings }] } = assess(pod(), (object) => planOf({}, object, { notes: { duplicateKeys } })) as any;
    expect([manifest.spec.securityContext.runAsNonRoot, findings.map(({ control }: any) => control.id)]).toEqual([true, ['duplicate-keys']]);
  });

  test('stays as it is where the type is that of a field to fill in', () => {
    const context = { runAsNonRoot: 'true' };
    expect(specOf(pod({ securityContext: context })).containers[0].securityContext.runAsNonRoot).toBe('true');
    expect(left(pod({ securityContext: context }))).toEqual(expect.arrayContaining(['run-as-non-root', 'field-types']));
  });
});

describe('a workload that cannot meet its profile', () => {
  const HOST = { volumes: [{ name: 'host', hostPath: { path: '/var/log' } }] };

  test('keeps a user that may be root, with its capabilities', () => {
    const { manifest: { spec }, objects: [{ unknownUsers, keepsUsers }] } = hardened(pod({}, HOST));
    expect(spec.securityContext).toEqual({ seccompProfile: { type: 'RuntimeDefault' } });
    expect(spec.containers[0].securityContext).toEqual({ allowPrivilegeEscalation: false });
    expect([unknownUsers, keepsUsers]).toEqual([[], true]);
  });

  test('gets what a container with a stated uid can have', () => {
    expect(specOf(pod(USER, HOST)).containers[0].securityContext).toMatchObject({ capabilities: { drop: ['ALL'] } });
    expect(specOf(pod(USER, HOST)).securityContext.runAsNonRoot).toBe(true);
  });

  test('gets everything if it is of a hardened kind, which its findings stop', () => {
    const { manifest } = assess(pod({}, HOST), (object) => planOf({}, object, { notes: { isNotHardenedKind: false } })) as any;
    expect(manifest.spec.securityContext.runAsNonRoot).toBe(true);
  });

  test('gets everything once what keeps it is waived', () => {
    const waiver = { control: 'restricted-volumes', reason: 'reads the logs of all pods', allow: ['/var/log'] };
    const { manifest, objects: [{ findings }] } = assess(pod({}, HOST), (object) => ({
      ...planOf({}, object), waive: (found) => applyWaivers(found, [waiver]),
    })) as any;
    expect(manifest.spec.securityContext.runAsNonRoot).toBe(true);
    expect(findings.map((finding: any) => finding.waiver)).toEqual([waiver]);
  });
});

describe('what a waiver accepts', () => {
  const contextsIn = ({ initContainers, containers }: any): any[] =>
    [initContainers[0], containers[0]].map(({ securityContext }) => securityContext);

  const waived = (manifest: any, waiver: object, rules: HardeningConfig = {}) => assess(manifest, (object) => ({
    ...planOf(rules, object), waive: (found) => applyWaivers(found, [{ reason: 'needed by the application', ...waiver } as any]),
  })).manifest as any;

  test('is not filled in', () => {
    const { spec } = waived(pod(), { control: 'run-as-non-root', containers: ['main'] });
    expect(spec.securityContext).toEqual({ seccompProfile: { type: 'RuntimeDefault' } });
    expect(spec.containers[0].securityContext).toEqual({ allowPrivilegeEscalation: false });
  });

  test('is filled in for the other containers', () => {
    const two = pod(USER, { initContainers: [{ name: 'init', image: 'a:1', securityContext: { runAsUser: 7 } }] });
    const { spec } = waived(two, { control: 'capabilities-restricted', initContainers: ['init'] });
    expect(spec.initContainers[0].securityContext).not.toHaveProperty('capabilities');
    expect(spec.containers[0].securityContext.capabilities).toEqual({ drop: ['ALL'] });
  });

  test('is a user that may be root, beside containers that get a non-root one', () => {
    const two = pod(USER, { initContainers: [{ name: 'init', image: 'a:1' }] });
    const { spec } = waived(two, { control: 'run-as-non-root', initContainers: ['init'] });
    expect(spec.securityContext).not.toHaveProperty('runAsNonRoot');
    expect(contextsIn(spec).map(({ runAsNonRoot }) => runAsNonRoot)).toEqual([undefined, true]);
  });

  test('is not replaced, but in other containers', () => {
    const unsafe = { runAsUser: 7, allowPrivilegeEscalation: true };
    const two = pod({ securityContext: unsafe }, { initContainers: [{ name: 'init', image: 'a:1', securityContext: unsafe }] });
    const { spec } = waived(two, { control: 'allow-privilege-escalation', containers: ['main'] }, { overrideUnsafe: true });
    expect(contextsIn(spec).map(({ allowPrivilegeEscalation }) => allowPrivilegeEscalation)).toEqual([false, true]);
  });

  test('is not replaced', () => {
    const { spec } = waived(pod({ securityContext: { runAsUser: 0, allowPrivilegeEscalation: true } }),
      { control: 'allow-privilege-escalation', containers: ['main'] }, { overrideUnsafe: true });
    expect(spec.containers[0].securityContext).toMatchObject({ allowPrivilegeEscalation: true, capabilities: { drop: ['ALL'] } });
    expect(spec.containers[0].securityContext).not.toHaveProperty('runAsUser');
  });
});

describe('unsafe values', () => {
  const UNSAFE = {
    allowPrivilegeEscalation: true,
    appArmorProfile: { type: 'Unconfined' },
    capabilities: { add: ['NET_ADMIN', 'NET_BIND_SERVICE'], drop: ['MKNOD'] },
    privileged: true,
    procMount: 'Unmasked',
    runAsNonRoot: false,
    runAsUser: 0,
    seLinuxOptions: { type: 'spc_t', level: 's0' },
    seccompProfile: { type: 'Unconfined' },
  };

  test('stay and are found', () => {
    expect(specOf(pod({ securityContext: UNSAFE })).containers[0].securityContext).toMatchObject(UNSAFE);
    expect(new Set(left(pod({ securityContext: UNSAFE })))).toEqual(new Set([
      'privileged', 'app-armor-profile', 'proc-mount-restricted', 'selinux-options', 'allow-privilege-escalation', 'capabilities-restricted', 'run-as-non-root', 'run-as-user',
      'seccomp-profile-restricted',
    ]));
  });

  test('are replaced if the user asks for it, each with its value before', () => {
    const rules = { overrideUnsafe: true };
    expect(specOf(pod({ securityContext: UNSAFE }), rules).containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
      privileged: false,
      runAsNonRoot: true,
      seLinuxOptions: { level: 's0' },
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(left(pod({ securityContext: UNSAFE }), rules)).toEqual([]);
    const before = Object.fromEntries(changes(pod({ securityContext: UNSAFE }), rules).map(([path, value]: any) => [path.replace(/.*securityContext./, ''), value]));
    expect(before).toMatchObject({
      'allowPrivilegeEscalation': true,
      'appArmorProfile': { type: 'Unconfined' },
      'capabilities.add': ['NET_ADMIN', 'NET_BIND_SERVICE'],
      'capabilities.drop': ['MKNOD'],
      'privileged': true,
      'procMount': 'Unmasked',
      'runAsNonRoot': false,
      'runAsUser': 0,
      'seLinuxOptions.type': 'spc_t',
      'seccompProfile.type': 'Unconfined',
    });
  });

  test('of the pod and of its annotations are replaced, too', () => {
    const manifest = pod({}, { securityContext: { runAsUser: 0, runAsNonRoot: false, seccompProfile: { type: 'Unconfined' } } });
    manifest.metadata.annotations = { 'container.apparmor.security.beta.kubernetes.io/main': 'unconfined', 'a': 'b' };
    const { manifest: after } = hardened(manifest, { overrideUnsafe: true });
    expect(after.spec.securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(after.metadata.annotations).toEqual({ a: 'b' });
  });

  test.each<[string, object, object]>([
    ['a host path', {}, { volumes: [{ name: 'h', hostPath: { path: '/' } }] }],
    ['the network of the host', {}, { hostNetwork: true }],
    ['a host port', { ports: [{ containerPort: 80, hostPort: 80 }] }, {}],
    ['a block device', { volumeDevices: [{ name: 'd', devicePath: '/dev/x' }] }, {}],
  ])('keep privileged: true and root in a pod that has %s', (_, container, spec) => {
    const manifest = pod({ ...container, securityContext: { privileged: true, runAsUser: 0 } }, spec);
    expect(specOf(manifest, { overrideUnsafe: true }).containers[0].securityContext).toMatchObject({ privileged: true, runAsUser: 0 });
  });

  test('are replaced only by the controls of the profile', () => {
    const { containers: [{ securityContext }] } = specOf(pod({ securityContext: UNSAFE }), { overrideUnsafe: true, profile: 'pss-baseline' });
    expect(securityContext).toMatchObject({ allowPrivilegeEscalation: true, privileged: false, runAsUser: 0 });
  });
});

describe('controls', () => {
  test('change something only if `only` names them', () => {
    expect(changes(pod(USER), { only: ['seccomp-profile-restricted'] })).toEqual([['spec.securityContext', undefined, { seccompProfile: { type: 'RuntimeDefault' } }]]);
  });

  test('change nothing if `keep` names them', () => {
    expect(specOf(pod(USER), { keep: ['seccomp-profile-restricted'] }).securityContext).toEqual({ runAsNonRoot: true });
    expect(specOf(pod({ securityContext: { allowPrivilegeEscalation: true } }), { overrideUnsafe: true, keep: ['allow-privilege-escalation'] })
      .containers[0].securityContext.allowPrivilegeEscalation).toBe(true);
  });
});

describe('a uid of the rules', () => {
  const rules: HardeningConfig = { identity: { user: 101, group: 101, fsGroup: 101 } };

  test('is filled in with its groups, and opens the low ports that are declared', () => {
    const { securityContext } = specOf(pod({ ports: [{ containerPort: 80 }] }), rules);
    expect(securityContext).toMatchObject({
      runAsUser: 101, runAsGroup: 101, fsGroup: 101, fsGroupChangePolicy: 'OnRootMismatch', sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }],
    });
  });

  test('does not replace one of the author', () => {
    expect(specOf(pod(USER), rules).containers[0].securityContext.runAsUser).toBe(7);
  });

  test.each<[string, any, any, boolean]>([
    ['a PersistentVolumeClaim of another input', { volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'c' } }] }, {}, false],
    ['a PersistentVolumeClaim of the same input', { volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'c' } }] }, { facts: { claims: claimsNamed('c') } }, true],
    ['an emptyDir', { volumes: [{ name: 'd', emptyDir: {} }] }, {}, true],
  ])('gives the pod an fsGroup or not by its volume: %s', (_, spec, facts, isGiven) => {
    const manifest = pod({ volumeMounts: [{ name: 'd', mountPath: '/d' }] }, spec);
    expect('fsGroup' in (assess(manifest, (object) => planOf(rules, object, facts)).manifest as any).spec.securityContext).toBe(isGiven);
  });

  test.each([
    ['/var/lib/postgresql/data', [], false],
    ['/data/', [{ name: 'PGDATA', value: '/data' }], false],
    ['/data', [{ name: 'PGDATA', value: '/data/pg' }], true],
  ])('gives no fsGroup to a pod whose data directory is the root of a mount: %s with %j', (mountPath, env, isGiven) => {
    const manifest = pod({ env, volumeMounts: [{ name: 'd', mountPath }] }, { volumes: [{ name: 'd', emptyDir: {} }] });
    expect('fsGroup' in specOf(manifest, rules).securityContext).toBe(isGiven);
  });

  test('does not set a change policy beside an fsGroup of the author', () => {
    expect(specOf(pod({}, { securityContext: { fsGroup: 5 } }), rules).securityContext).not.toHaveProperty('fsGroupChangePolicy');
  });
});

test('each item of a list has its own plan, and others stay as they are', () => {
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } };
  const list = { apiVersion: 'v1', kind: 'List', items: [pod(USER), config, { ...pod(USER), metadata: { name: 'other' } }] };
  const { manifest } = assess(list, (object: any) => object.metadata.name === 'other' ? undefined : planOf({}, object)) as any;
  expect(manifest.items[0]).toEqual(hardened(pod(USER)).manifest);
  expect(manifest.items.slice(1)).toEqual(list.items.slice(1));
});

test('a part of a pod in a custom resource stays as it is', () => {
  const cluster = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'c' }, spec: { imageName: 'pg:17', instances: 1 } };
  expect(hardened(cluster).manifest).toEqual(cluster);
});

test('an empty list is no choice', () => {
  const context = { runAsUser: 7, capabilities: { add: [], drop: [] } };
  expect(specOf(pod({ securityContext: context })).containers[0].securityContext.capabilities).toEqual({ add: [], drop: ['ALL'] });
});

test('a container that inherits the uid of its pod after an override is known', () => {
  const spec = { securityContext: { runAsUser: 1000 }, initContainers: [{ name: 'init', image: 'a:1', securityContext: { runAsUser: 0 } }] };
  expect(hardened(pod({}, spec), { overrideUnsafe: true }).objects[0].unknownUsers).toEqual([]);
});

test('a uid of the rules counts where a workload cannot pass, and a second run changes nothing', () => {
  const rules: HardeningConfig = { identity: { user: 1000 }, overrideUnsafe: true };
  const manifest = pod({ securityContext: { capabilities: { add: ['CHOWN'], drop: ['ALL'] } } }, { hostNetwork: true });
  const once = hardened(manifest, rules).manifest;
  expect(once.spec.containers[0].securityContext.capabilities).toEqual({ drop: ['ALL'] });
  expect(hardened(once, rules).changes).toEqual([]);
});

test('what was hardened is not changed again, and the manifest given is not changed', () => {
  const manifest = pod();
  const once = hardened(manifest, { overrideUnsafe: true }).manifest;
  expect(manifest).toEqual(pod());
  expect(hardened(once, { overrideUnsafe: true }).changes).toEqual([]);
  expect(evaluate(once, profileOf('pss-restricted'))).toEqual([]);
});

describe('an assessed object', () => {
  const SERVICE: any = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: {} };
  const list = (...items: readonly object[]): any => ({ apiVersion: 'v1', kind: 'List', items });

  test('creates pods, or holds some that no control evaluates', () => {
    expect(hardened(SERVICE).objects).toEqual([]);
    expect(hardened(list(SERVICE, pod(USER))).objects.map(({ opened }: any) => opened.object.kind)).toEqual(['Pod']);
    const { objects: [{ findings, isSkipped }] } = hardened({
      apiVersion: 'acme.io/v1', kind: 'Thing', metadata: { name: 't' }, spec: { podTemplate: { spec: { containers: [{ name: 'a', image: 'a' }] } } },
    });
    expect([findings.map(({ control }: any) => control.id), isSkipped]).toEqual([['unevaluated-pod-template'], false]);
  });

  test('without pods is evaluated, too, with its waivers', () => {
    const binding: any = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name: 'b' }, roleRef: { name: 'cluster-admin' }, subjects: [{ kind: 'Group', name: 'system:unauthenticated' }] };
    const waive = jest.fn((found: any) => found);
    const { objects: [{ findings }] } = assess(binding, (object) => ({ ...planOf({ profile: 'hardened' }, object), waive }));
    expect(findings).toEqual(evaluate(binding, profileOf('hardened')));
    expect(findings.length).toBeGreaterThan(0);
    expect(waive).toHaveBeenCalledWith(findings);
  });

  test('is asked for its waivers only if something is found', () => {
    const safe = specOf(pod(USER));
    const waive = jest.fn((found: any) => found);
    assess({ ...pod(), spec: safe }, (object) => ({ ...planOf({}, object), waive }));
    expect(waive).not.toHaveBeenCalled();
  });

  test('is left alone with its own image unknown, beside one whose user is known', () => {
    const { manifest: { items }, objects } = hardened(list(pod(USER), pod()), { unknownUser: 'skip' });
    expect(items[0].spec.securityContext.runAsNonRoot).toBe(true);
    expect(items[1]).toEqual(pod());
    expect(objects.map(({ isSkipped, unknownUsers }: any) => [isSkipped, unknownUsers.length])).toEqual([[false, 0], [true, 1]]);
  });

  test('is not left alone without an unknown image', () => {
    expect(hardened(pod(USER), { unknownUser: 'skip' }).objects[0].isSkipped).toBe(false);
  });

  test('keeps a user if one of its pods does, in one of its containers', () => {
    const HOST = { volumes: [{ name: 'h', hostPath: { path: '/var/log' } }] };
    const keeps = (...containers: readonly object[]) => hardened(workflow(HOST, {}, ...containers)).objects[0].keepsUsers;
    expect([keeps(USER, {}), keeps(USER, USER)]).toEqual([true, false]);
    const two = pod(USER, { hostPID: true, initContainers: [{ name: 'init', image: 'a:1' }] });
    expect(hardened(two).objects[0].keepsUsers).toBe(true);
  });

  test('that cannot meet its profile is filled in where the user excluded what it lacks', () => {
    const { spec } = hardened(pod(), { keep: ['seccomp-profile-restricted'] }).manifest;
    expect(spec.securityContext).toEqual({ runAsNonRoot: true });
    const unconfined = pod({}, { securityContext: { seccompProfile: { type: 'Unconfined' } } });
    expect(specOf(unconfined, { keep: ['seccomp-profile-restricted'] }).securityContext).not.toHaveProperty('runAsNonRoot');
    expect(specOf(pod({ securityContext: { allowPrivilegeEscalation: true } })).securityContext).not.toHaveProperty('runAsNonRoot');
  });
});

describe('a uid of the rules without the group that belongs to it', () => {
  const rules: HardeningConfig = { identity: { user: 101, fsGroup: 101 } };
  const CLAIM = { volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'c' } }] };
  const MOUNT = { volumeMounts: [{ name: 'd', mountPath: '/d' }] };
  const lacks = (manifest: any, { known, rules: given = rules }: { known?: ContextParts; rules?: HardeningConfig } = {}) =>
    (assess(manifest, (object) => planOf(given, object, known)).objects[0] as any).lacksGroup;

  test('is reported: the volumes may be of someone else', () => expect(lacks(pod(MOUNT, CLAIM))).toBe(true));

  test.each<[string, any, object?]>([
    ['the volumes are those of the same input', pod(MOUNT, CLAIM), { known: { facts: { claims: claimsNamed('c') } } }],
    ['the author states a group', pod(MOUNT, { ...CLAIM, securityContext: { fsGroup: 5 } })],
    ['the author states the user', pod({ ...MOUNT, ...USER }, CLAIM)],
    ['the workload is of a hardened kind', pod(MOUNT, CLAIM), { known: { notes: { isNotHardenedKind: false } } }],
    ['the rules name no group', pod(MOUNT, CLAIM), { rules: { identity: { user: 101 } } }],
    ['the workload is left alone', pod(MOUNT, CLAIM), { rules: { unknownUser: 'skip' } }],
  ])('is not reported if %s', (_, manifest, options = {}) => expect(lacks(manifest, options)).toBe(false));

  test('is reported if one pod of an object lacks it', () => {
    expect(lacks(workflow({}, CLAIM, USER, MOUNT))).toBe(true);
  });

  test('is reported if one container has the uid', () => {
    expect(lacks(pod({ ...MOUNT, ...USER }, { ...CLAIM, initContainers: [{ name: 'init', image: 'a:1' }] }))).toBe(true);
  });
});

describe('the settings for the evaluation of a third-party object', () => {
  const identityBy = (rules: HardeningConfig) => evaluationContext(planOf(rules, pod()).context).choices.identity;

  test('have the default user, whatever its profile fills in', () => {
    expect(identityBy({})).toEqual(DEFAULT_CHOICES.identity);
    expect(identityBy({ profile: 'hardened' })).toEqual(DEFAULT_CHOICES.identity);
  });

  test('have a chosen user', () => expect(identityBy({ identity: { user: 7 } })).toEqual({ user: 7 }));

  test('have no user on a platform that assigns users', () => expect(identityBy({ platform: 'openshift' })).toEqual({}));
});
