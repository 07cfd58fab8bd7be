import { fixed } from './fixed';
import { ODD_LISTS } from './pod-with';
import { JsonObject } from '../../../../src/formats/manifest/json';
import { serviceAccountToken } from '../../../../src/policy/controls/hardened/service-account-token';
import { tokenAudience } from '../../../../src/policy/controls/hardened/token-audience';
import { API_SERVER_DIRECTORY, ProjectedToken } from '../../../../src/policy/settings/choices';
import { accountsNamed } from '../../facts/known';
import { found, goodPod } from '../support';

const podWith = (value: unknown) => goodPod((spec) => { spec.automountServiceAccountToken = value; });

test.each([true, undefined, null, 'false', 0, {}])('reports %p', (value) => {
  expect(found(serviceAccountToken, podWith(value))).toEqual(['spec.automountServiceAccountToken']);
});

test('accepts false', () => expect(found(serviceAccountToken, podWith(false))).toEqual([]));

test.each<[unknown, string | undefined, string | undefined, readonly string[]]>([
  [undefined, 'web', undefined, []],
  [null, 'web', undefined, []],
  [undefined, undefined, 'web', []],
  [undefined, '', 'web', []],
  [undefined, 'other', 'web', ['spec.automountServiceAccountToken']],
  [undefined, undefined, undefined, []],
  [undefined, 'api', undefined, ['spec.automountServiceAccountToken']],
  [true, 'web', undefined, ['spec.automountServiceAccountToken']],
])('evaluates %p by the account, which may decide: %p, %p', (value, serviceAccountName, serviceAccount, expected) => {
  const pod = goodPod((spec) => Object.assign(spec, { automountServiceAccountToken: value, serviceAccountName, serviceAccount }));
  expect(found(serviceAccountToken, pod, undefined, { facts: { serviceAccounts: accountsNamed('web', 'default') } })).toEqual(expected);
});

test.each([[undefined, false], [null, false], [true, true], ['false', 'false']])('the fix turns %p into %p', (before, after) => {
  expect(fixed(serviceAccountToken, podWith(before))).toEqual(podWith(after));
});

describe('a projected token', () => {
  const TOKEN: ProjectedToken = { audience: 'vault', expirationSeconds: 600, path: '/var/run/secrets/vault/token' };
  const volume = (name = 'service-account-token', fields: JsonObject = {}, ...sources: unknown[]) => ({
    name,
    projected: { sources: [{ serviceAccountToken: { audience: 'vault', expirationSeconds: 600, path: 'token', ...fields } }, ...sources] },
  });
  const mount = (name = 'service-account-token') => ({ mountPath: '/var/run/secrets/vault', name, readOnly: true });

  /** A pod with these containers and volumes once it has its token. */
  const withToken = (spec: JsonObject, token: Partial<ProjectedToken> = {}) =>
    fixed(serviceAccountToken, { apiVersion: 'v1', kind: 'Pod', spec }, { choices: { token: { ...TOKEN, ...token } } }).spec;

  test('is a volume that is mounted in every container except ephemeral ones', () => {
    const named = (name: string) => ({ name });
    expect(withToken({ initContainers: [named('a')], containers: [named('b'), named('c')], ephemeralContainers: [named('d')] })).toEqual({
      automountServiceAccountToken: false,
      initContainers: [{ name: 'a', volumeMounts: [mount()] }],
      containers: [{ name: 'b', volumeMounts: [mount()] }, { name: 'c', volumeMounts: [mount()] }],
      ephemeralContainers: [named('d')],
      volumes: [volume()],
    });
  });

  test.each<[string[] | undefined, string[]]>([[undefined, ['a', 'b']], [['b'], ['b']], [[], []], [['gone'], []]])('for %j is mounted in %j', (containers, expected) => {
    const spec = withToken({ containers: [{ name: 'a' }, { name: 'b' }] }, { containers });
    expect(spec.containers.filter(({ volumeMounts }: any) => volumeMounts).map(({ name }: any) => name)).toEqual(expected);
  });

  test('for the API server has what client libraries look for beside it, and needs no audience', () => {
    const spec = withToken({ containers: [{ name: 'a' }] }, { audience: undefined, path: `${API_SERVER_DIRECTORY}/token` });
    expect(spec.volumes).toStrictEqual([{
      name: 'service-account-token',
      projected: {
        sources: [
          { serviceAccountToken: { expirationSeconds: 600, path: 'token' } },
          { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
          { downwardAPI: { items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }] } },
        ],
      },
    }]);
    expect(found(tokenAudience, { apiVersion: 'v1', kind: 'Pod', spec })).toEqual([]);
  });

  test('is not for containers that the library adds', () => {
    const { initContainers } = withToken({ initContainers: [{ name: 'writable-seed-a' }, { name: 'writable-seed-b' }], containers: [{ name: 'a' }] });
    expect(initContainers).toEqual([{ name: 'writable-seed-a' }, { name: 'writable-seed-b', volumeMounts: [mount()] }]);
  });

  test('follows the volumes and mounts of the author', () => {
    const own = { name: 'own', emptyDir: {} };
    const spec = withToken({ containers: [{ name: 'a', volumeMounts: [{ name: 'own', mountPath: '/own' }] }], volumes: [own] });
    expect(spec.volumes).toEqual([own, volume()]);
    expect(spec.containers[0].volumeMounts).toEqual([{ name: 'own', mountPath: '/own' }, mount()]);
  });

  test.each<[string, unknown]>([
    ['an emptyDir', { name: 'service-account-token', emptyDir: {} }],
    ['a token for another audience', volume(undefined, { audience: 'aws' })],
    ['a token with another lifetime', volume(undefined, { expirationSeconds: 3600 })],
    ['a token in another file', volume(undefined, { path: 'jwt' })],
    ['the token with other sources', volume(undefined, {}, { secret: { name: 'x' } })],
  ])('does not reuse the name of %s', (_, taken) => {
    const spec = withToken({ containers: [{ name: 'a' }], volumes: [taken] });
    expect(spec.volumes).toEqual([taken, volume('service-account-token-2')]);
    expect(spec.containers[0].volumeMounts).toEqual([mount('service-account-token-2')]);
  });

  test('takes the first unused name', () => {
    const taken = ['service-account-token', 'service-account-token-2'].map((name) => ({ name, emptyDir: {} }));
    expect(withToken({ containers: [], volumes: taken }).volumes).toEqual([...taken, volume('service-account-token-3')]);
  });

  test('reuses an equal volume', () => {
    const spec = withToken({ containers: [{ name: 'a' }], volumes: [volume()] });
    expect(spec).toMatchObject({ volumes: [volume()], containers: [{ volumeMounts: [mount()] }] });
  });

  test('keeps the mount of the author', () => {
    const own = { name: 'service-account-token', mountPath: '/elsewhere' };
    expect(withToken({ containers: [{ name: 'a', volumeMounts: [own] }], volumes: [volume()] }).containers[0].volumeMounts).toEqual([own]);
  });

  test('is added next to an automatic token that the author enabled, which is still reported', () => {
    const automountServiceAccountToken = true;
    const spec = withToken({ automountServiceAccountToken, containers: [] });
    expect(spec).toEqual({ automountServiceAccountToken, containers: [], volumes: [volume()] });
  });

  test.each(['text', {}, 7])('does not change volumes or mounts of %j', (odd) => {
    const containers = [{ name: 'a' }];
    expect(withToken({ containers, volumes: odd })).toEqual({ automountServiceAccountToken: false, containers, volumes: odd });
    expect(withToken({ containers: [{ name: 'a', volumeMounts: odd }] }).containers).toEqual([{ name: 'a', volumeMounts: odd }]);
  });

  test.each(ODD_LISTS)('survives containers and volumes of %j', (list) => {
    expect(() => withToken({ containers: list, volumes: list })).not.toThrow();
    expect(() => withToken({ containers: [{ volumeMounts: list }], volumes: list })).not.toThrow();
  });
});
