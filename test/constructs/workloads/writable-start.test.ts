import { Chart } from 'cdk8s';
import { Capability, ContainerProps } from 'cdk8s-plus-28';
import { BUSYBOX, container, DISTROLESS, IMAGE, KINDS, newChart, podSpecOf, synthError } from './support';
import { HardenedDeployment, HardenedDeploymentProps, Hardening, Platform, WritablePath } from '../../../src';

// What would keep a hardened workload from starting, and what is done about it.

function deploy(paths: WritablePath[], main: Partial<ContainerProps> = {}, props: HardenedDeploymentProps = {}, chart = newChart()) {
  return new HardenedDeployment(chart, 'web', { containers: [container(main)], writablePaths: paths, ...props });
}

const errorOf = (...deployment: Parameters<typeof deploy>) => synthError(Chart.of(deploy(...deployment)));
const found = (control: string, ...deployment: Parameters<typeof deploy>) =>
  Hardening.of(Chart.of(deploy(...deployment))).report().findings.filter((finding) => finding.control === control);

describe('a program below a writable path', () => {
  const main = { command: ['/app/server'], workingDir: '/app' };

  test('is hidden by an empty path, and so are files in its working directory', () => {
    expect(errorOf([WritablePath.fromEmptyDir('/app')], main)).toContain(
      'empty-volume-command: container "main": spec.template.spec.containers[0].command[0] is "/app/server": an empty volume is mounted there\n'
      + '      Fix: mount the volume below or beside the program, or copy the image\'s files into it: `WritablePath.fromImage`.');
    const reading = { ...main, args: ['app.yaml'] };
    expect(found('empty-volume-working-dir', [WritablePath.fromEmptyDir('/app')], reading)).toMatchObject([{ severity: 'warning', container: 'main' }]);
  });

  test.each([
    ['a seeded path', WritablePath.fromImage('/app')],
    ['an empty path next to it', WritablePath.fromEmptyDir('/app/cache')],
  ])('is available in %s', (_, path) => {
    expect(errorOf([path], main)).toBe('');
    expect(found('empty-volume-working-dir', [path], main)).toEqual([]);
  });

  test('is hidden by an empty path that shares its volume with a seeded one', () => {
    const paths = [WritablePath.fromEmptyDir('/app', { shareVolume: true }), WritablePath.fromImage('/srv', { shareVolume: true })];
    expect(errorOf(paths, main)).toContain('empty-volume-command: container "main"');
  });
});

describe('a seeded path of an image without a shell', () => {
  test('is an error that suggests a seed image', () => {
    const error = errorOf([WritablePath.fromImage('/srv')], { image: DISTROLESS });
    expect(error).toContain('seed-shell: container "writable-seed-main": spec.template.spec.initContainers[0].image is "gcr.io/distroless/java21');
    expect(error).toContain('Fix: ');
    expect(error).toContain('Or waive it: { control: \'seed-shell\', initContainers: [\'writable-seed-main\']');
  });

  test('works with a seed image', () => {
    expect(errorOf([WritablePath.fromImage('/srv', { seedImage: BUSYBOX })], { image: DISTROLESS })).toBe('');
  });

  test('is accepted with a waiver if the image has a shell', () => {
    const waivers = [{ control: 'seed-shell', initContainers: ['writable-seed-main'], allow: [DISTROLESS], reason: 'our build of it has busybox' }];
    expect(errorOf([WritablePath.fromImage('/srv')], { image: DISTROLESS }, { waivers })).toBe('');
  });

  test.each([
    ['a tag without a digest', DISTROLESS.split('@')[0], BUSYBOX, 'image-volumes: spec.template.spec.volumes[2].image.reference'],
    ['a seed image without a shell', DISTROLESS, 'gcr.io/distroless/static-debian12:nonroot', 'seed-shell: container "writable-seed-main"'],
  ])('is refused with %s', (_, image, seedImage, message) => {
    expect(errorOf([WritablePath.fromImage('/srv', { seedImage })], { image })).toContain(message);
  });
});

describe('a low port', () => {
  const SYSCTL = 'net.ipv4.ip_unprivileged_port_start';

  test.each(KINDS.map((kind) => [kind.kind, kind] as const))('is opened by a %s with the lowest port, and not for high ports', (_, { hardened }) => {
    const [low, high] = [443, 8080].map((portNumber) => hardened(newChart(), 'web', { containers: [container({ portNumber })] }));
    low.addContainer(container({ name: 'side', portNumber: 80 }));
    expect(podSpecOf(low).securityContext.sysctls).toEqual([{ name: SYSCTL, value: '80' }]);
    expect(podSpecOf(high).securityContext).not.toHaveProperty('sysctls');
  });

  test.each(Object.values(Platform))('is opened on %s', (platform) => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ platform });
    expect(podSpecOf(deploy([], { portNumber: 80 }, {}, chart)).securityContext.sysctls).toEqual([{ name: SYSCTL, value: '80' }]);
  });

  test('does not need NET_BIND_SERVICE, which is accepted and reported as inert', () => {
    const main = { portNumber: 80, securityContext: { capabilities: { add: [Capability.NET_BIND_SERVICE] } } };
    expect(errorOf([], main)).toBe('');
    expect(found('inert-net-bind-service', [], main)).toMatchObject([{
      severity: 'warning',
      container: 'main',
      message: expect.stringContaining('capabilities.add[0] is "NET_BIND_SERVICE"'),
      remedy: expect.stringContaining('the sysctl that opens it is added'),
    }]);
    expect(found('low-ports', [], main)).toEqual([]);
  });
});

test('an image with a digest and no tag can be seeded', () => {
  const image = IMAGE.replace(':1.2.3', '');
  expect(podSpecOf(deploy([WritablePath.fromImage('/srv')], { image })).initContainers[0]).toMatchObject({ image, args: [image, '/srv', 'scratch-main--srv/srv'] });
});
