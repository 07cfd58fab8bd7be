import * as fc from 'fast-check';
import { ANY_KIND, Template } from './kinds';
import { JsonObject } from '../../../src/formats/manifest/json';

/*
 * Arbitrary workloads of every kind, from sensible to absurd: fields that hardening owns in any state, fields of the
 * author's own in between, containers of every sort, volumes and mounts that do and do not fit together.
 */

type Any = fc.Arbitrary<unknown>;
/** What becomes of a field that the API wants to be so. */
type FieldOf = (value: Any) => Any;

const anything = fc.jsonValue({ maxDepth: 2 });
const sometimes = (value: Any) => fc.option(value, { nil: undefined, freq: 2 });
const rarely = (value: Any) => fc.oneof({ weight: 11, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

const asItShouldBe: FieldOf = (value) => value;
/** Mostly as the API wants it, and now and then anything. */
const orAnything: FieldOf = (value) => fc.oneof({ weight: 20, arbitrary: value }, { weight: 1, arbitrary: anything });

const id = fc.constantFrom(0, 1, 101, 1000, 10000, 10001, 65532, 65535, 2000000000);
const capability = fc.constantFrom('ALL', 'all', 'NET_BIND_SERVICE', 'net_admin', 'CAP_CHOWN', 'SYS_ADMIN', 'CHOWN');
const path = fc.constantFrom('/tmp', '/tmp/', '//tmp', '/tmp/x', '/', '/var/cache', '/etc', '/app', '/app/cache', '/data', 'rel', '/tmp/../etc');
const name = fc.constantFrom('main', 'side', 'init', 'a', 'b', '');
const volumeName = fc.constantFrom('a', 'b', 'scratch-main--tmp', 'scratch-a--tmp', 'claim-data', 'service-account-token');
const quantity = fc.constantFrom<unknown[]>('1', '100m', '64Mi', '1Gi', '5Gi', '1e9', 'x', 7);
const access = fc.constantFrom('ReadWriteOnce', 'ReadWriteMany');

/** Pod templates of which every field is what is made of it. */
function templates(field: FieldOf): fc.Arbitrary<Template> {
  const object = (fields: Record<string, Any>) =>
    fc.record(Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, sometimes(field(value))]))).map(withoutUndefined);
  const list = (value: Any, maxLength: number) => fc.array(field(value), { maxLength });

  const profile = object({ type: fc.constantFrom('RuntimeDefault', 'Localhost', 'Unconfined'), localhostProfile: fc.constant('p.json') });
  const common = { runAsNonRoot: fc.boolean(), runAsUser: id, runAsGroup: id, seccompProfile: profile, appArmorProfile: rarely(profile) };
  const amounts = object({ 'cpu': quantity, 'memory': quantity, 'ephemeral-storage': quantity });
  const container = object({
    name,
    image: fc.constantFrom('app', 'app:1', 'reg:5000/app', 'app:latest', 'gcr.io/distroless/base:1', `app@sha256:${'a'.repeat(64)}`),
    imagePullPolicy: fc.constantFrom('Always', 'Never'),
    command: rarely(list(fc.constantFrom('/app/run', 'sudo', 'sh', '-c'), 2)),
    workingDir: rarely(path),
    restartPolicy: rarely(fc.constant('Always')),
    securityContext: object({
      ...common,
      allowPrivilegeEscalation: fc.boolean(),
      privileged: fc.boolean(),
      readOnlyRootFilesystem: fc.boolean(),
      procMount: fc.constantFrom('Default', 'Unmasked'),
      capabilities: object({ add: list(capability, 2), drop: list(capability, 2) }),
    }),
    resources: object({ requests: amounts, limits: amounts }),
    volumeMounts: list(object({ name: volumeName, mountPath: path, readOnly: fc.boolean(), subPath: rarely(fc.constantFrom('x', 'a/b')) }), 3),
    ports: list(object({ containerPort: fc.constantFrom(80, 8080), hostPort: fc.constantFrom(0, 80) }), 2),
    env: list(object({ name: fc.constantFrom('A', 'DB_PASSWORD', 'LD_PRELOAD', 'PGDATA', 'HOME', 'TMPDIR'), value: fc.oneof(fc.string(), path) }), 2),
    custom: anything,
  });
  const token = object({ audience: fc.constant('vault'), expirationSeconds: fc.constant(3600), path: fc.constant('file') });
  const volume = fc.oneof(
    object({ name: volumeName, emptyDir: object({ sizeLimit: quantity, medium: fc.constantFrom('', 'Memory') }) }),
    object({ name: volumeName, configMap: object({ name }) }),
    object({ name: volumeName, hostPath: object({ path }) }),
    object({ name: volumeName, persistentVolumeClaim: object({ claimName: fc.constantFrom('data', 'other'), readOnly: fc.boolean() }) }),
    object({ name: volumeName, projected: object({ sources: list(object({ serviceAccountToken: token }), 1) }) }),
    object({ name: volumeName, ephemeral: object({ volumeClaimTemplate: object({ spec: object({ accessModes: list(access, 1) }) }) }) }),
  );
  const annotations = fc.constantFrom<JsonObject[]>(
    {}, { 'container.apparmor.security.beta.kubernetes.io/main': 'unconfined' }, { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' },
    { 'io.kubernetes.cri-o.userns-mode': 'auto' }, { 'vault.hashicorp.com/agent-inject': 'true' },
  );
  const spec = fc.tuple(
    fc.record({
      containers: field(fc.array(field(container), { minLength: 1, maxLength: 3 })),
      initContainers: sometimes(field(list(container, 2))),
      ephemeralContainers: rarely(field(list(container, 1))),
    }),
    object({
      automountServiceAccountToken: fc.boolean(),
      enableServiceLinks: fc.boolean(),
      hostIPC: rarely(fc.boolean()),
      hostNetwork: fc.boolean(),
      hostPID: fc.boolean(),
      hostUsers: fc.boolean(),
      os: rarely(object({ name: fc.constantFrom('linux', 'windows') })),
      priorityClassName: fc.constantFrom('', 'own', 'system-node-critical'),
      securityContext: object({
        ...common,
        fsGroup: id,
        fsGroupChangePolicy: fc.constantFrom('Always', 'OnRootMismatch'),
        supplementalGroups: list(id, 2),
        sysctls: list(object({ name: fc.constantFrom('kernel.msgmax', 'net.ipv4.tcp_syncookies'), value: fc.constant('1') }), 1),
      }),
      shareProcessNamespace: fc.boolean(),
      tolerations: rarely(list(object({ operator: fc.constant('Exists'), key: fc.constantFrom('', 'gpu') }), 1)),
      volumes: list(volume, 3),
      zzz: anything,
    }),
  ).map(([lists, rest]) => withoutUndefined({ ...rest, ...lists }));
  return fc.record({ spec, metadata: object({ annotations: field(annotations), labels: fc.constant({ app: 'x' }) }) });
}

function withoutUndefined(from: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined));
}

/** Each value of the type that the API wants, though not always one that it takes. */
export const sensibleTemplate = templates(asItShouldBe);
export const podTemplate = fc.oneof({ weight: 1, arbitrary: sensibleTemplate }, { weight: 1, arbitrary: templates(orAnything) });
export const podSpec: fc.Arbitrary<JsonObject> = podTemplate.map(({ spec }) => spec);

const inKind = (template: fc.Arbitrary<Template>) => fc.tuple(ANY_KIND, template).map(([{ wrap }, pod]) => wrap(pod));

/** A workload of any kind. */
export const workload: fc.Arbitrary<JsonObject> = inKind(podTemplate);
export const sensibleWorkload: fc.Arbitrary<JsonObject> = inKind(sensibleTemplate);
