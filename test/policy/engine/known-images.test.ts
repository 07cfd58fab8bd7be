import { podsOf } from '../../../src/formats/manifest/workload';
import { knowledgeOf } from '../../../src/knowledge/images/knowledge-of';
import { ImageFacts, ImageFamily } from '../../../src/knowledge/images/known-image';
import { DEFAULT_WRITABLE_PATH } from '../../../src/knowledge/writable-paths/declared-path';
import { amended, EvaluationContext, ContextParts, DEFAULT_CONTEXT, thirdPartyContext } from '../../../src/policy/context/context';
import { assess } from '../../../src/policy/engine/assess';
import { knowingImages } from '../../../src/policy/engine/known-images';
import { planOf, HardeningConfig } from '../../../src/policy/engine/plan';
import { IdentitySources } from '../../../src/policy/settings/identity';
import { claimsNamed } from '../facts/known';

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

function hardened(manifest: any, rules: HardeningConfig = {}, facts?: object) {
  const { manifest: after, objects: [{ unknownUsers }] } = assess(manifest, (object, pods) => planOf(rules, object, facts, pods)) as any;
  return { pod: after.spec.securityContext, container: after.spec.containers[0].securityContext, unknownUsers };
}

function family(name: string, facts: ImageFacts): ImageFamily {
  return { name, repositories: [`acme.io/${name}`], variants: [facts] };
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

describe('an image that nobody is certain about is listed, with the uid that it is made for', () => {
  test.each([
    ['older than what is known of it, since it may start as root', 'docker.elastic.co/elasticsearch/elasticsearch:7.17.3', 1000],
    ['older than what is known, with another number for the same name', 'sonarqube:7.9-community', 1000],
    ['older than its change to a user that is not root', 'grafana/tempo:2.4.1', 10001],
    ['older than what is known, with a start script that may not leave root', 'influxdb:1.8-alpine', 1500],
    ['older than what is known, without a start script', 'mcr.microsoft.com/dotnet/aspnet:6.0', 1654],
    ['of a vendor whose images are not all alike', 'bitnami/unheard-of:1', 1001],
    ['of a vendor whose other images have a USER', 'bitnami/git:2', 1001],
  ])('if it is %s', (_, image, uid) => {
    const { container, unknownUsers } = hardened(pod(image));
    expect(idsOf(container)).toEqual([undefined, undefined]);
    expect(unknownUsers).toEqual([{ list: 'containers', container: 'main', image, known: expect.objectContaining({ uid }) }]);
  });
});

test.each([
  ['grafana/loki:2.6.1', 10001, 'grafana/loki:2.9.0'],
  ['docker.elastic.co/kibana/kibana:7.17.3', 1000, 'docker.elastic.co/kibana/kibana:8.12.0'],
  ['docker.elastic.co/elasticsearch/elasticsearch:8.5.1', 1000, 'docker.elastic.co/elasticsearch/elasticsearch:8.8.0'],
  ['solr:8.11', 8983, 'solr:9.8'],
  ['grafana/grafana:6.7.3', 472, 'grafana/grafana:11.4.0'],
  ['quay.io/argoproj/argocd:v2.0.5', 999, 'quay.io/argoproj/argocd:v2.13.2'],
])('%s, whose USER is a name, gets the uid %d, and %s, whose USER is a number, needs none', (older, uid, newer) => {
  expect([hardened(pod(older)), hardened(pod(newer))].map(({ container, unknownUsers }) => [container.runAsUser, unknownUsers]))
    .toEqual([[uid, []], [undefined, []]]);
});

test.each(['bitnami/kubectl:1.29', 'bitnami/os-shell:12-debian-12-r17', 'bitnami/bitnami-shell:11-debian-11-r64', 'bitnami/redis:7.2'])(
  '%s has the USER 1001, and is not listed', (image) => expect(hardened(pod(image)).unknownUsers).toEqual([]));

describe('a container that only waits for others', () => {
  const WAIT = { command: ['sh', '-c', 'until nc -z $(HOST) 5432; do sleep 1; done'], env: [{ name: 'HOST', value: 'db' }] };

  test.each([
    ['with an image that works as any user', 'busybox:1.36', [65532, 65532]],
    ['with the same on Alpine', 'alpine:3.20', [65532, 65532]],
    ['with an image that is made for a user', 'postgres:16-alpine', [70, 70]],
  ])('%s starts as such a one, whatever it mounts', (_, image, ids) => {
    const { container, pod: { fsGroup }, unknownUsers } = hardened(pod(image, { ...WAIT, volumeMounts: [{ name: 'v', mountPath: '/data' }] }, {
      volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'of-another-input' } }],
    }));
    expect([idsOf(container), fsGroup, unknownUsers]).toEqual([ids, undefined, []]);
  });

  test.each<[string, object]>([
    ['a command that does more', { command: ['sh', '-c', 'nc -z db 1 && chown 1 /data'] }],
    ['a program that a variable names', { command: ['sh', '-c', '$(echo) db'], env: [{ name: 'echo', value: 'chown 1' }] }],
    ['a command that only the shell knows', { command: ['sh', '-c', 'nc -z $(OTHER) 1'], env: [{ name: 'HOST', value: 'db' }] }],
    ['a probe that does more', { ...WAIT, livenessProbe: { exec: { command: ['sh', '-c', 'rm /data/x'] } } }],
    ['a hook', { ...WAIT, lifecycle: { postStart: { exec: { command: ['chown', '1', '/data'] } } } }],
    ['no command but that of its image', {}],
    ['arguments of another type', { command: ['sleep'], args: [1] }],
  ])('is one no more with %s', (_, container) => expect(hardened(pod('busybox:1.36', container)).unknownUsers).toHaveLength(1));

  test('is listed if nothing is known of its image', () => expect(hardened(pod('acme/tools:1', WAIT)).unknownUsers).toHaveLength(1));

  test('keeps a user that its author states', () => {
    expect(idsOf(hardened(pod('busybox:1.36', { ...WAIT, securityContext: { runAsUser: 5 } })).container)).toEqual([5, undefined]);
  });
});

test.each(['grafana/tempo:2.5.0', 'grafana/loki:3.5.1', 'elasticsearch:8.8.0', 'docker.elastic.co/kibana/kibana:8.12.0', 'cgr.dev/chainguard/nginx:latest'])('%s, whose USER is a number, needs nothing', (image) => {
  expect(idsOf(hardened(pod(image)).container)).toEqual([undefined, undefined]);
});

describe('an image that starts as root and becomes another user', () => {
  const VOLUME = { volumeMounts: [{ name: 'v', mountPath: '/data' }] };
  const withVolume = (source: object, more: object = {}, container: object = {}) =>
    pod(ROOT, { ...VOLUME, ...container }, { volumes: [{ name: 'v', ...source }], ...more });

  test('starts as that user', () => {
    const { container, pod: { fsGroup }, unknownUsers } = hardened(pod(ROOT));
    expect([idsOf(container), fsGroup, unknownUsers]).toEqual([[999, 999], undefined, []]);
  });

  test.each<[string, any, object, number | undefined]>([
    ['an emptyDir, which everyone may write', withVolume({ emptyDir: {} }), {}, undefined],
    ['a PersistentVolumeClaim of the same input', withVolume({ persistentVolumeClaim: { claimName: 'c' } }), { facts: { claims: claimsNamed('c') } }, 999],
    ['an ephemeral volume', withVolume({ ephemeral: { volumeClaimTemplate: {} } }), {}, 999],
    ['a claim template', pod(ROOT, VOLUME), {}, 999],
    ['a PersistentVolumeClaim in a pod with an fsGroup', withVolume({ persistentVolumeClaim: { claimName: 'c' } }, { securityContext: { fsGroup: 5 } }), {}, 5],
    ['a Secret that everyone may read', withVolume({ secret: { secretName: 's' } }), {}, undefined],
    ['a shell in its arguments that only uses volumes', withVolume({ emptyDir: {} }, {}, { args: ['sh', '-c', 'cp /data/a /data/b; redis-cli ping'] }), {}, undefined],
    ['arguments for its program', pod(ROOT, { args: ['redis-server', '--appendonly', 'yes'] }), {}, undefined],
    ['a hook at its end, and one at its start that only waits', pod(ROOT, {
      lifecycle: { preStop: { exec: { command: ['redis-cli', 'shutdown'] } }, postStart: { exec: { command: ['sleep', '1'] } } },
    }), {}, undefined],
  ])('also starts as that user with %s', (_, manifest, facts, fsGroup) => {
    const { container, pod: context } = hardened(manifest, {}, facts);
    expect([idsOf(container), context.fsGroup]).toEqual([[999, 999], fsGroup]);
  });

  test.each<[string, any]>([
    ['a PersistentVolumeClaim of another input', withVolume({ persistentVolumeClaim: { claimName: 'c' } })],
    ['a volume of a CSI driver', withVolume({ csi: { driver: 'd' } })],
    ['a Secret that only root may read', withVolume({ secret: { secretName: 's', defaultMode: 0o400 } })],
    ['an item of a Secret that only root may read', withVolume({ secret: { secretName: 's', items: [{ key: 'a', path: 'a', mode: 0o440 }] } })],
    ['a command of its own, which may be made for root', pod(ROOT, { command: ['sh'] })],
    ['a shell in its arguments that leaves its volumes', withVolume({ emptyDir: {} }, {}, { args: ['sh', '-c', 'cp /data/../etc/passwd /data'] })],
    ['a shell in its arguments, which its start script runs as root', pod(ROOT, { args: ['/bin/sh', '-c', 'chown 1 /data'] })],
    ['a hook at its start, which may be made for root', pod(ROOT, { lifecycle: { postStart: { exec: { command: ['chown', '1', '/data'] } } } })],
    ['a hook at its start that is not understood', pod(ROOT, { lifecycle: { postStart: { exec: { command: [1] } } } })],
    ['an own volume in a pod that has no fsGroup because of a volume of another input', withVolume({ ephemeral: { volumeClaimTemplate: {} } }, {
      initContainers: [{ name: 'other', image: 'a:1', volumeMounts: [{ name: 'f', mountPath: '/f' }] }],
      volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: {} } }, { name: 'f', persistentVolumeClaim: { claimName: 'foreign' } }],
    })],
    ['a data directory that no group may write', pod(POSTGRES, { volumeMounts: [{ name: 'v', mountPath: '/var/lib/postgresql/data' }] })],
  ])('does not start as that user with %s: its uid is listed as needed, with the number', (_, manifest) => {
    const { container, unknownUsers } = hardened(manifest);
    expect(idsOf(container)).toEqual([undefined, undefined]);
    expect(unknownUsers.filter(({ container: name }: any) => name === 'main')).toEqual([expect.objectContaining({ known: expect.objectContaining({ uid: 999 }) })]);
  });

  test.each([
    '/etc/nginx/templates/', '/etc/nginx/templates/a.template',
  ])('does not start as that user with %s, from which its start script writes files as root', (mountPath) => {
    const { container, unknownUsers } = hardened(pod('nginx:1.29', { volumeMounts: [{ name: 't', mountPath }] }));
    expect([idsOf(container), unknownUsers.map(({ known }: any) => known.uid)]).toEqual([[undefined, undefined], [101]]);
  });

  test('also starts as that user with a data directory below the mount', () => {
    const env = [{ name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' }];
    const { container, pod: { fsGroup } } = hardened(pod(POSTGRES, { env, volumeMounts: [{ name: 'v', mountPath: '/var/lib/postgresql/data' }] }));
    expect([idsOf(container), fsGroup]).toEqual([[999, 999], 999]);
  });
});

describe('a uid that someone states', () => {
  test.each<[string, any, HardeningConfig, unknown]>([
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

describe('the profile hardened', () => {
  const hardenedSpec = (manifest: any, rules: HardeningConfig = {}, facts?: object): any =>
    assess(manifest, (object, pods) => planOf({ profile: 'hardened', ...rules }, object, facts, pods)).manifest.spec;
  const mountsIn = (spec: any) => spec.containers[0].volumeMounts.map(({ mountPath }: any) => mountPath).sort();
  const variablesIn = (spec: any) => (spec.containers[0].env ?? []).map(({ name }: any) => name);
  const DATA = { volumeMounts: [{ name: 'v', mountPath: '/var/lib/postgresql/data' }] };

  test.each<[string, string, number]>([
    ['starts as root and becomes another one', ROOT, 999],
    ['has the name of a user', NAMED, 65534],
    ['has the number of a user', NUMERIC, 101],
    ['starts as root, and needs only its paths to work as another one', 'nginx:1.29', 101],
  ])('gives its user to an image that %s', (_, image, uid) => {
    const { container, pod: { fsGroup }, unknownUsers } = hardened(pod(image), { profile: 'hardened' });
    expect([idsOf(container), fsGroup, unknownUsers]).toEqual([[uid, uid], uid, []]);
  });

  test('gives no image the group of root', () => {
    const { uid, gid } = knowledgeOf('elasticsearch:9.1.0')!.facts;
    expect([uid, gid]).toEqual([1000, 0]);
    expect(idsOf(hardened(pod('elasticsearch:9.1.0'), { profile: 'hardened' }).container)).toEqual([1000, 1000]);
  });

  test('makes the paths writable that the program writes, and sets the variables that it needs', () => {
    const spec = hardenedSpec(pod(POSTGRES));
    expect(mountsIn(spec)).toEqual(['/tmp', '/var/lib/postgresql/data', '/var/run/postgresql']);
    expect(variablesIn(spec)).toEqual(['PGDATA']);
  });

  test('leaves alone what a volume of the author holds: its files may be of another directory', () => {
    const spec = hardenedSpec(pod(POSTGRES, DATA, { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'c' } }] }), {}, { facts: { claims: claimsNamed('c') } });
    expect(mountsIn(spec)).toEqual(['/tmp', '/var/lib/postgresql/data', '/var/run/postgresql']);
    expect(spec.volumes.filter(({ persistentVolumeClaim }: any) => persistentVolumeClaim)).toHaveLength(1);
    expect(variablesIn(spec)).toEqual([]);
  });

  test('leaves alone what the author has elsewhere', () => {
    const spec = hardenedSpec(pod(POSTGRES, { env: [{ name: 'PGDATA', value: '/data/pg' }] }));
    expect([mountsIn(spec), spec.containers[0].env]).toEqual([['/tmp', '/var/run/postgresql'], [{ name: 'PGDATA', value: '/data/pg' }]]);
    const below = hardenedSpec(pod(POSTGRES, { env: [{ name: 'PGDATA', value: '/var/lib/postgresql/data/main' }] }));
    expect(mountsIn(below)).toContain('/var/lib/postgresql/data');
  });

  test('sets no variable that a whole ConfigMap may set', () => {
    expect(variablesIn(hardenedSpec(pod(POSTGRES, { envFrom: [{ configMapRef: { name: 'settings' } }] })))).toEqual([]);
  });

  test('leaves the root of a program writable for which no list of paths replaces it', () => {
    const image = 'registry.k8s.io/ingress-nginx/controller:v1.13.0';
    const { objects: [{ findings }], manifest } = assess(pod(image), (object, pods) => planOf({ profile: 'hardened' }, object, undefined, pods)) as any;
    expect(manifest.spec.containers[0].securityContext).not.toHaveProperty('readOnlyRootFilesystem');
    const { detail } = findings.find(({ control }: any) => control.id === 'read-only-root-filesystem');
    expect(detail).toMatch(/^ingress-nginx 1\.13\.0 needs a writable root: It writes its configuration/);
  });

  test.each(['hint', 'off'] as const)('takes nothing from images with the image knowledge "%s"', (imageFacts) => {
    expect([mountsIn(hardenedSpec(pod(POSTGRES), { imageFacts })), variablesIn(hardenedSpec(pod(POSTGRES), { imageFacts }))]).toEqual([['/tmp'], []]);
  });

  test('changes nothing a second time', () => {
    for (const image of [ROOT, NAMED, NUMERIC, FILE_CAPABILITY, POSTGRES, 'nginx:1.29', 'elasticsearch:9.1.0']) {
      const plan = (object: any, pods: any) => planOf({ profile: 'hardened' }, object, undefined, pods);
      expect(assess(assess(pod(image), plan).manifest, plan).changes).toEqual([]);
    }
  });
});

describe('below hardened', () => {
  const specOf = (manifest: any, rules: HardeningConfig = {}): any =>
    assess(manifest, (object, pods) => planOf(rules, object, undefined, pods)).manifest.spec;
  const pathsIn = ({ containers: [{ volumeMounts = [] }] }: any) => volumeMounts.map(({ mountPath }: any) => mountPath);
  const isNeeded = (manifest: any) => hardened(manifest).unknownUsers.length > 0;

  test('no image gets paths or variables that leaves root by itself', () => {
    const { volumes, containers } = specOf(pod(POSTGRES));
    expect([volumes, containers[0].env]).toEqual([undefined, undefined]);
  });

  test('an image that starts as root, and does not leave it, gets its paths with its user: it could not write them otherwise', () => {
    const manifest = pod('nginx:1.29', { ports: [{ containerPort: 80 }] });
    const { containers: [{ securityContext }], securityContext: { sysctls } } = specOf(manifest);
    expect([idsOf(securityContext), pathsIn(specOf(manifest)), isNeeded(manifest)]).toEqual([[101, 101], ['/var/cache/nginx', '/run'], false]);
    expect(sysctls).toEqual([{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }]);
    expect(pathsIn(specOf(manifest, { workloads: [{ match: { image: 'nginx' }, identity: { user: 7 } }] }))).toEqual(['/var/cache/nginx', '/run']);
  });

  test('a server that works as any user gets one', () => {
    expect(knowledgeOf('tomcat:10.1')!.facts).toMatchObject({ anyUser: true, imageUser: 'root' });
    expect([idsOf(hardened(pod('tomcat:10.1')).container), isNeeded(pod('tomcat:10.1'))]).toEqual([[65532, 65532], false]);
  });

  test.each<[string, any]>([
    ['of a language, whose program is unknown', pod('python:3.13', { args: ['python', 'app.py'] })],
    ['with a command of its own', pod('nginx:1.29', { command: ['sh'] })],
    ['whose start script needs a capability of root', pod('matomo:5.3.2-apache')],
    ['whose user the pod states', pod('nginx:1.29', {}, { securityContext: { runAsUser: 7 } })],
    ['in a workload that cannot meet "restricted"', pod('nginx:1.29', {}, { hostPID: true })],
  ])('an image gets no paths %s', (_, manifest) => {
    expect(pathsIn(specOf(manifest))).toEqual([]);
    expect(specOf(manifest).containers[0].securityContext).not.toHaveProperty('runAsUser');
  });

  test('a start script that needs a variable to leave out what only root may do gets it with its user', () => {
    const env = (manifest: any, rules?: HardeningConfig) => (specOf(manifest, rules).containers[0].env ?? []).map(({ name }: any) => name);
    expect(env(pod('hashicorp/vault:1.20.2'))).toEqual(['SKIP_CHOWN', 'SKIP_SETCAP']);
    expect(env(pod('hashicorp/vault:1.20.2', { command: ['vault'] }))).toEqual([]);
    const envFrom = [{ configMapRef: { name: 'settings' } }];
    expect(env(pod('hashicorp/vault:1.20.2', { envFrom }))).toEqual(['SKIP_CHOWN', 'SKIP_SETCAP']);
    expect(env(pod('hashicorp/vault:1.20.2', { envFrom, env: [{ name: 'SKIP_CHOWN', value: 'yes' }] }))).toEqual(['SKIP_SETCAP', 'SKIP_CHOWN']);
    expect(env(pod('hashicorp/vault:1.20.2', { envFrom }), { profile: 'hardened' })).toEqual(['SKIP_CHOWN', 'SKIP_SETCAP']);
  });

  test('with the profile pss-baseline no image gets anything: it may start as it does', () => {
    for (const image of [ROOT, NAMED, 'nginx:1.29']) {
      expect(assess(pod(image), (object, pods) => planOf({ profile: 'pss-baseline' }, object, undefined, pods)).changes).toEqual([]);
    }
  });
});

test('what a container got of its image is empty where it keeps its user', () => {
  const given = (spec: object) =>
    assess(pod(ROOT, {}, spec), (object, pods) => planOf({}, object, undefined, pods)).objects[0].knownImages.main;
  expect(given({}).user).toMatchObject({ user: 999 });
  expect(given({ hostPID: true })).toMatchObject({ user: undefined, paths: [], variables: [] });
});

describe('what a container got of its image is only what it did not have', () => {
  const plan = (object: any, pods: any) => planOf({ profile: 'hardened' }, object, undefined, pods);
  const given = (image: string, container: object = {}, spec: object = {}) =>
    assess(pod(image, container, spec), plan).objects[0].knownImages.main;

  test.each<[object, boolean]>([
    [{}, true], [{ runAsUser: 999 }, true], [{ runAsGroup: 999 }, true], [{ runAsUser: 999, runAsGroup: 999 }, false],
  ])('with the ids %j it gets its user: %p', (securityContext, expected) => {
    expect(given(ROOT, { securityContext }).user !== undefined).toBe(expected);
    expect(given(ROOT, {}, { securityContext }).user !== undefined).toBe(expected);
  });

  test.each<[string, HardeningConfig, object, number]>([
    ['another uid of the author', { profile: 'hardened' }, {}, 7],
    ['its uid, below hardened', { profile: 'pss-restricted' }, {}, 999],
    ['its uid, in a workload of ours', { profile: 'hardened' }, { notes: { isNotHardenedKind: false } }, 999],
  ])('with %s it gets no user', (_, rules, known, runAsUser) => {
    const manifest = pod(ROOT, { securityContext: { runAsUser } });
    const { objects: [{ knownImages }] } = assess(manifest, (object, pods) => planOf(rules, object, known, pods));
    expect([knownImages.main.name, knownImages.main.user]).toEqual([expect.any(String), undefined]);
  });

  test('a volume of an earlier run gets its size, and one of the author does not', () => {
    const served = pod('nginx:1.29', { ports: [{ containerPort: 80 }] });
    const { manifest }: any = assess(served, (object, pods) => planOf({}, object, undefined, pods));
    const isLimited = (name: string, mountPath: string) => {
      const copy = structuredClone(manifest);
      copy.spec.volumes[0].name = name;
      Object.assign(copy.spec.containers[0].volumeMounts[0], { name, mountPath });
      const { volumes, containers: [{ volumeMounts }] } = (assess(copy, plan).manifest as any).spec;
      expect(volumeMounts.map((mount: any) => mount.mountPath)).toEqual([mountPath, '/run', '/tmp']);
      return 'sizeLimit' in volumes.find((volume: any) => volume.name === name).emptyDir;
    };
    const [{ name, emptyDir }] = manifest.spec.volumes;
    expect([name, emptyDir]).toEqual(['scratch-main--var-cache-nginx', {}]);
    expect(isLimited(name, '/var/cache/nginx')).toBe(true);
    expect(isLimited('of-author', '/var/cache/nginx')).toBe(false);
    expect(isLimited('scratch-main--var-cache', '/var/cache')).toBe(false);
  });

  test('paths that are mounted, and variables that are set, are left out', () => {
    expect(given(POSTGRES)).toMatchObject({ paths: ['/var/lib/postgresql/data', '/var/run/postgresql'], variables: ['PGDATA'] });
    const again = (image: string, change: (container: any) => void = () => undefined) => {
      const { manifest }: any = assess(pod(image), plan);
      change(manifest.spec.containers[0]);
      return assess(manifest, plan).objects[0].knownImages.main;
    };
    expect(again(POSTGRES)).toMatchObject({ paths: [], variables: [] });
    const below = (manifest: any) => assess(manifest, (object, pods) => planOf({}, object, undefined, pods));
    const first = below(pod('nginx:1.29', { ports: [{ containerPort: 80 }] }));
    expect([first, below(first.manifest)].map(({ objects: [{ knownImages }] }) => knownImages.main.paths)).toEqual([['/var/cache/nginx', '/run'], []]);
    expect(again(POSTGRES, (container) => { container.volumeMounts = container.volumeMounts.filter((mount: any) => mount.mountPath === '/var/lib/postgresql/data'); }))
      .toMatchObject({ paths: ['/var/run/postgresql'], variables: [] });
    const vault = 'hashicorp/vault:1.20.2';
    expect([given(vault).variables, again(vault).variables]).toEqual([['SKIP_CHOWN', 'SKIP_SETCAP'], []]);
    expect(again(vault, (container) => { container.env = [container.env[0]]; }).variables).toEqual(['SKIP_SETCAP']);
  });
});

test.each<[string, object, object, RegExp]>([
  ['a command', { command: ['sh'] }, {}, /^a `command` may be made for root$/],
  ['a Secret of root', { volumeMounts: [{ name: 'v', mountPath: '/s' }] }, { volumes: [{ name: 'v', secret: { secretName: 's', defaultMode: 0o400 } }] }, /^only root may read/],
  ['a claim of another input', { volumeMounts: [{ name: 'v', mountPath: '/data' }] }, { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'c' } }] }, /^it mounts files that others may own/],
])('%s is the reason why an image does not get its user', (_, container, spec, doubt) => {
  expect(hardened(pod(ROOT, container, spec)).unknownUsers).toMatchObject([{ known: { uid: 999, doubt: expect.stringMatching(doubt) } }]);
});

test('what an image itself says about its user is in its hint', () => {
  expect(hardened(pod('matomo:5', {}, {})).unknownUsers).toMatchObject([{ known: { uid: 33, doubt: undefined, hint: expect.stringContaining('which only root may') } }]);
});

test('a platform that assigns users gives them to known images, too', () => {
  const { container } = hardened(pod(ROOT), { platform: 'openshift' });
  expect(idsOf(container)).toEqual([undefined, undefined]);
});

test('a name that has different images in two pods of an object is known in neither', () => {
  const template = (name: string, image: string) => ({ name, container: { name: 'main', image } });
  const workflow = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', metadata: { name: 'w' }, spec: { entrypoint: 'a', templates: [template('a', ROOT), template('b', POSTGRES)] } };
  const plan = planOf({}, workflow);
  expect(plan.context.notes.knownImages).toBeUndefined();
  const same = planOf({}, { ...workflow, spec: { entrypoint: 'a', templates: [template('a', ROOT), template('b', ROOT)] } });
  expect(Object.keys(same.context.notes.knownImages!)).toEqual(['main']);
});

test.each(['hint', 'off'] as const)('nothing is taken from images with the image knowledge "%s"', (imageFacts) => {
  const { container, unknownUsers } = hardened(pod(ROOT), { imageFacts });
  expect([idsOf(container), unknownUsers.length]).toEqual([[undefined, undefined], 1]);
});

test('a second time nothing changes', () => {
  for (const image of [ROOT, NAMED, NUMERIC, FILE_CAPABILITY, POSTGRES]) {
    const plan = (object: any, pods: any) => planOf({}, object, undefined, pods);
    const { manifest } = assess(pod(image), plan);
    expect(assess(manifest, plan).changes).toEqual([]);
  }
});

describe('an image that is listed because its user is unknown', () => {
  const neededTwice = (image: string, container: object = {}, rules: HardeningConfig = {}) => {
    const plan = (object: any, pods: any) => planOf(rules, object, undefined, pods);
    const first = assess(pod(image, container), plan);
    return [first, assess(first.manifest, plan)].map(({ objects }) => objects[0].unknownUsers.length);
  };

  test.each<[string, string, object]>([
    ['starts as root', 'busybox:1.37', { command: ['sh', '/scripts/run.sh'] }],
    ['starts as a name, and nobody states the number', 'kong:3.9', {}],
  ])('is listed again in a second run if it is known that it %s: a kubelet refuses it still', (_, image, container) => {
    expect(neededTwice(image, container)).toEqual([1, 1]);
  });

  test.each<[string, string, HardeningConfig]>([
    ['is unknown: runAsNonRoot may be the word of its author', 'acme/app:1', {}],
    ['is not to be known', 'kong:3.9', { imageFacts: 'off' }],
  ])('is not listed again if it %s', (_, image, rules) => expect(neededTwice(image, {}, rules)).toEqual([1, 0]));
});

describe('/var/run is a link to /run', () => {
  const mountPaths = (image: string, mountPath: string, rules: HardeningConfig = { profile: 'hardened' }) => {
    const volumes = [{ name: 'sockets', emptyDir: {} }];
    const manifest = pod(image, { volumeMounts: [{ name: 'sockets', mountPath }] }, { volumes });
    const { manifest: after } = assess(manifest, (object, pods) => planOf(rules, object, undefined, pods)) as any;
    return after.spec.containers[0].volumeMounts.map((mount: any) => mount.mountPath);
  };

  test.each([
    ['postgres:17', '/run/postgresql', ['/var/lib/postgresql/data', '/tmp']],
    ['postgres:17', '/run', ['/var/lib/postgresql/data', '/tmp']],
    ['mysql:8.4', '/run/mysqld/', ['/var/lib/mysql', '/tmp']],
    ['mariadb:11.8', '/var/run/mysqld', ['/var/lib/mysql', '/tmp']],
    ['nginx:1.29', '/var/run', ['/var/cache/nginx', '/tmp']],
    ['nginx:1.29', '/var/running', ['/var/cache/nginx', '/run', '/tmp']],
  ])('no volume hides that of the author of %s at %s, which others may share', (image, mountPath, filledIn) => {
    expect(mountPaths(image, mountPath)).toEqual([mountPath, ...filledIn]);
  });

  test('a path of the settings replaces that of the image', () => {
    const rules: HardeningConfig = { profile: 'hardened', writablePaths: [{ kind: 'emptyDir', path: '/run/postgresql', sizeLimit: 2 ** 20, inMemory: false }] };
    expect(mountPaths('postgres:17', '/extra', rules)).not.toContain('/var/run/postgresql');
  });
});

test('MinIO, which makes a directory in its home, gets one that it can write', () => {
  const manifest = pod('quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z', { args: ['server', '/data'] });
  const { manifest: after } = assess(manifest, (object, pods) => planOf({ profile: 'hardened' }, object, undefined, pods)) as any;
  expect(after.spec.containers[0].env).toEqual([{ name: 'HOME', value: '/tmp' }]);
});

describe('the settings of a workload of ours with known images', () => {
  const SETTINGS: EvaluationContext = amended(DEFAULT_CONTEXT, { choices: { imageFacts: 'fill' } });
  const FAMILIES = [
    family('db', { imageUser: 'numeric', uid: 70, gid: 71, writablePaths: [{ path: '/db', kind: 'empty' }], environment: { DB: 'x' } }),
    family('cache', { imageUser: 'name', uid: 80, gid: 71, ports: [6379] }),
    family('tool', { imageUser: 'name', uid: 70, gid: 72 }),
    family('cited', { uid: 7, evidence: ['docs.acme.io/cited', 'acme.io'].map((page) => ({ source: `https://${page}`, date: '2026-11-26' })) }),
  ];

  function knowing(images: { readonly [name: string]: string }, context: ContextParts = { }): EvaluationContext {
    const containers = Object.entries(images).map(([name, image]) => ({ name, image }));
    const pods = podsOf({ apiVersion: 'v1', kind: 'Pod', spec: { containers } } as any);
    return knowingImages(amended(amended(SETTINGS, context), { choices: { ownImages: { families: FAMILIES } } }), pods, 'hardened');
  }

  test('have the user of an image for the pod, if all of its containers have it', () => {
    const both = knowing({ a: 'acme.io/db:1', b: 'acme.io/db:1' });
    expect([both.choices.identity, both.choices.identitySources]).toEqual([{ user: 70, group: 71, fsGroup: 71 }, { ...SETTINGS.choices.identitySources, pod: 'image' }]);
    expect(both.choices.containerIdentities).toEqual({});
  });

  test('have no group of volumes if the settings have none', () => {
    const { fsGroup, ...identity } = SETTINGS.choices.identity;
    expect(fsGroup).toBeDefined();
    expect(knowing({ a: 'acme.io/db:1' }, { choices: { identity } }).choices.identity).toEqual({ user: 70, group: 71, fsGroup: undefined });
  });

  test.each([
    ['another user', 'acme.io/cache:1', { b: { user: 80, group: 71, fsGroup: 71 } }],
    ['another group', 'acme.io/tool:1', { b: { user: 70, group: 72, fsGroup: 72 } }],
    ['nothing known', 'unknown/app:1', {}],
  ])('have it for the container beside one with %s', (_, image, other) => {
    const mixed = knowing({ a: 'acme.io/db:1', b: image });
    expect(mixed.choices.identity).toEqual(SETTINGS.choices.identity);
    expect(mixed.choices.containerIdentities).toEqual({ a: { user: 70, group: 71, fsGroup: 71 }, ...other });
    expect(mixed.choices.identitySources).toEqual({ pod: 'default', containers: Object.fromEntries(['a', ...Object.keys(other)].map((name) => [name, 'image'])) });
  });

  test('have the user that the author chose', () => {
    const identitySources: IdentitySources = { pod: 'author', containers: {} };
    expect(knowing({ a: 'acme.io/db:1' }, { choices: { identity: { user: 7 }, identitySources } })).toMatchObject({ choices: { identity: { user: 7 }, identitySources } });
    const own = knowing({ a: 'acme.io/db:1', b: 'acme.io/db:1' }, { choices: { containerIdentities: { a: { user: 7 } } } });
    expect(own.choices.containerIdentities).toEqual({ a: { user: 7 }, b: { user: 70, group: 71, fsGroup: 71 } });
    expect(own.notes.knownImages!.a.user).toBeUndefined();
  });

  test('say what is known of each image, and where it is from', () => {
    expect(knowing({ a: 'acme.io/db:1' }).notes.knownImages!.a).toEqual({
      name: 'db 1', source: 'the settings file', isNonRoot: true, user: { user: 70, group: 71, fsGroup: 71 }, paths: ['/db'], variables: ['DB'], ports: [],
    });
    expect(knowing({ a: 'acme.io/cache:1' }).notes.knownImages!.a).toMatchObject({ isNonRoot: false, ports: [6379] });
    expect(knowing({ a: 'acme.io/cited:1' }).notes.knownImages!.a.source).toBe('https://docs.acme.io/cited');
  });

  test('have its paths and variables before those of others, which override them', () => {
    const path = { ...DEFAULT_WRITABLE_PATH, path: '/mine' };
    const known = knowing({ a: 'acme.io/db:1' }, { choices: { writablePaths: [path], environment: [{ name: 'A', value: 'b' }] } });
    expect(known.choices.writablePaths.map((each) => each.path)).toEqual(['/db', '/mine']);
    expect(known.choices.environment.map(({ name }) => name)).toEqual(['DB', 'A']);
  });

  test('stay as they are without a known image, and without knowledge', () => {
    const context = amended(SETTINGS, { choices: { ownImages: { families: FAMILIES } } });
    expect(knowingImages(context, podsOf(pod('unknown/app:1')), 'hardened')).toBe(context);
    expect(knowingImages(context, podsOf(pod('acme.io/db:1')), 'pss-baseline')).toBe(context);
    const hint = amended(context, { choices: { imageFacts: 'hint' } });
    expect(knowingImages(hint, podsOf(pod('acme.io/db:1')), 'hardened')).toBe(hint);
  });
});

describe('an image that starts as root gets its paths below hardened, if it gets a user', () => {
  const SERVER: ImageFacts = {
    imageUser: 'root', writablePaths: [{ path: '/srv', kind: 'empty' }], environment: { MODE: 'x' }, ports: [80],
  };
  const THIRD_PARTY = thirdPartyContext('kubernetes');
  const filled = (context: ContextParts, facts: Partial<ImageFacts> = {}) => {
    const ownImages = { families: [family('app', { ...SERVER, ...facts })] };
    const known = knowingImages(amended(amended(THIRD_PARTY, context), { choices: { ownImages } }), podsOf(pod('acme.io/app:1')), 'pss-restricted').notes.knownImages!.main;
    return [known.paths, known.variables];
  };
  const sources = (one: IdentitySources['pod']): IdentitySources => ({ pod: one, containers: {} });

  test('by its author, for the pod or for the container', () => {
    expect(filled({ choices: { identity: { user: 7 }, identitySources: sources('author') } })).toEqual([['/srv'], ['MODE']]);
    expect(filled({ choices: { containerIdentities: { main: { user: 7 } } } })).toEqual([['/srv'], ['MODE']]);
  });

  test('and not by default, or without a user', () => {
    expect(filled({ choices: { identity: { user: 7 }, identitySources: sources('default') } })).toEqual([[], []]);
    expect(filled({ choices: { identity: {}, identitySources: sources('author') } })).toEqual([[], []]);
  });

  test('and not if it does not start as root', () => {
    expect(filled({ choices: { identity: { user: 7 }, identitySources: sources('author') } }, { imageUser: 'name' })).toEqual([[], []]);
  });
});

describe('a version that no one knows', () => {
  const known = (image: string) => {
    const pods = podsOf(pod(image));
    return knowingImages(thirdPartyContext('kubernetes'), pods, 'pss-restricted').notes.knownImages!.main;
  };

  test('is noted, with the one that the facts are of, and may start as root', () => {
    expect(known('docker.elastic.co/elasticsearch/elasticsearch:7.17.3')).toMatchObject({ name: expect.stringMatching(/^elasticsearch .*\(.+\)$/), isNonRoot: false });
    expect(known(NUMERIC)).toMatchObject({ name: expect.not.stringContaining('('), isNonRoot: true });
    expect(known('docker.elastic.co/kibana/kibana:8.12.0').isNonRoot).toBe(true);
  });
});
