import { DeploymentStrategy, PersistentVolumeAccessMode, PersistentVolumeClaim, Volume } from 'cdk8s-plus-28';
import { container, IMAGE, manifestOf, newChart, podSpecOf, synthError } from './support';
import { claimIn, deploy, foreignClaim, initNames, mountsOf, persistent, volumeOf } from './writable';
import { Hardening, SeedUpdatePolicy, PersistentPathOptions, Platform, RunAs, RuntimePreset, WritablePath } from '../../../src';

describe('a persistent path', () => {
  test('mounts a PVC that the pod\'s group can write', () => {
    const spec = podSpecOf(deploy([persistent('/data')]));
    expect(mountsOf(spec)).toEqual([{ mountPath: '/data', name: 'claim-data' }]);
    expect(volumeOf(spec, 'claim-data')).toEqual({ name: 'claim-data', persistentVolumeClaim: { claimName: 'data' } });
    expect(spec.securityContext).toMatchObject({ fsGroup: 65532, fsGroupChangePolicy: 'OnRootMismatch' });
    expect(spec.initContainers).toBeUndefined();
  });

  test('shares the volume of the PVC with other paths, and with mounts of the author', () => {
    const chart = newChart();
    const volume = Volume.fromPersistentVolumeClaim(chart, 'volume', foreignClaim, { name: 'mine' });
    const spec = podSpecOf(deploy(
      [persistent('/a', { subPath: 'a' }), persistent('/b', { subPath: 'b' })],
      { containers: [container({ volumeMounts: [{ path: '/other', volume }] })] }, chart));
    expect(mountsOf(spec)).toContainEqual({ mountPath: '/a', name: 'mine', subPath: 'a' });
    expect(mountsOf(spec)).toContainEqual({ mountPath: '/b', name: 'mine', subPath: 'b' });
  });

  test('is seeded into its own directory', () => {
    const spec = podSpecOf(deploy([persistent('/var/lib/app', { seeded: true })]));
    expect(mountsOf(spec)).toEqual([{ mountPath: '/var/lib/app', name: 'claim-data', subPath: 'var-lib-app' }]);
    expect(spec.initContainers[0].args).toEqual([IMAGE, '/var/lib/app', 'claim-data/var-lib-app']);
  });

  test('with groupOwnership has no fsGroup, but the given groups', () => {
    const spec = podSpecOf(deploy([persistent('/data', { groupOwnership: false, supplementalGroups: [4000, 5000] })], { supplementalGroups: [4000] }));
    expect(spec.securityContext.fsGroup).toBeUndefined();
    expect(spec.securityContext.supplementalGroups).toEqual([4000, 5000]);
  });

  test('with groupOwnership conflicts with one that needs fsGroup', () => {
    const chart = newChart();
    deploy([persistent('/data', { groupOwnership: false }), persistent('/own', { subPath: 'own' })], {}, chart);
    expect(synthError(chart)).toContain('path "/data" disables the fsGroup of the pod, and path "/own" needs it');
  });

  test('with groupOwnership conflicts with an fsGroup of the author', () => {
    const chart = newChart();
    deploy([persistent('/data', { groupOwnership: false })], { securityContext: { fsGroup: 4000 } }, chart);
    expect(synthError(chart)).toContain('path "/data" disables the fsGroup of the pod, and securityContext sets it');
  });

  test.each<[string, PersistentVolumeAccessMode, PersistentPathOptions, boolean]>([
    ['for many nodes: a warning', PersistentVolumeAccessMode.READ_WRITE_MANY, {}, true],
    ['for many nodes whose ownership is taken: no warning', PersistentVolumeAccessMode.READ_WRITE_MANY, { takeOwnership: { reason: 'NFS ignores fsGroup' } }, false],
    ['for many nodes with groupOwnership: no warning', PersistentVolumeAccessMode.READ_WRITE_MANY, { groupOwnership: false }, false],
    ['for one node: no warning', PersistentVolumeAccessMode.READ_WRITE_ONCE, {}, false],
  ])('evaluates a PVC %s', (_, mode, options, isWarned) => {
    const chart = newChart();
    deploy([WritablePath.fromPersistentVolumeClaim('/data', claimIn(chart, mode), options)], {}, chart);
    const found = Hardening.of(chart).report().findings.filter(({ control }) => control === 'fs-group-volumes');
    expect(found.map(({ severity, field }) => [severity, field]))
      .toEqual(isWarned ? [['warning', 'spec.template.spec.volumes[1].persistentVolumeClaim.claimName']] : []);
  });

  test('refuses a PVC that cannot be written', () => {
    const chart = newChart();
    const claim = (id: string, accessModes: PersistentVolumeAccessMode[]) => new PersistentVolumeClaim(chart, id, { accessModes });
    const { READ_ONLY_MANY, READ_WRITE_ONCE } = PersistentVolumeAccessMode;
    expect(() => WritablePath.fromPersistentVolumeClaim('/data', claim('read', [READ_ONLY_MANY])))
      .toThrow('persistent path "/data" is in a PVC whose only access mode is ReadOnlyMany: nothing can be written there, use a PVC with ReadWriteOnce or ReadWriteMany');
    expect(() => WritablePath.fromPersistentVolumeClaim('/data', claim('both', [READ_ONLY_MANY, READ_WRITE_ONCE]))).not.toThrow();
  });

  test('is not seeded into the directory of another path', () => {
    const chart = newChart();
    deploy([persistent('/a', { seeded: true, subPath: 'x' }), persistent('/b', { seeded: true, subPath: 'x' })], {}, chart);
    expect(synthError(chart)).toContain('paths "/a" and "/b" are copied into the same directory of PVC "data"');
    expect(() => podSpecOf(deploy([persistent('/a', { seeded: true }), persistent('/b', { seeded: true })]))).not.toThrow();
  });

  test('can replace its files only if one pod at a time mounts the PVC', () => {
    const replaced = persistent('/a', { seeded: true, seedUpdatePolicy: SeedUpdatePolicy.REPLACE });
    const strategy = DeploymentStrategy.recreate();
    for (const props of [{}, { replicas: 1 }, { strategy }]) {
      const chart = newChart();
      deploy([replaced], props, chart);
      expect(synthError(chart)).toContain('path "/a" replaces its files, and several pods can use the PVC at once');
    }
    expect(() => podSpecOf(deploy([replaced], { replicas: 1, strategy }))).not.toThrow();
  });

  test('is refused in defaults of a scope and in presets', () => {
    expect(() => Hardening.of(newChart()).setDefaults({ writablePaths: [persistent('/data')] })).toThrow('"/data" is in a PVC and cannot be a default');
    expect(() => RuntimePreset.custom('own', { writablePaths: [persistent('/data')] })).toThrow('has the path "/data" in a PVC');
  });
});

describe('taking the ownership of a PVC', () => {
  const taken = (more: Partial<PersistentPathOptions> = {}) => persistent('/data', { takeOwnership: { reason: 'NFS ignores fsGroup here' }, ...more });

  test('runs first and as root, with its own waivers only', () => {
    const chart = newChart();
    const web = deploy([taken({ seeded: true })], { initContainers: [container({ name: 'setup' })] }, chart);
    const spec = podSpecOf(web);
    expect(initNames(spec)).toEqual(['writable-owner-data', 'writable-seed-main', 'setup']);
    expect(spec.initContainers[0].args).toEqual(['65532:65532', '/cdk8s-hardened/claim']);
    const waived = Hardening.of(chart).report().findings.filter(({ waiver }) => waiver);
    expect([...new Set(waived.map(({ container: name }) => name))]).toEqual(['writable-owner-data']);
    expect([...new Set(waived.map(({ control }) => control))].sort()).toEqual(['capabilities-restricted', 'run-as-non-root', 'run-as-user']);
    expect(manifestOf(web).metadata.annotations['cdk8s-hardened/waivers']).toContain('NFS ignores fsGroup here');
  });

  test('sets the group that the kubelet would set', () => {
    const spec = podSpecOf(deploy([taken()], { runAs: RunAs.user(20001, 20002), securityContext: { fsGroup: 20003 } }));
    expect(spec.initContainers[0].args[0]).toBe('20001:20003');
  });

  test('changes only a directory of the PVC if it is not seeded', () => {
    const spec = podSpecOf(deploy([taken({ subPath: 'here' })]));
    expect(spec.initContainers[0].volumeMounts).toEqual([{ mountPath: '/cdk8s-hardened/claim', name: 'claim-data', subPath: 'here' }]);
  });

  test('works in a user namespace with one waiver less', () => {
    expect(initNames(podSpecOf(deploy([taken()], { userNamespace: true })))).toEqual(['writable-owner-data']);
  });

  test('requires a uid', () => {
    const chart = newChart();
    deploy([taken()], { runAs: RunAs.imageUser() }, chart);
    expect(synthError(chart)).toContain('claim-owners: container "main"');
    expect(synthError(chart)).toContain('no init container "writable-owner-data" changes the owner of the volume at "/data" to the container\'s user');
  });

  test.each([
    ['neverWaive', { neverWaive: ['run-as-user'] }, 'waiver of "run-as-user" is not allowed: neverWaive lists the control'],
    ['maxWaiverDays', { maxWaiverDays: 30 }, 'has no `expires`: maxWaiverDays is 30'],
    ['a platform', { platform: Platform.OPENSHIFT }, 'claim-owners'],
  ])('is refused by %s', (_, defaults, message) => {
    const chart = newChart();
    Hardening.of(chart).setDefaults(defaults);
    deploy([taken()], {}, chart);
    expect(synthError(chart)).toContain(message);
  });

  test('runs once per PVC', () => {
    expect(() => deploy([taken(), persistent('/other', { subPath: 'x', takeOwnership: { reason: 'NFS ignores fsGroup' } })]))
      .toThrow('two writable paths take ownership of the PVC "data"');
  });
});
