import { HardenedDeployment, Hardening, HardeningProps, RunAs, RuntimePreset, ServiceAccountToken, WritablePath } from '../../../src';
import { container, newChart, podSpecOf, synthError } from '../workloads/support';

const containers = [container(), container({ name: 'proxy' })];
const make = (props: HardeningProps, chart = newChart()) => new HardenedDeployment(chart, 'web', { containers, ...props });
const proxyOf = (props: HardeningProps, chart = newChart()) => podSpecOf(make(props, chart)).containers[1];
const mountsOf = ({ volumeMounts }: any) => volumeMounts.map(({ mountPath }: any) => mountPath);

test('one container gets its own user, paths and presets, and the others do not', () => {
  const { containers: [main, proxy] } = podSpecOf(make({
    containerSettings: { proxy: { runAs: RunAs.user(5000), writablePaths: [WritablePath.fromEmptyDir('/run/proxy')], presets: [RuntimePreset.JVM] } },
  }));
  expect(proxy.securityContext.runAsUser).toBe(5000);
  expect(mountsOf(proxy)).toEqual(['/tmp', '/run/proxy']);
  expect(proxy.env.map(({ name }: any) => name)).toEqual(['HOME', 'JAVA_TOOL_OPTIONS']);
  expect(main.securityContext.runAsUser).toBeUndefined();
  expect(mountsOf(main)).toEqual(['/tmp']);
  expect(main.env).toBeUndefined();
});

test('addWritablePath with a container adds the path to that container only', () => {
  const web = make({});
  web.addWritablePath(WritablePath.fromEmptyDir('/run/proxy'), 'proxy');
  expect(podSpecOf(web).containers.map(mountsOf)).toEqual([['/tmp'], ['/tmp', '/run/proxy']]);
});

describe('defaults of a scope', () => {
  const chart = () => {
    const made = newChart();
    Hardening.of(made).setDefaults({
      containerSettings: {
        proxy: { runAs: RunAs.user(5000), writablePaths: [WritablePath.fromEmptyDir('/run/proxy')], presets: [RuntimePreset.JVM] },
        elsewhere: { runAs: RunAs.user(6000) },
      },
    });
    return made;
  };

  test('apply to containers with that name, and other names are not an error', () => {
    const made = chart();
    const proxy = proxyOf({}, made);
    expect([proxy.securityContext.runAsUser, mountsOf(proxy)]).toEqual([5000, ['/tmp', '/run/proxy']]);
    expect(synthError(made)).toBe('');
  });

  test('are overridden field by field, except that writable paths are combined', () => {
    const own = { runAs: RunAs.user(7000), writablePaths: [WritablePath.fromEmptyDir('/own')], presets: undefined };
    const proxy = proxyOf({ containerSettings: { proxy: own } }, chart());
    expect([proxy.securityContext.runAsUser, mountsOf(proxy), proxy.env.length]).toEqual([7000, ['/tmp', '/run/proxy', '/own'], 2]);
  });

  test('must be valid', () => {
    const set = (proxy: object) => () => Hardening.of(newChart()).setDefaults({ containerSettings: { proxy } });
    expect(set({ runAs: RunAs.imageUser() })).toThrow('containerSettings.proxy.runAs must set ids');
    expect(set({ writablePaths: [WritablePath.fromPersistentVolumeClaimName('/data', 'data')] })).toThrow('"/data" is in a PVC and cannot be a default');
  });
});

test.each<[string, (chart: ReturnType<typeof newChart>) => void, string]>([
  ['in containerSettings', (chart) => make({ containerSettings: { porxy: { writablePaths: [WritablePath.fromEmptyDir('/x')] } } }, chart),
    '[shop/web] unknown-container: containerSettings references unknown container "porxy"'],
  ['of an added path', (chart) => make({}, chart).addWritablePath(WritablePath.fromEmptyDir('/x'), 'porxy'),
    '[shop/web] unknown-container: writable path "/x" references unknown container "porxy"'],
  ['of a token', (chart) => make({ serviceAccountToken: ServiceAccountToken.projected({ audience: 'vault', containers: ['porxy'] }) }, chart),
    '[shop/web] unknown-container: serviceAccountToken references unknown container "porxy"'],
])('an unknown container %s is reported once', (_, change, error) => {
  const chart = newChart();
  change(chart);
  expect(synthError(chart).split('references unknown container')).toHaveLength(2);
  expect(synthError(chart)).toContain(error);
});
