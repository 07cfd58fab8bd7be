import { ApiObject, Chart } from 'cdk8s';
import { Container, Deployment, EnvValue, k8s, Secret } from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { container, newChart, podSpecOf } from './support';
import { ControlSeverity, HardenedDeployment, Hardening, SecretFiles } from '../../../src/index';

function specOf(mount: (main: Container, proxy: Container, secret: Secret) => void): any {
  const chart = newChart();
  const secret = new Secret(chart, 'database', { stringData: { user: 'shop', password: 'x' } });
  const web = new HardenedDeployment(chart, 'web', { containers: [container()] });
  mount(web.containers[0], web.addContainer(container({ name: 'proxy' })), secret);
  return podSpecOf(web);
}

const secretsIn = ({ volumes }: any) => volumes.filter(({ secret }: any) => secret);

test('mounts files read-only, readable by the group but not by others', () => {
  const spec = specOf((main, _, secret) => SecretFiles.mount(main, '/run/database', secret));
  const [volume] = secretsIn(spec);
  expect(volume).toEqual({ name: expect.stringMatching(/^secret-files-[0-9a-f]{8}$/), secret: { defaultMode: 0o440, secretName: 'shop-database-c8c44557' } });
  expect(spec.containers[0].volumeMounts).toContainEqual({ mountPath: '/run/database', name: volume.name, readOnly: true });
  expect(spec.securityContext.fsGroup).toBe(65532);
});

test('mounts only the named keys', () => {
  const [{ secret }] = secretsIn(specOf((main, _, whole) => SecretFiles.mount(main, '/run/database', whole, { keys: ['password'] })));
  expect(secret.items).toEqual([{ key: 'password', path: 'password' }]);
});

test('shares one volume among containers with the same keys', () => {
  const spec = specOf((main, proxy, secret) => {
    SecretFiles.mount(main, '/run/database', secret);
    SecretFiles.mount(proxy, '/run/database', secret);
    SecretFiles.mount(proxy, '/run/user', secret, { keys: ['user'] });
  });
  expect(secretsIn(spec)).toHaveLength(2);
});

test('refuses an empty list of keys', () => {
  expect(() => specOf((main, _, secret) => SecretFiles.mount(main, '/run/database', secret, { keys: [] })))
    .toThrow(/no key of the Secret ".*" is mounted at "\/run\/database": list keys, or remove `keys` to mount all of them/);
});

test('refuses two mounts at one path', () => {
  expect(() => specOf((main, _, secret) => {
    SecretFiles.mount(main, '/run/database', secret);
    SecretFiles.mount(main, '/run/database', secret, { keys: ['user'] });
  })).toThrow();
});

describe('accepts a Secret', () => {
  const secretIn = (mount: (main: Container) => void) => secretsIn(specOf((main) => mount(main)))[0];

  test.each<[string, (chart: Chart) => IConstruct, string]>([
    ['that exists outside the app', (chart) => Secret.fromSecretName(chart, 'imported', 'mine') as unknown as IConstruct, 'mine'],
    ['as an ApiObject', (chart) => new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'mine' } }), 'mine'],
    ['as a KubeSecret', (chart) => new k8s.KubeSecret(chart, 'kube', { metadata: { name: 'mine' } }), 'mine'],
  ])('%s', (_, make, secretName) => {
    expect(secretIn((main) => SecretFiles.mount(main, '/run/x', make(newChart())))).toMatchObject({ secret: { secretName } });
  });

  test('by name, with one volume for all containers', () => {
    const spec = specOf((main, proxy) => {
      SecretFiles.mountByName(main, '/run/x', 'mine');
      SecretFiles.mountByName(proxy, '/run/x', 'mine');
    });
    expect(secretsIn(spec)).toMatchObject([{ secret: { secretName: 'mine' } }]);
  });
});

test.each<[string, () => unknown, string]>([
  ['a Deployment', () => new Deployment(newChart(), 'web', { containers: [container()] }), 'the Deployment "shop/web"'],
  ['a chart', () => newChart(), 'the Chart "shop"'],
  ['undefined', () => undefined, 'undefined'],
  ['an object', () => ({ name: 'x' }), 'something that is not a construct'],
])('refuses %s as a Secret', (_, make, what) => {
  expect(() => specOf((main) => SecretFiles.mount(main, '/run/x', make() as any))).toThrow(
    `SecretFiles.mount at "/run/x" needs a Secret, but got ${what}: pass the Secret, or use SecretFiles.mountByName(container, "/run/x", "secret-name")`);
});

test('refuses a name where a construct is expected, and a construct where a name is expected', () => {
  expect(() => specOf((main) => SecretFiles.mount(main, '/run/x', 'mine' as any))).toThrow('got string "mine": pass the Secret, or use SecretFiles.mountByName(container, "/run/x", "mine")');
  expect(() => specOf((main) => SecretFiles.mountByName(main, '/run/x', ''))).toThrow('SecretFiles.mountByName at "/run/x" needs the name of a Secret, but got ""');
});

describe('SecretFiles.forEnvironment', () => {
  function databaseWith(variables: (secret: Secret, chart: Chart) => any, more: object = {}): any {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ controls: { 'data-claim': { severity: ControlSeverity.OFF, reason: 'its data may be lost here' } } });
    const secret = new Secret(chart, 'database', { metadata: { name: 'database' }, stringData: { user: 'shop', password: 'x' } });
    const web = new HardenedDeployment(chart, 'db', { containers: [{ image: 'postgres:17', ...more }], replicas: 1 });
    SecretFiles.forEnvironment(web.containers[0], variables(secret, chart));
    return podSpecOf(web);
  }

  test('mounts each Secret once, and sets the variables that name the files', () => {
    const { containers: [{ env, volumeMounts }], volumes } = databaseWith((secret, chart) => ({
      POSTGRES_PASSWORD: { secret, key: 'password' },
      POSTGRES_USER: { secret, key: 'user' },
      POSTGRES_DB: { secret: Secret.fromSecretName(chart, 'other', 'other'), key: 'name' },
    }));
    expect(env.filter(({ name }: any) => name.startsWith('POSTGRES'))).toEqual([
      { name: 'POSTGRES_PASSWORD_FILE', value: '/run/secrets/database/password' },
      { name: 'POSTGRES_USER_FILE', value: '/run/secrets/database/user' },
      { name: 'POSTGRES_DB_FILE', value: '/run/secrets/other/name' },
    ]);
    const secrets = secretsIn({ volumes });
    expect(secrets.map(({ secret }: any) => [secret.secretName, secret.items.map(({ path }: any) => path), secret.defaultMode]))
      .toEqual([['database', ['password', 'user'], 0o440], ['other', ['name'], 0o440]]);
    expect(volumeMounts.filter(({ readOnly }: any) => readOnly).map(({ mountPath }: any) => mountPath)).toEqual(['/run/secrets/database', '/run/secrets/other']);
  });

  test.each<[string, (secret: Secret) => any, string, object?]>([
    ['a variable that the image takes from no file', (secret) => ({ PGPASSWORD: { secret, key: 'password' } }),
      'SecretFiles.forEnvironment for PGPASSWORD of the container "main": the image "postgres:17" is not known to read it from a file, but POSTGRES_PASSWORD, '],
    ['an image that no one knows', (secret) => ({ POSTGRES_PASSWORD: { secret, key: 'password' } }),
      'the image "registry.example/db:1" is not known to read it from a file: mount the Secret with SecretFiles.mount', { image: 'registry.example/db:1' }],
    ['a variable that is set already', (secret) => ({ POSTGRES_PASSWORD: { secret, key: 'password' } }),
      'the container sets POSTGRES_PASSWORD already: remove it from `envVariables`', { envVariables: { POSTGRES_PASSWORD: EnvValue.fromValue('x') } }],
    ['another construct', () => ({ POSTGRES_PASSWORD: { secret: newChart(), key: 'password' } }), 'SecretFiles.forEnvironment for POSTGRES_PASSWORD needs a Secret, but got '],
    ['a value without a key', (secret) => ({ POSTGRES_PASSWORD: { secret } }), 'POSTGRES_PASSWORD'],
    ['a text', () => ({ POSTGRES_PASSWORD: 'x' }), 'POSTGRES_PASSWORD is "x": write { secret, key: \'password\' }'],
  ])('refuses %s', (_, variables, error, more = {}) => expect(() => databaseWith(variables, more)).toThrow(error));
});
