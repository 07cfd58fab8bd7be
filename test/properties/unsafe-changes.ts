/*
 * For each control on pods one change that it must find, whatever else the pod says. Most are made to a container that is good in
 * itself and stands in any pod; what the pod could say against it is set too.
 */

/** @param main a good container of the pod, which mounts an emptyDir of its own at /tmp */
export type UnsafeChange = (main: any, spec: any, metadata: any) => void;

const context = (fields: object): UnsafeChange => (main) => Object.assign(main.securityContext, fields);
const podContext = (fields: object): UnsafeChange => (_, spec) => {
  spec.securityContext = { ...asObject(spec.securityContext), ...fields };
};
const field = (fields: object): UnsafeChange => (main) => Object.assign(main, fields);
const podField = (fields: object): UnsafeChange => (_, spec) => Object.assign(spec, fields);
const volume = (source: object): UnsafeChange => (_, spec) => void spec.volumes.push({ name: 'unsafe', ...source });
const mounted = (source: object, mount: object): UnsafeChange => (main, spec) => {
  spec.volumes.push({ name: 'unsafe', ...source });
  main.volumeMounts.push({ name: 'unsafe', mountPath: '/unsafe', ...mount });
};
const variable = (name: string, value: string): UnsafeChange => field({ env: [{ name, value }] });
const all = (...changes: UnsafeChange[]): UnsafeChange => (...pod) => changes.forEach((change) => change(...pod));
const asObject = (value: any) => typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
const annotation = (key: string, value: string): UnsafeChange => (_, __, metadata) => {
  metadata.annotations = { ...asObject(metadata.annotations), [key]: value };
};

const TOKEN = { serviceAccountToken: { audience: 'vault', expirationSeconds: 600, path: 'token' } };
const CLAIM = { persistentVolumeClaim: { claimName: 'claim' } };

export const UNSAFE_CHANGES: { readonly [control: string]: UnsafeChange } = {
  'app-armor-profile': context({ appArmorProfile: { type: 'Unconfined' } }),
  'capabilities-baseline': context({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } }),
  'host-namespaces': podField({ hostIPC: true }),
  'host-path-volumes': volume({ hostPath: { path: '/srv' } }),
  'host-ports': field({ ports: [{ containerPort: 8080, hostPort: 8080 }] }),
  'host-probes-and-lifecycle': field({ livenessProbe: { httpGet: { host: '169.254.169.254', port: 80 } } }),
  'privileged': context({ privileged: true }),
  'proc-mount': context({ procMount: 'Unmasked' }),
  'seccomp-profile-baseline': context({ seccompProfile: { type: 'Unconfined' } }),
  'selinux-options': context({ seLinuxOptions: { type: 'spc_t' } }),
  'sysctls': podContext({ sysctls: [{ name: 'kernel.msgmax', value: '1' }] }),
  'windows-host-process': context({ windowsOptions: { hostProcess: true } }),
  'field-types': context({ privileged: 'true' }),

  'allow-privilege-escalation': context({ allowPrivilegeEscalation: true }),
  'capabilities-restricted': context({ capabilities: { drop: ['NET_RAW'] } }),
  'proc-mount-restricted': all(podField({ hostUsers: true }), context({ procMount: 'Unmasked' })),
  'restricted-volumes': volume({ nfs: { server: 'x', path: '/' } }),
  'run-as-non-root': all(podField({ hostUsers: true }), context({ runAsNonRoot: false })),
  'run-as-user': all(podField({ hostUsers: true }), context({ runAsUser: 0 })),
  'seccomp-profile-restricted': context({ seccompProfile: { type: 'Unconfined' } }),

  'read-only-root-filesystem': context({ readOnlyRootFilesystem: false }),
  'user-id': all(podContext({ runAsUser: undefined }), context({ runAsUser: undefined })),
  'high-user-id': all(podField({ hostUsers: true }), context({ runAsUser: 999 })),
  'group-id': context({ runAsGroup: 0 }),
  'high-group-id': all(podField({ hostUsers: true }), context({ runAsGroup: 999 })),
  'fs-group': podContext({ fsGroup: 0 }),
  'fs-group-change-policy': podContext({ fsGroup: 65532, fsGroupChangePolicy: undefined }),
  'supplemental-groups': podContext({ supplementalGroups: [0] }),
  'shared-process-namespace': (main, spec) => {
    spec.shareProcessNamespace = true;
    spec.containers.push({ ...main, name: 'twin' });
  },
  'service-account-token': podField({ automountServiceAccountToken: true }),
  'token-audience': volume({ projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }),
  'service-account-field': podField({ serviceAccount: 'old', serviceAccountName: 'new' }),
  'service-links': podField({ enableServiceLinks: true }),
  'writable-paths': (main) => {
    main.volumeMounts = [];
  },
  'runtime-environment': variable('TMPDIR', '/nowhere'),
  'empty-dir-size-limit': volume({ emptyDir: {} }),
  'cpu-resources': (main) => {
    delete main.resources.requests.cpu;
  },
  'memory-resources': (main) => {
    delete main.resources.limits.memory;
  },
  'ephemeral-storage': (main) => {
    delete main.resources.limits['ephemeral-storage'];
  },
  'image-tag': field({ image: 'app:latest' }),
  'image-digest': field({ image: 'app:1.2.3' }),
  'image-pull-policy': field({ image: 'app:1.2.3', imagePullPolicy: 'Never' }),
  'image-volumes': volume({ image: { reference: 'app:1.2.3' } }),
  'literal-secrets': variable('DB_PASSWORD', 'hunter22'),
  'secrets-from-env': field({ envFrom: [{ secretRef: { name: 'x' } }] }),
  'loader-variables': variable('LD_PRELOAD', '/tmp/x.so'),
  'sudo': field({ command: ['sudo', 'app'] }),
  'runtime-socket': volume({ hostPath: { path: '/run/containerd/containerd.sock' } }),
  'sensitive-host-paths': volume({ hostPath: { path: '/etc' } }),
  'mount-propagation': (main) => {
    main.volumeMounts[0].mountPropagation = 'Bidirectional';
  },
  'writable-system-directories': mounted({ emptyDir: {} }, { mountPath: '/usr/bin' }),
  'inline-csi': volume({ csi: { driver: 'x' } }),
  'ssh-port': field({ ports: [{ containerPort: 22 }] }),
  'host-aliases': podField({ hostAliases: [{ ip: '1.2.3.4', hostnames: ['x'] }] }),
  'dns-policy': podField({ dnsPolicy: 'None' }),
  'priority-class': podField({ priorityClassName: 'system-node-critical' }),
  'tolerations': podField({ tolerations: [{ operator: 'Exists' }] }),
  'node-name': podField({ nodeName: 'node' }),
  'runtime-class': podField({ runtimeClassName: 'untrusted' }),
  'runtime-annotations': annotation('io.kubernetes.cri-o.userns-mode', 'auto'),
  'ephemeral-containers': podField({ ephemeralContainers: [{ name: 'debug', image: 'app:1' }] }),
  'windows': podField({ os: { name: 'windows' } }),

  'unique-container-names': (main, spec) => void spec.containers.push({ ...main }),
  'volume-names': volume({ name: 'My.Volume', emptyDir: { sizeLimit: '1Gi' } }),
  'volume-mounts-resolve': field({ volumeMounts: [{ name: 'nowhere', mountPath: '/tmp' }] }),
  'unique-mount-paths': mounted({ emptyDir: {} }, { mountPath: '//tmp/' }),
  'mount-under-read-only': (main, spec) => {
    spec.volumes.push({ name: 'outer', ...CLAIM });
    main.volumeMounts.push({ name: 'outer', mountPath: '/outer', readOnly: true }, { name: main.volumeMounts[0].name, mountPath: '/outer/inner' });
  },
  'empty-volume-command': all(mounted({ emptyDir: {} }, { mountPath: '/app' }), field({ command: ['/app/run'] })),
  'empty-volume-working-dir': all(mounted({ emptyDir: {} }, { mountPath: '/app' }), field({ workingDir: '/app' })),
  'data-directory': all(podContext({ fsGroup: 65532 }), mounted({ emptyDir: {} }, { mountPath: '/data' }), variable('PGDATA', '/data')),
  'non-root-uid-zero': context({ runAsNonRoot: true, runAsUser: 0 }),
  'group-without-user': all(podContext({ runAsUser: undefined }), context({ runAsUser: undefined, runAsGroup: 1000 })),
  'capability-names': context({ capabilities: { drop: ['all'] } }),
  'inert-net-bind-service': context({ runAsUser: 1000, capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }),
  'low-ports': all(podField({ hostNetwork: false }), podContext({ sysctls: [] }), context({ runAsUser: 1000 }), field({ ports: [{ containerPort: 80 }] })),
  'memory-scratch-limit': mounted({ emptyDir: { medium: 'Memory', sizeLimit: '1Ti' } }, {}),
  'requests-within-limits': (main) => {
    main.resources.requests.cpu = '2';
    main.resources.limits.cpu = '1';
  },
  'user-namespace': all(podField({ hostUsers: false }), context({ runAsUser: 2_000_000_000 })),
  'token-readable': all(podContext({ fsGroup: undefined }), volume({ projected: { sources: [TOKEN] } })),
  'vault-agent-token': all(podField({ automountServiceAccountToken: false }), annotation('vault.hashicorp.com/agent-inject', 'true'),
    (main, spec) => {
      // Nothing else in the pod may look like the token.
      spec.containers = [main];
      spec.volumes = spec.volumes.filter(({ projected }: any) => !projected);
    }),
  'proc-mount-user-namespace': all(podField({ hostUsers: true }), context({ procMount: 'Unmasked' })),
  'fs-group-volumes': all(podContext({ fsGroup: 65532 }), mounted({ hostPath: { path: '/srv' } }, {})),
};
