import { assess } from '../../../src/policy/engine/assess';
import { planOf, HardeningConfig } from '../../../src/policy/engine/plan';

// What `harden --secrets-as-files` does to variables from Secrets.

const SECRET = { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'pass' } } };
const USER = { name: 'POSTGRES_USER', valueFrom: { secretKeyRef: { name: 'db', key: 'user' } } };
const FILE = { name: 'POSTGRES_PASSWORD_FILE', value: '/run/secrets/db/pass' };

function hardened(container: object, rules: HardeningConfig = { secretsAsFiles: true }, spec: object = {}): any {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { ...spec, containers: [{ name: 'main', image: 'postgres:17', ...container }] } };
  return assess(pod, (object, pods) => planOf(rules, object, undefined, pods)).manifest.spec;
}

test.each<HardeningConfig>([{}, { profile: 'hardened' }, { secretsAsFiles: true, imageFacts: 'off' }])('nothing moves with %j', (rules) => {
  expect(hardened({ env: [SECRET] }, rules).containers[0].env).toContainEqual(SECRET);
});

test('a Secret becomes files that everyone in the container may read, where the pod has no fsGroup', () => {
  const { containers: [{ env, volumeMounts }], volumes } = hardened({ env: [{ name: 'A', value: '1' }, SECRET, USER, { name: 'B', value: '2' }] });
  expect(env).toEqual([{ name: 'A', value: '1' }, FILE, { name: 'POSTGRES_USER_FILE', value: '/run/secrets/db/user' }, { name: 'B', value: '2' }]);
  expect(volumes).toEqual([{
    name: 'secret-main--db', secret: { secretName: 'db', defaultMode: 0o444, items: [{ key: 'pass', path: 'pass' }, { key: 'user', path: 'user' }] },
  }]);
  expect(volumeMounts).toEqual([{ name: 'secret-main--db', mountPath: '/run/secrets/db', readOnly: true }]);
});

test('each Secret has its own directory, and each of its keys one file', () => {
  const other = { name: 'POSTGRES_USER', valueFrom: { secretKeyRef: { name: 'admin', key: 'user' } } };
  const same = { name: 'POSTGRES_DB', valueFrom: { secretKeyRef: { name: 'db', key: 'pass' } } };
  const { containers: [{ env, volumeMounts }], volumes } = hardened({ env: [SECRET, other, same] });
  expect(env.map(({ value }: any) => value)).toEqual(['/run/secrets/db/pass', '/run/secrets/admin/user', '/run/secrets/db/pass']);
  expect(volumes.map(({ secret }: any) => [secret.secretName, secret.items])).toEqual([
    ['db', [{ key: 'pass', path: 'pass' }]], ['admin', [{ key: 'user', path: 'user' }]],
  ]);
  expect(volumeMounts.map(({ mountPath }: any) => mountPath)).toEqual(['/run/secrets/db', '/run/secrets/admin']);
});

test('a container without variables stays without', () => {
  expect(hardened({}).containers[0]).not.toHaveProperty('env');
});

test.each(['text', {}, 7])('survives volumes and mounts of %j', (odd) => {
  expect(hardened({ env: [SECRET] }, undefined, { volumes: odd }).volumes).toEqual(odd);
  expect(hardened({ env: [SECRET], volumeMounts: odd }).containers[0].volumeMounts).toEqual(odd);
});

test('a variable of another container, whose image no one knows, stays', () => {
  const { initContainers: [{ env }] } = hardened({}, undefined, { initContainers: [{ name: 'setup', image: 'registry.example/db:1', env: [SECRET] }] });
  expect(env).toEqual([SECRET]);
});

test('a variable of a debug container stays', () => {
  const { ephemeralContainers: [{ env }] } = hardened({}, undefined, { ephemeralContainers: [{ name: 'debug', image: 'postgres:17', env: [SECRET] }] });
  expect(env).toEqual([SECRET]);
});

test.each<[string, HardeningConfig, object]>([
  ['that the profile gives it', { secretsAsFiles: true, profile: 'hardened' }, {}],
  ['of its author', { secretsAsFiles: true }, { securityContext: { fsGroup: 7 } }],
])('only the group may read it in a pod with an fsGroup %s', (_, rules, spec) => {
  const { volumes } = hardened({ env: [SECRET] }, rules, spec);
  expect(volumes.find(({ secret }: any) => secret).secret.defaultMode).toBe(0o440);
});

test.each<[string, object, object?]>([
  ['which may be missing', { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'pass', optional: true } } }],
  ['that the image takes from no file', { ...SECRET, name: 'PGPASSWORD' }],
  ['of a ConfigMap', { name: 'POSTGRES_DB', valueFrom: { configMapKeyRef: { name: 'db', key: 'pass' } } }],
  ['of a Secret without a name', { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: '', key: 'pass' } } }],
  ['with an empty key', { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: '' } } }],
  ['whose name is no text', { ...SECRET, name: ['POSTGRES_PASSWORD'] }],
  ['of no Secret at all', { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: null } }],
  ['without a key', { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: 'db' } } }],
  ['of an image that no one knows', SECRET, { image: 'registry.example/db:1' }],
  ['of a container with a command, which may not run the start script', SECRET, { command: ['pg_dump'] }],
  ['that arguments have', SECRET, { args: ['--password=$(POSTGRES_PASSWORD)'] }],
  ['that a probe reads', SECRET, { livenessProbe: { exec: { command: ['sh', '-c', 'PGPASSWORD="${POSTGRES_PASSWORD}" psql'] } } }],
  ['that a readiness probe reads', SECRET, { readinessProbe: { exec: { command: ['psql', '$(POSTGRES_PASSWORD)'] } } }],
  ['that a startup probe reads', SECRET, { startupProbe: { exec: { command: ['psql', '$(POSTGRES_PASSWORD)'] } } }],
  ['that a hook reads', SECRET, { lifecycle: { preStop: { exec: { command: ['sh', '-c', 'stop -p$POSTGRES_PASSWORD'] } } } }],
  ['whose place is taken', SECRET, { volumeMounts: [{ name: 'v', mountPath: '/run/secrets/db' }] }],
])('a variable %s stays', (_, variable, more = {}) => {
  const { containers: [{ env }], volumes } = hardened({ env: [variable], ...more });
  expect([env, volumes]).toEqual([[variable], undefined]);
});

test('a variable that another one is made of stays', () => {
  const url = { name: 'URL', value: 'postgres://app:$(POSTGRES_PASSWORD)@db' };
  expect(hardened({ env: [SECRET, url] }).containers[0].env).toEqual([SECRET, url]);
});

test('a variable moves if a probe has only the one that names its file', () => {
  const livenessProbe = { exec: { command: ['sh', '-c', 'PGPASSWORD="$(cat "$POSTGRES_PASSWORD_FILE")" psql'] } };
  expect(hardened({ env: [SECRET], livenessProbe }).containers[0].env).toEqual([FILE]);
});

test('a variable beside its own file stays', () => {
  expect(hardened({ env: [SECRET, { name: 'POSTGRES_PASSWORD_FILE', value: '/x' }] }).containers[0].env[0]).toEqual(SECRET);
});

test('a second time nothing changes', () => {
  const once = hardened({ env: [SECRET] });
  expect(hardened(once.containers[0], { secretsAsFiles: true }, once)).toEqual(once);
});
