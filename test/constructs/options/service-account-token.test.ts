import { Duration } from 'cdk8s';
import { Volume } from 'cdk8s-plus-28';
import { Hardening, Platform, RunAs, ServiceAccountToken } from '../../../src/index';
import { amended, DEFAULT_CONTEXT } from '../../../src/policy/context/context';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { harden } from '../../../src/policy/engine/harden';
import { profileOf } from '../../../src/policy/engine/profile';
import { goodContainer, goodPod } from '../../policy/controls/support';
import { container, KINDS, manifestOf, newChart, podSpecOf, Props, synthError } from '../workloads/support';

const VAULT = { audience: 'vault' };

describe('invalid tokens', () => {
  test.each<[string, Parameters<typeof ServiceAccountToken.projected>[0], string]>([
    ['no audience', { audience: '' }, 'the service account token has no audience: set the service that checks it'],
    ['a short lifetime', { ...VAULT, expiration: Duration.seconds(599) }, 'the service account token expires after 599 s: Kubernetes requires at least 600 s'],
    ['a relative path', { ...VAULT, path: 'token' }, 'the token\'s path "token" must be an absolute path without ".." and double slashes, in its own directory'],
    ['no directory', { ...VAULT, path: '/token' }, 'must be an absolute path'],
    ['no file', { ...VAULT, path: '/run/tokens/' }, 'must be an absolute path'],
    ['double slashes', { ...VAULT, path: '/run//token' }, 'must be an absolute path'],
    ['..', { ...VAULT, path: '/run/tokens/../token' }, 'must be an absolute path'],
    ['a colon', { ...VAULT, path: '/run/a:b/token' }, 'contains ":"'],
    ['/etc, which it would hide', { ...VAULT, path: '/etc/token' }, 'directory of the token "/etc" is a system directory'],
    ['/proc', { ...VAULT, path: '/proc/x/token' }, 'directory of the token "/proc/x" belongs to the container runtime'],
    ['the directory of all secrets', { ...VAULT, path: '/var/run/secrets/token' }, 'directory of the token "/var/run/secrets" belongs to the container runtime'],
  ])('refuses %s', (_, options, message) => {
    expect(() => ServiceAccountToken.projected(options)).toThrow(message);
  });
});

test.each(['/var/run/secrets/tokens/token', '/run/secrets/x/y/token', '/tokens/api', '/etc/app/token'])('accepts the path %s', (path) => {
  expect(ServiceAccountToken.projected({ ...VAULT, path })._toToken()).toEqual({ audience: 'vault', expirationSeconds: 3600, path });
});

describe.each(KINDS)('a token in a Hardened$kind', ({ hardened }) => {
  const specOf = (props: Partial<Props>) => podSpecOf(hardened(newChart(), 'web', {
    containers: [container(), container({ name: 'proxy' })], initContainers: [container({ name: 'setup' })], ...props,
  }));
  const mountsIn = (spec: any) => [...spec.initContainers, ...spec.containers]
    .flatMap(({ name, volumeMounts }) => volumeMounts.filter((mount: any) => mount.name.startsWith('service-account')).map((mount: any) => [name, mount]));

  test('is mounted read-only in every container, instead of the automatic one', () => {
    const spec = specOf({ serviceAccountToken: ServiceAccountToken.projected({ ...VAULT, expiration: Duration.minutes(10) }) });
    expect(spec.automountServiceAccountToken).toBe(false);
    expect(spec.volumes).toContainEqual({
      name: 'service-account-token',
      projected: { sources: [{ serviceAccountToken: { audience: 'vault', expirationSeconds: 600, path: 'token' } }] },
    });
    const mount = { mountPath: '/var/run/secrets/tokens', name: 'service-account-token', readOnly: true };
    expect(mountsIn(spec)).toEqual([['setup', mount], ['main', mount], ['proxy', mount]]);
  });

  test('is mounted only in the named containers', () => {
    const token = ServiceAccountToken.projected({ ...VAULT, path: '/run/vault/jwt', containers: ['proxy'] });
    const spec = specOf({ serviceAccountToken: token });
    expect(mountsIn(spec)).toEqual([['proxy', { mountPath: '/run/vault', name: 'service-account-token', readOnly: true }]]);
    expect(spec.volumes.find(({ name }: any) => name === 'service-account-token').projected.sources[0].serviceAccountToken.path).toBe('jwt');
  });
});

describe.each(KINDS)('a token for the API server in a Hardened$kind', ({ hardened }) => {
  const made = (token: ServiceAccountToken) => {
    const chart = newChart();
    const spec = podSpecOf(hardened(chart, 'web', { containers: [container(), container({ name: 'side' })], serviceAccountToken: token }));
    return { spec, error: synthError(chart) };
  };
  const MOUNT = { mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: 'service-account-token', readOnly: true };

  test('is what the automatic one is, for an hour and read-only, and passes every control', () => {
    const { spec, error } = made(ServiceAccountToken.apiServer());
    expect(error).toBe('');
    expect(spec.automountServiceAccountToken).toBe(false);
    expect(spec.volumes).toContainEqual({
      name: 'service-account-token',
      projected: {
        sources: [
          { serviceAccountToken: { expirationSeconds: 3600, path: 'token' } },
          { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
          { downwardAPI: { items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }] } },
        ],
      },
    });
    const mounts = spec.containers.map(({ volumeMounts }: any) => volumeMounts);
    expect(mounts).toEqual([expect.arrayContaining([MOUNT]), expect.arrayContaining([MOUNT])]);
  });

  test('is mounted only in the named containers', () => {
    const { spec, error } = made(ServiceAccountToken.apiServer({ containers: ['side'] }));
    expect(error).toBe('');
    expect(spec.containers.map(({ volumeMounts }: any) => volumeMounts.length)).toEqual([1, 2]);
  });
});

test('a token for the API server has no finding, also once it is read from the YAML', () => {
  const chart = newChart();
  const workload = KINDS[1].hardened(chart, 'web', { containers: [container()], serviceAccountToken: ServiceAccountToken.apiServer() });
  const ids = evaluate(manifestOf(workload), profileOf('hardened')).map(({ control }) => control.id);
  expect(ids.filter((id) => /token/.test(id))).toEqual([]);
});

describe('a deployment with a token', () => {
  const errorOf = (props: Partial<Props>, options = {}, platform = Platform.KUBERNETES) => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ platform });
    KINDS[1].hardened(chart, 'web', { containers: [container()], serviceAccountToken: ServiceAccountToken.projected({ ...VAULT, ...options }), ...props });
    return synthError(chart);
  };

  test('a workload with the token synthesizes', () => expect(errorOf({})).toBe(''));

  test('refuses an unknown container', () => {
    expect(errorOf({}, { containers: ['mian'] })).toContain('unknown-container: serviceAccountToken references unknown container "mian"\n      Fix: use "main".');
  });

  test('refuses a path below a writable path', () => {
    expect(errorOf({}, { path: '/tmp/token' })).toContain('[shop/web] writable-paths:');
  });

  test('requires no fsGroup, since every user of the pod can read the token', () => {
    expect(errorOf({ runAs: RunAs.platformAssigned() })).not.toContain('token-readable');
    expect(errorOf({}, {}, Platform.OPENSHIFT)).toBe('');
  });

  test('does not change a volume with the same name', () => {
    const volumes = [Volume.fromEmptyDir(newChart(), 'v', 'service-account-token')];
    expect(errorOf({ volumes })).toBe('');
  });
});

test('hardening twice mounts one token for the API server', () => {
  const context = amended(DEFAULT_CONTEXT, { choices: { token: ServiceAccountToken.apiServer()._toToken() } });
  const once = harden(goodPod(), context).manifest as any;
  expect(once.spec.volumes.filter(({ projected }: any) => projected)).toHaveLength(1);
  expect(harden(once, context).manifest).toEqual(once);
});

describe('the fix', () => {
  const context = amended(DEFAULT_CONTEXT, { choices: { token: ServiceAccountToken.projected(VAULT)._toToken() } });
  const hardened = (manifest: any) => harden(manifest, context).manifest as any;
  const names = ({ spec }: any) => spec.containers[0].volumeMounts.map(({ name }: any) => name).slice(1);

  test('hardening twice has the same result as hardening once', () => {
    const once = hardened(goodPod());
    expect(hardened(once)).toEqual(once);
    expect(names(once)).toEqual(['service-account-token']);
  });

  test('does not mount the token in ephemeral containers, which cannot have other volumes', () => {
    const pod = hardened(goodPod((spec) => { spec.ephemeralContainers = [goodContainer('debug')]; }));
    expect(pod.spec.ephemeralContainers[0].volumeMounts).toHaveLength(1);
  });

  test.each<[string, any]>([
    ['an emptyDir', { emptyDir: {} }],
    ['another token', { projected: { sources: [{ serviceAccountToken: { audience: 'other', expirationSeconds: 3600, path: 'token' } }] } }],
    ['the token with other sources', { projected: { sources: [{ serviceAccountToken: { audience: 'vault', expirationSeconds: 3600, path: 'token' } }, {}] } }],
  ])('does not mount a volume with the same name that is %s', (_, volume) => {
    const once = hardened(goodPod((spec) => spec.volumes.push({ name: 'service-account-token', ...volume })));
    expect(names(once)).toEqual(['service-account-token-2']);
    expect(hardened(once)).toEqual(once);
  });

  test.each(['text', 7, {}])('survives volumes of %j', (volumes) => {
    expect(hardened(goodPod((spec) => { spec.volumes = volumes; })).spec.volumes).toEqual(volumes);
  });
});
