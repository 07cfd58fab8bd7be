import { App, Chart } from 'cdk8s';
import { PersistentVolumeClaim, Volume } from 'cdk8s-plus-28';
import { HardenedDeployment, HardenedStatefulSet, Hardening, HardeningProps, RootCapabilities, RunAs, SupplementalGroupsPolicy } from '../../../src/index';
import { container, KINDS, newChart, podSpecOf, Props, synthError } from '../workloads/support';

/** A Deployment of one container "main" and one "proxy", for a Kubernetes version. */
function deployment(props: HardeningProps & Partial<Props> = {}, kubernetesVersion?: string): HardenedDeployment {
  const chart = newChart();
  Hardening.of(chart).setDefaults({ kubernetesVersion });
  return new HardenedDeployment(chart, 'web', { containers: [container(), container({ name: 'proxy' })], ...props });
}

const errorOf = (...args: Parameters<typeof deployment>) => synthError(Chart.of(deployment(...args)));
const specOf = (...args: Parameters<typeof deployment>) => podSpecOf(deployment(...args));
const waivers = (...controls: string[]) => controls.map((control) => ({ control, reason: 'its entrypoint starts as root' }));

describe('unique', () => {
  test('derives ids for each workload from its path', () => {
    const id = 1956303609;
    expect(specOf({ runAs: RunAs.unique() }).securityContext).toMatchObject({ runAsUser: id, runAsGroup: id, fsGroup: id });
  });

  test.each<[string, RunAs, RunAs, string]>([
    ['two seeds that collide', RunAs.unique({ seed: 'seed-8166' }), RunAs.unique({ seed: 'seed-23646' }),
      '[shop/two] unique-ids: RunAs.unique derives the id 2053587074 from both "seed-8166" and "seed-23646"'],
    ['the same seed for both, on purpose', RunAs.unique({ seed: 'seed-8166' }), RunAs.unique({ seed: 'seed-8166' }), ''],
    ['no seeds', RunAs.unique(), RunAs.unique(), ''],
  ])('evaluates collisions of %s', (_, one, two, error) => {
    const chart = newChart();
    new HardenedDeployment(chart, 'one', { containers: [container()], runAs: one });
    new HardenedDeployment(chart, 'two', { containers: [container()], runAs: two });
    expect(synthError(chart)).toContain(error);
    expect(synthError(chart) === '').toBe(error === '');
  });

  test('finds collisions in other charts of the app and in single containers, but not in other apps', () => {
    const app = new App({ outdir: '/nowhere' });
    const [first, second] = [new Chart(app, 'first'), new Chart(app, 'second')];
    new HardenedDeployment(first, 'web', { namespace: 'x', containers: [container()], runAs: RunAs.unique({ seed: 'seed-8166' }) } as Props);
    new HardenedDeployment(second, 'web', { containers: [container()], containerSettings: { main: { runAs: RunAs.unique({ seed: 'seed-23646' }) } } });
    expect(() => app.synthYaml()).toThrow('RunAs.unique derives the id 2053587074 from both');
    expect(errorOf({ runAs: RunAs.unique({ seed: 'seed-8166' }) })).toBe('');
    expect(errorOf({ runAs: RunAs.unique({ seed: 'seed-23646' }) })).toBe('');
  });

  const claim = () => Volume.fromPersistentVolumeClaim(newChart(), 'v', PersistentVolumeClaim.fromClaimName(newChart(), 'c', 'data'));
  test.each<[string, Partial<Props>, boolean]>([
    ['no PVC', { runAs: RunAs.unique() }, false],
    ['a PVC', { runAs: RunAs.unique(), volumes: [claim()] }, true],
    ['a PVC and a seed', { runAs: RunAs.unique({ seed: 'web' }), volumes: [claim()] }, false],
    ['a PVC and a container without a seed', { containerSettings: { proxy: { runAs: RunAs.unique() } }, volumes: [claim()] }, true],
    ['a PVC and other ids', { volumes: [claim()] }, false],
  ])('requires a seed with a persistent volume: %s', (_, props, isNeeded) => {
    expect(errorOf(props).includes('RunAs.unique derives the id from the construct path, and the pod has a persistent volume')).toBe(isNeeded);
  });

  test('requires a seed with claim templates of a StatefulSet, also if a scope sets unique', () => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ runAs: RunAs.unique() });
    const set = KINDS.find(({ kind }) => kind === 'StatefulSet')!.hardened(chart, 'db', {
      containers: [container()], volumeClaimTemplates: [{ name: 'data', size: { toKibibytes: () => 1024 }, mounts: [{ path: '/data' }] }],
    } as Props);
    expect(set).toBeInstanceOf(HardenedStatefulSet);
    expect(synthError(chart)).toContain('RunAs.unique derives the id from the construct path, and the pod has a persistent volume');
  });
});

describe('imageUser and platformAssigned', () => {
  test('imageUser sets fsGroup and no other id', () => {
    const { securityContext } = specOf({ runAs: RunAs.imageUser() });
    expect(securityContext).toMatchObject({ fsGroup: 65532, runAsNonRoot: true });
    expect(Object.keys(securityContext)).not.toEqual(expect.arrayContaining([expect.stringMatching('runAsUser|runAsGroup')]));
  });

  test('platformAssigned is an error on platforms that assign no ids', () => {
    expect(errorOf({ runAs: RunAs.platformAssigned() })).toContain(
      'set `runAs: RunAs.nonRoot()`, or `RunAs.imageUser()` for an image whose USER is a number; on OpenShift, set the platform');
  });
});

describe('rootInUserNamespace', () => {
  const runAs = RunAs.rootInUserNamespace();

  test('sets root and a user namespace, but not runAsNonRoot', () => {
    const spec = specOf({ runAs, initContainers: [container({ name: 'setup' })] });
    expect(spec.hostUsers).toBe(false);
    expect(spec.securityContext).toMatchObject({ runAsUser: 0, runAsGroup: 0, fsGroup: 0 });
    expect(JSON.stringify(spec)).not.toContain('runAsNonRoot');
    expect(spec.containers.map(({ securityContext }: any) => securityContext.capabilities)).toEqual([{ drop: ['ALL'] }, { drop: ['ALL'] }]);
  });

  test.each([
    ['1.32', ['run-as-non-root', 'run-as-user', 'user-namespace']],
    ['1.33', ['run-as-non-root', 'run-as-user']],
    ['1.34', ['run-as-non-root', 'run-as-user']],
    ['1.35', []],
  ])('evaluates Kubernetes %s', (version, controls) => {
    const error = errorOf({ runAs }, version);
    expect(['run-as-non-root', 'run-as-user', 'user-namespace'].filter((id) => error.includes(`[shop/web] ${id}:`))).toEqual(controls);
    expect(error === '').toBe(controls.length === 0);
  });

  test('can be waived below 1.35', () => {
    const containers = ['main', 'proxy'];
    const [nonRoot, user] = waivers('run-as-non-root', 'run-as-user');
    expect(errorOf({ runAs, waivers: [{ ...nonRoot, containers }, { ...user, allow: ['0'] }] }, '1.34')).toBe('');
  });

  test('classic capabilities exceed "restricted", and can be waived', () => {
    const classic = RunAs.rootInUserNamespace({ capabilities: RootCapabilities.CLASSIC });
    const allow = ['CHOWN', 'SETUID', 'SETGID', 'DAC_OVERRIDE', 'FOWNER'];
    expect(errorOf({ runAs: classic })).toContain('[shop/web] capabilities-restricted: container "main"');
    const [waiver] = waivers('capabilities-restricted');
    const { containers } = specOf({ runAs: classic, waivers: [{ ...waiver, containers: ['main', 'proxy'], allow }] });
    expect(containers[0].securityContext.capabilities).toEqual({ add: allow, drop: ['ALL'] });
  });

  test('a container with another user gets no capabilities', () => {
    const classic = RunAs.rootInUserNamespace({ capabilities: RootCapabilities.CLASSIC });
    const [waiver] = waivers('capabilities-restricted');
    const { containers } = specOf({
      runAs: classic, containerSettings: { proxy: { runAs: RunAs.user(1000) } }, waivers: [{ ...waiver, containers: ['main'], allow: classic._toIdentity('').capabilities as string[] }],
    });
    expect(containers[1].securityContext).toMatchObject({ runAsUser: 1000, runAsGroup: 1000, capabilities: { drop: ['ALL'] } });
  });

  test('is refused without a user namespace, and keeps it if a scope disables it', () => {
    expect(() => deployment({ runAs, userNamespace: false })).toThrow('`runAs` is root, which needs a user namespace, and `userNamespace` is false');
    const web = deployment({ userNamespace: false });
    Hardening.of(Chart.of(web)).setDefaults({ runAs });
    expect(podSpecOf(web).hostUsers).toBe(false);
  });
});

describe('runAs of a container', () => {
  test('gives single containers their own ids', () => {
    const { securityContext, containers } = specOf({
      runAs: RunAs.user(2000, 3000), containerSettings: { proxy: { runAs: RunAs.user(4000, 5000) } },
    });
    expect(securityContext).toMatchObject({ runAsUser: 2000, runAsGroup: 3000, fsGroup: 3000 });
    expect(containers[0].securityContext).not.toHaveProperty('runAsUser');
    expect(containers[1].securityContext).toMatchObject({ runAsUser: 4000, runAsGroup: 5000 });
    expect(containers[1].securityContext).not.toHaveProperty('fsGroup');
  });

  test('unique ids of a container differ from those of its pod', () => {
    const { securityContext, containers } = specOf({ runAs: RunAs.unique(), containerSettings: { proxy: { runAs: RunAs.unique() } } });
    expect([securityContext.runAsUser, containers[1].securityContext.runAsUser]).toEqual([1956303609, 1951881015]);
  });

  test('applies to init containers and to containers that are added later', () => {
    const web = deployment({ containerSettings: { setup: { runAs: RunAs.user(1000) } } });
    web.addInitContainer(container({ name: 'setup' }));
    expect(podSpecOf(web).initContainers[0].securityContext.runAsUser).toBe(1000);
  });

  test('refuses an unknown container', () => {
    expect(errorOf({ containerSettings: { porxy: { runAs: RunAs.user(1000) } } }))
      .toContain('[shop/web] unknown-container: containerSettings references unknown container "porxy"');
  });

  test.each([
    ['user', { user: 5 }],
    ['group', { user: 1000, group: 5 }],
  ])('refuses a %s that contradicts the container', (field, securityContext) => {
    const containers = [container(), container({ name: 'proxy', securityContext })];
    expect(errorOf({ containers, containerSettings: { proxy: { runAs: RunAs.user(1000) } } }))
      .toContain(`securityContext.${field} of container "proxy" is 5, and containerSettings.proxy.runAs sets 1000`);
  });

  test.each([
    ['imageUser', RunAs.imageUser()],
    ['platformAssigned', RunAs.platformAssigned()],
    ['rootInUserNamespace', RunAs.rootInUserNamespace()],
  ])('refuses %s for a single container', (_, runAs) => {
    expect(() => deployment({ containerSettings: { proxy: { runAs } } }))
      .toThrow('containerSettings.proxy.runAs must set ids: use RunAs.user(...) or RunAs.unique()');
  });
});

describe('supplementalGroups', () => {
  test('are set in the pod', () => {
    expect(specOf({ supplementalGroups: [4000, 2147483647] }).securityContext.supplementalGroups).toEqual([4000, 2147483647]);
    expect(specOf({}).securityContext).not.toHaveProperty('supplementalGroups');
    expect(specOf({ supplementalGroups: [] }).securityContext).not.toHaveProperty('supplementalGroups');
  });

  test.each([0, -1, 1.5, 2147483648, NaN])('refuses %p', (group) => {
    expect(() => deployment({ supplementalGroups: [4000, group] })).toThrow(`supplementalGroups[1] is ${group}: use a whole number from 1 to 2147483647; 0 is root's group`);
  });

  test('are merged with groups of the image unless the policy is set', () => {
    expect(specOf({}).securityContext).not.toHaveProperty('supplementalGroupsPolicy');
    expect(specOf({ supplementalGroupsPolicy: SupplementalGroupsPolicy.STRICT }).securityContext.supplementalGroupsPolicy).toBe('Strict');
    expect(specOf({ supplementalGroupsPolicy: SupplementalGroupsPolicy.MERGE }, '1.33').securityContext.supplementalGroupsPolicy).toBe('Merge');
    expect(errorOf({ supplementalGroupsPolicy: SupplementalGroupsPolicy.STRICT }, '1.32'))
      .toContain('newer-than-target: spec.template.spec.securityContext.supplementalGroupsPolicy is "Strict": it needs Kubernetes 1.33, and an older API server drops it without an error');
  });
});

describe('userNamespace', () => {
  test('is off by default, and sets hostUsers if it is set', () => {
    expect(specOf({})).not.toHaveProperty('hostUsers');
    expect(specOf({ userNamespace: false })).not.toHaveProperty('hostUsers');
  });

  test.each<[string, RunAs]>([
    ['nonRoot', RunAs.nonRoot()], ['user', RunAs.user(65535)], ['imageUser', RunAs.imageUser()],
  ])('works with %s', (_, runAs) => {
    expect(specOf({ userNamespace: true, runAs }).hostUsers).toBe(false);
  });

  const nfs = () => Volume.fromNfs(newChart(), 'v', 'v', { server: 'nfs.example', path: '/' });
  test.each<[string, string, Partial<Props>, string]>([
    ['Kubernetes 1.32', '1.32', {}, 'spec.template.spec.hostUsers is false: user namespaces are on by default only since Kubernetes 1.33'],
    ['ids above 65535', 'latest', { runAs: RunAs.user(65536) }, 'securityContext.runAsUser is 65536: a user namespace has the ids 0 to 65535'],
    ['unique ids', 'latest', { runAs: RunAs.unique() }, 'securityContext.runAsUser is 1956303609: a user namespace has the ids 0 to 65535'],
    ['unique ids of a container', 'latest', { containerSettings: { proxy: { runAs: RunAs.unique() } } }, 'spec.template.spec.containers[1].securityContext.runAsUser is'],
    ['huge groups', 'latest', { supplementalGroups: [70000] }, 'securityContext.supplementalGroups[0] is 70000'],
    ['the host network', 'latest', { hostNetwork: true }, 'user-namespace-fields: spec.template.spec.hostNetwork is true'],
    ['NFS', 'latest', { volumes: [nfs()] }, 'spec.template.spec.volumes[0].nfs'],
  ])('does not work with %s', (_, version, props, message) => {
    expect(errorOf({ userNamespace: true, ...props }, version)).toContain(message);
  });
});
