import { Container, Secret } from 'cdk8s-plus-28';
import { HardenedDeployment, SecretFiles } from '../../src/index';
import { container, newChart, podSpecOf } from '../workloads/support';

function specOf(mount: (main: Container, proxy: Container, secret: Secret) => void): any {
  const chart = newChart();
  const secret = new Secret(chart, 'database', { stringData: { user: 'shop', password: 'x' } });
  const web = new HardenedDeployment(chart, 'web', { containers: [container()] });
  mount(web.containers[0], web.addContainer(container({ name: 'proxy' })), secret);
  return podSpecOf(web);
}

const secretsIn = ({ volumes }: any) => volumes.filter(({ secret }: any) => secret);

test('files that the group may read and others not, mounted read-only', () => {
  const spec = specOf((main, _, secret) => SecretFiles.mount(main, '/run/database', secret));
  const [volume] = secretsIn(spec);
  expect(volume).toEqual({ name: expect.stringMatching(/^secret-files-[0-9a-f]{8}$/), secret: { defaultMode: 0o440, secretName: 'shop-database-c8c44557' } });
  expect(spec.containers[0].volumeMounts).toContainEqual({ mountPath: '/run/database', name: volume.name, readOnly: true });
  expect(spec.securityContext.fsGroup).toBe(65532);
});

test('only the keys that are named', () => {
  const [{ secret }] = secretsIn(specOf((main, _, whole) => SecretFiles.mount(main, '/run/database', whole, { keys: ['password'] })));
  expect(secret.items).toEqual([{ key: 'password', path: 'password' }]);
});

test('one volume for all containers that want the same, and others for other keys', () => {
  const spec = specOf((main, proxy, secret) => {
    SecretFiles.mount(main, '/run/database', secret);
    SecretFiles.mount(proxy, '/run/database', secret);
    SecretFiles.mount(proxy, '/run/user', secret, { keys: ['user'] });
  });
  expect(secretsIn(spec)).toHaveLength(2);
});

test('no keys are not all keys', () => {
  expect(() => specOf((main, _, secret) => SecretFiles.mount(main, '/run/database', secret, { keys: [] })))
    .toThrow(/no key of the Secret ".*" is to be mounted at "\/run\/database": name some, or leave `keys` out for all/);
});

test('one path has one mount', () => {
  expect(() => specOf((main, _, secret) => {
    SecretFiles.mount(main, '/run/database', secret);
    SecretFiles.mount(main, '/run/database', secret, { keys: ['user'] });
  })).toThrow();
});
