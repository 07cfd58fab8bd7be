import { Duration } from 'cdk8s';
import { Volume } from 'cdk8s-plus-28';
import { harden } from '../../src/engine/harden';
import { Hardening, Platform, RunAs, ServiceAccountToken } from '../../src/index';
import { DEFAULT_SETTINGS } from '../../src/settings/settings';
import { goodContainer, goodPod } from '../controls/support';
import { container, KINDS, newChart, podSpecOf, Props, synthError } from '../workloads/support';

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

describe('a deployment with a token', () => {
  const errorOf = (props: Partial<Props>, options = {}, platform = Platform.KUBERNETES) => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ platform });
    KINDS[1].hardened(chart, 'web', { containers: [container()], serviceAccountToken: ServiceAccountToken.projected({ ...VAULT, ...options }), ...props });
    return synthError(chart);
  };

  test('synthesizes', () => expect(errorOf({})).toBe(''));

  test('refuses an unknown container', () => {
    expect(errorOf({}, { containers: ['mian'] })).toContain('unknown-container: serviceAccountToken references unknown container "mian"\n      Fix: use "main".');
  });

  test('refuses a path below a writable path', () => {
    expect(errorOf({}, { path: '/tmp/token' })).toContain('[shop/web] writable-paths:');
  });

  test('requires an fsGroup, or a platform that sets one', () => {
    expect(errorOf({ runAs: RunAs.platformAssigned() })).toContain('[shop/web] token-readable: spec.template.spec.securityContext.fsGroup is not set');
    expect(errorOf({}, {}, Platform.OPENSHIFT)).toBe('');
  });

  test('does not change a volume with the same name', () => {
    const volumes = [Volume.fromEmptyDir(newChart(), 'v', 'service-account-token')];
    expect(errorOf({ volumes })).toBe('');
  });
});

describe('the fix', () => {
  const settings = { ...DEFAULT_SETTINGS, token: ServiceAccountToken.projected(VAULT)._toToken() };
  const hardened = (manifest: any) => harden(manifest, settings).manifest as any;
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
