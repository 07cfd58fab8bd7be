import * as fc from 'fast-check';
import { JsonObject } from '../../src/manifest/json';

/*
 * Arbitrary workloads of every kind, from sensible to absurd: fields that hardening owns in any state, fields of the
 * author's own in between, containers of every sort, volumes and mounts that do and do not fit together.
 */

const anything = fc.jsonValue({ maxDepth: 2 });
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 12 });

/** A field that mostly is as the API wants it, and now and then is anything. */
function field<T>(value: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 20, arbitrary: value as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: anything });
}

function object(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<JsonObject> {
  const entries = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, sometimes(field(value))]));
  return fc.record(entries).map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)));
}

const id = fc.constantFrom(0, 1, 101, 1000, 10000, 10001, 65532, 65535, 2000000000);
const capability = fc.constantFrom('ALL', 'all', 'NET_BIND_SERVICE', 'net_admin', 'CAP_CHOWN', 'SYS_ADMIN', 'CHOWN');
const path = fc.constantFrom('/tmp', '/tmp/', '//tmp', '/tmp/x', '/', '/var/cache', '/etc', '/app', '/app/cache', 'rel', '/tmp/../etc');
const name = fc.constantFrom('main', 'side', 'init', 'a', 'b');
const volumeName = fc.constantFrom('a', 'b', 'scratch-main--tmp', 'scratch-a--tmp');
const quantity = fc.constantFrom('1', '100m', '64Mi', '1Gi', '5Gi', '1e9', 'x', 7);
const profile = object({ type: fc.constantFrom('RuntimeDefault', 'Localhost', 'Unconfined') });

const securityContext = object({
  allowPrivilegeEscalation: fc.boolean(),
  privileged: fc.boolean(),
  readOnlyRootFilesystem: fc.boolean(),
  runAsNonRoot: fc.boolean(),
  runAsUser: id,
  runAsGroup: id,
  procMount: fc.constantFrom('Default', 'Unmasked'),
  seccompProfile: profile,
  capabilities: object({ add: fc.array(capability, { maxLength: 2 }), drop: fc.array(capability, { maxLength: 2 }) }),
});

const amounts = object({ 'cpu': quantity, 'memory': quantity, 'ephemeral-storage': quantity });

const container = object({
  name,
  image: fc.constantFrom('app', 'app:1', 'reg:5000/app', 'app:latest', `app@sha256:${'a'.repeat(64)}`),
  imagePullPolicy: fc.constantFrom('Always', 'Never'),
  securityContext,
  resources: object({ requests: amounts, limits: amounts }),
  volumeMounts: fc.array(object({ name: volumeName, mountPath: path, readOnly: fc.boolean() }), { maxLength: 3 }),
  ports: fc.array(object({ containerPort: fc.constantFrom(80, 8080), hostPort: fc.constantFrom(0, 80) }), { maxLength: 2 }),
  env: fc.array(object({ name: fc.constantFrom('A', 'DB_PASSWORD', 'LD_PRELOAD'), value: fc.string() }), { maxLength: 2 }),
  custom: anything,
});

const volume = fc.oneof(
  object({ name: volumeName, emptyDir: object({ sizeLimit: quantity, medium: fc.constantFrom('', 'Memory') }) }),
  object({ name: volumeName, configMap: object({ name }) }),
  object({ name: volumeName, hostPath: object({ path }) }),
  object({ name: volumeName, persistentVolumeClaim: object({ claimName: name, readOnly: fc.boolean() }) }),
);

export const podSpec: fc.Arbitrary<JsonObject> = fc.record({
  containers: field(fc.array(container, { minLength: 1, maxLength: 3 })),
  initContainers: sometimes(field(fc.array(container, { maxLength: 2 }))),
  ephemeralContainers: rarely(field(fc.array(container, { maxLength: 1 }))),
  rest: object({
    automountServiceAccountToken: fc.boolean(),
    enableServiceLinks: fc.boolean(),
    hostNetwork: fc.boolean(),
    hostPID: fc.boolean(),
    hostUsers: fc.boolean(),
    os: object({ name: fc.constantFrom('linux', 'windows') }),
    priorityClassName: fc.string(),
    securityContext: object({
      fsGroup: id,
      fsGroupChangePolicy: fc.constantFrom('Always', 'OnRootMismatch'),
      runAsNonRoot: fc.boolean(),
      runAsUser: id,
      runAsGroup: id,
      seccompProfile: profile,
      supplementalGroups: fc.array(id, { maxLength: 2 }),
      sysctls: fc.array(object({ name: fc.constantFrom('kernel.msgmax', 'net.ipv4.tcp_syncookies') }), { maxLength: 1 }),
    }),
    shareProcessNamespace: fc.boolean(),
    volumes: fc.array(volume, { maxLength: 3 }),
    zzz: anything,
  }),
}).map(({ rest, ...lists }) => withoutUndefined({ ...rest, ...lists }));

function withoutUndefined(from: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined));
}

const template = (spec: JsonObject) => ({ metadata: { labels: { app: 'x' } }, spec });
const wraps: ((spec: JsonObject) => JsonObject)[] = [
  (spec) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec }),
  (spec) => ({ apiVersion: 'v1', kind: 'PodTemplate', template: template(spec) }),
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) => (spec: JsonObject) =>
    ({ apiVersion: 'apps/v1', kind, spec: { template: template(spec) } })),
  (spec) => ({ apiVersion: 'batch/v1', kind: 'Job', spec: { template: template(spec) } }),
  (spec) => ({ apiVersion: 'batch/v1', kind: 'CronJob', spec: { jobTemplate: { spec: { template: template(spec) } } } }),
  (spec) => ({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Pod', spec }, { apiVersion: 'v1', kind: 'ConfigMap' }] }),
];

/** A workload of any kind. */
export const workload: fc.Arbitrary<JsonObject> = fc.tuple(fc.constantFrom(...wraps), podSpec).map(([wrap, spec]) => wrap(spec));
