import { podsOf } from '../../../src/formats/manifest/workload';
import { AppArmor, Hardening } from '../../../src/index';
import { container, KINDS, manifestOf, newChart, Props, synthError } from '../workloads/support';

const PREFIX = 'container.apparmor.security.beta.kubernetes.io/';

describe.each(KINDS)('a Hardened$kind', ({ hardened }) => {
  function podOf(version: string, props: Partial<Props>) {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ kubernetesVersion: version });
    const workload = hardened(chart, 'web', { containers: [container()], initContainers: [container({ name: 'setup' })], ...props });
    const [pod] = podsOf(manifestOf(workload));
    return { profile: pod.securityContext.appArmorProfile, annotations: pod.annotations };
  }

  test.each([
    ['the runtime\'s', AppArmor.runtimeDefault(), { type: 'RuntimeDefault' }, 'runtime/default'],
    ['the node\'s', AppArmor.localhost('app'), { type: 'Localhost', localhostProfile: 'app' }, 'localhost/app'],
  ])('sets %s profile in the field since 1.30, and in annotations before', (_, appArmor, field, annotation) => {
    expect(podOf('1.30', { appArmor })).toEqual({ profile: field, annotations: {} });
    expect(podOf('1.29', { appArmor })).toEqual({
      profile: undefined,
      annotations: { [`${PREFIX}main`]: annotation, [`${PREFIX}setup`]: annotation },
    });
  });

  test('keeps an annotation of the author', () => {
    // Annotations of a Pod are in its own metadata, those of other kinds in that of their template.
    const metadata = { annotations: { [`${PREFIX}main`]: 'localhost/own', note: 'x' } };
    expect(podOf('1.29', { appArmor: AppArmor.runtimeDefault(), metadata, podMetadata: metadata }).annotations)
      .toMatchObject({ [`${PREFIX}main`]: 'localhost/own', [`${PREFIX}setup`]: 'runtime/default', note: 'x' });
  });

  test('sets no profile by default', () => {
    expect(podOf('1.30', {})).toEqual({ profile: undefined, annotations: {} });
    expect(podOf('1.29', {})).toEqual({ profile: undefined, annotations: {} });
  });
});

test('refuses a profile without a name', () => {
  expect(() => AppArmor.localhost('')).toThrow('the AppArmor profile has no name: use the name of a profile that is loaded on every node');
});

test('a workload with a profile has no findings', () => {
  const chart = newChart();
  KINDS[1].hardened(chart, 'web', { containers: [container()], appArmor: AppArmor.runtimeDefault() });
  expect(synthError(chart)).toBe('');
});
