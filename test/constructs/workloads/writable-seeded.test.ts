import { ContainerProps, Volume } from 'cdk8s-plus-28';
import { container, IMAGE, KINDS, manifestOf, newChart, podSpecOf, synthError } from './support';
import { deploy, foreignClaim, initNames, mountsOf, persistent, volumeOf } from './writable';
import { AppArmor, Hardening, RunAs, RuntimePreset, ServiceAccountToken, WritablePath } from '../../../src';
import { workloadOptions, resolveContext } from '../../../src/constructs/options/resolve';
import { DEFAULT_CONTEXT } from '../../../src/policy/context/context';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { harden } from '../../../src/policy/engine/harden';
import { profileOf } from '../../../src/policy/engine/profile';

const TOKEN = ServiceAccountToken.projected({ audience: 'vault' });

describe('a seeded path', () => {
  test.each(KINDS.map((kind) => [kind.kind, kind] as const))('is filled first in a %s', (_, { hardened }) => {
    const workload = hardened(newChart(), 'web', {
      containers: [container()],
      initContainers: [container({ name: 'setup' })],
      writablePaths: [WritablePath.fromImage('/srv')],
    });
    const spec = podSpecOf(workload);
    expect(initNames(spec)).toEqual(['writable-seed-main', 'setup']);
    expect(mountsOf(spec)).toEqual([{ mountPath: '/srv', name: 'scratch-main--srv', subPath: 'srv' }]);
    const [seed] = spec.initContainers;
    expect(seed.args).toEqual([IMAGE, '/srv', 'scratch-main--srv/srv']);
    expect(seed.volumeMounts).toEqual([{ mountPath: '/cdk8s-hardened/volumes/scratch-main--srv', name: 'scratch-main--srv' }]);
  });

  test('is filled with the identity and resources of its container, but without environment and token', () => {
    const chart = newChart();
    const spec = podSpecOf(deploy([], {
      containerSettings: { side: { writablePaths: [WritablePath.fromImage('/srv')] } },
      containers: [container(), container({ name: 'side', envVariables: { A: { value: 'x' } }, securityContext: { user: 20001, group: 20002 } })],
      serviceAccountToken: TOKEN,
      presets: [RuntimePreset.NODE],
    }, chart));
    const [seed] = spec.initContainers;
    const [, side] = spec.containers;
    expect(side.volumeMounts.map(({ name }: any) => name)).toContain('service-account-token');
    expect(seed).toMatchObject({ name: 'writable-seed-side', image: IMAGE });
    expect(seed.securityContext).toEqual(side.securityContext);
    expect(seed.resources.limits).toMatchObject({ cpu: side.resources.limits.cpu, memory: side.resources.limits.memory });
    expect(seed.env).toBeUndefined();
    expect(seed.volumeMounts).toHaveLength(1);
  });

  test('is filled by the user of its container', () => {
    const web = deploy([WritablePath.fromImage('/srv')], { containerSettings: { main: { runAs: RunAs.user(30001) } } });
    expect(podSpecOf(web).initContainers[0].securityContext).toMatchObject({ runAsUser: 30001, runAsGroup: 30001 });
  });

  test('is filled with the AppArmor profile if that is an annotation per container', () => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ kubernetesVersion: '1.28' });
    const web = deploy([WritablePath.fromImage('/srv')], { appArmor: AppArmor.runtimeDefault() }, chart);
    expect(manifestOf(web).spec.template.metadata.annotations)
      .toMatchObject({ 'container.apparmor.security.beta.kubernetes.io/writable-seed-main': 'runtime/default' });
  });

  test('can be a system directory, and has every `$` escaped', () => {
    const spec = podSpecOf(deploy([WritablePath.fromImage('/etc'), WritablePath.fromImage('/srv/$(HOME)')]));
    expect(spec.initContainers[0].args.filter((argument: string) => argument.startsWith('/'))).toEqual(['/etc', '/srv/$$(HOME)']);
  });

  test('can share a volume with other paths', () => {
    const spec = podSpecOf(deploy([WritablePath.fromImage('/srv', { shareVolume: true }), WritablePath.fromEmptyDir('/data', { shareVolume: true })]));
    expect(mountsOf(spec).map(({ name, subPath }: any) => [name, subPath])).toEqual([['scratch-main', 'srv'], ['scratch-main', 'data']]);
    expect(spec.initContainers[0].args).toEqual([IMAGE, '/srv', 'scratch-main/srv']);
  });

  test('can use the programs of another image, with the container\'s image as a volume', () => {
    const busybox = `busybox:1.37@sha256:${'0'.repeat(64)}`;
    const spec = podSpecOf(deploy([WritablePath.fromImage('/srv', { seedImage: busybox }), WritablePath.fromImage('/opt')]));
    const [seed] = spec.initContainers;
    expect(seed.image).toBe(busybox);
    expect(seed.args).toEqual([
      IMAGE, '/cdk8s-hardened/image/srv', 'scratch-main--srv/srv', '/cdk8s-hardened/image/opt', 'scratch-main--opt/opt',
    ]);
    expect(seed.volumeMounts).toContainEqual({ mountPath: '/cdk8s-hardened/image', name: 'image-main', readOnly: true });
    expect(volumeOf(spec, 'image-main').image).toMatchObject({ reference: IMAGE });
  });

  test('with a seed image needs Kubernetes 1.35', () => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ kubernetesVersion: '1.34' });
    deploy([WritablePath.fromImage('/srv', { seedImage: IMAGE })], {}, chart);
    expect(synthError(chart)).toContain('newer-than-target');
    expect(synthError(chart)).toContain('needs Kubernetes 1.35, and an older API server drops it without an error');
  });

  test('with a seed image needs a uid', () => {
    const chart = newChart();
    deploy([WritablePath.fromImage('/srv', { seedImage: IMAGE })], { runAs: RunAs.imageUser() }, chart);
    expect(synthError(chart)).toContain('the seed image may run as another user');
  });

  test('is for the only container; several containers must be named', () => {
    const chart = newChart();
    deploy([WritablePath.fromImage('/srv')], { containers: [container(), container({ name: 'side' })] }, chart);
    expect(synthError(chart)).toContain('writable path "/srv" from the image does not name its container, and the pod has several');
  });

  test('is refused at the root of a volume of the author', () => {
    const chart = newChart();
    const volume = Volume.fromPersistentVolumeClaim(chart, 'volume', foreignClaim);
    deploy([WritablePath.fromImage('/srv')], { containers: [container({ volumeMounts: [{ path: '/srv', volume }] })] }, chart);
    expect(synthError(chart)).toContain('this path is declared as seeded, but its mount is not a single writable directory of a volume');
  });

  test('can be a directory of a volume of the author', () => {
    const chart = newChart();
    const volume = Volume.fromPersistentVolumeClaim(chart, 'volume', foreignClaim, { name: 'mine' });
    const containers: ContainerProps[] = [container({ volumeMounts: [{ path: '/srv', volume, subPath: 'here' }] })];
    expect(podSpecOf(deploy([WritablePath.fromImage('/srv')], { containers }, chart)).initContainers[0].args).toEqual([IMAGE, '/srv', 'mine/here']);
  });

  test('is filled once if the manifest is hardened again, and has no findings', () => {
    const chart = newChart();
    const paths = [WritablePath.fromImage('/srv'), persistent('/data', { seeded: true })];
    const web = deploy(paths, { serviceAccountToken: TOKEN, presets: [RuntimePreset.NODE] }, chart);
    const manifest = manifestOf(web);
    const options = workloadOptions({ serviceAccountToken: TOKEN, presets: [RuntimePreset.NODE] }, {});
    const context = resolveContext(web.node.path, options, paths);
    expect(harden(manifest, context).changes).toEqual([]);
    expect(harden(manifest).changes).toEqual([]);
    expect(evaluate(manifest, profileOf('hardened'), DEFAULT_CONTEXT).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
