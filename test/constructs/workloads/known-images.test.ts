import { ApiObject, Size, Testing } from 'cdk8s';
import { EnvValue, PersistentVolumeClaim, Probe, Volume } from 'cdk8s-plus-28';
import { IMAGE, KINDS, newChart, podSpecOf, Props, synthError } from './support';
import {
  ControlSeverity,
  HardenedDeployment,
  HardenedStatefulSet,
  Hardening,
  ImageFactsPolicy,
  Platform,
  RunAs,
  RuntimePreset,
  WritablePath,
} from '../../../src';

// Hardened workloads with images that people run get what these need, and nothing that someone says otherwise.

function specOf(props: Props, knowledge?: ImageFactsPolicy): any {
  const chart = newChart();
  Hardening.of(chart).setDefaults({ imageFacts: knowledge, controls: { 'data-claim': { severity: ControlSeverity.OFF, reason: 'its data may be lost here' } } });
  return podSpecOf(new HardenedDeployment(chart, 'web', props));
}

const idsOf = ({ securityContext: { runAsUser, runAsGroup, fsGroup } }: any) => [runAsUser, runAsGroup, fsGroup];
const mountsOf = ({ containers: [{ volumeMounts = [] }] }: any) => volumeMounts.map(({ mountPath }: any) => mountPath).sort();
const valueOf = ({ containers: [{ env = [] }] }: any, name: string) => env.find((each: any) => each.name === name)?.value;
const limitOf = ({ volumes }: any, name: string) => volumes.find((each: any) => each.name === name).emptyDir.sizeLimit;

test.each(KINDS)('a Hardened$kind with the image nginx needs no further line', ({ hardened }) => {
  const spec = podSpecOf(hardened(newChart(), 'web', { containers: [{ image: 'nginx:1.29' }] }));
  expect(idsOf(spec)).toEqual([101, 101, 101]);
  expect(mountsOf(spec)).toEqual(['/run', '/tmp', '/var/cache/nginx']);
  expect(limitOf(spec, 'scratch-main--run')).toBe('16Mi');
  // The image listens on port 80, whether or not the manifest says so.
  expect(spec.securityContext.sysctls).toEqual([{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }]);
  expect(spec.containers[0].securityContext).not.toHaveProperty('runAsUser');
});

test('a database without a volume for its data is a warning, as a plain one would lose the same, and one that someone declares is none', () => {
  const chart = newChart();
  new HardenedStatefulSet(chart, 'db', { containers: [{ image: 'mongo:8.0', portNumber: 27017 }] });
  expect(synthError(chart)).toBe('');
  expect(Hardening.of(chart).report().findings).toContainEqual(expect.objectContaining({
    severity: 'warning', message: 'data-claim: container "main": mongo 8.0 stores its data in /data/db, which is not on a persistent volume',
  }));
  const others = newChart();
  new HardenedStatefulSet(others, 'kept', {
    containers: [{ image: 'mongo:8.0', portNumber: 27017 }], volumeClaimTemplates: [{ name: 'data', size: Size.gibibytes(10), mounts: [{ path: '/data/db' }] }],
  });
  new HardenedStatefulSet(others, 'lost', { containers: [{ image: 'mongo:8.0', portNumber: 27017 }], writablePaths: [WritablePath.fromEmptyDir('/data/db')] });
  new HardenedStatefulSet(others, 'waived', {
    containers: [{ image: 'mongo:8.0', portNumber: 27017 }], waivers: [{ control: 'data-claim', containers: ['main'], allow: ['/data/db'], reason: 'made anew for each test' }],
  });
  expect(synthError(others)).toBe('');
  expect(Hardening.of(others).report().findings.filter(({ control, waived }) => control === 'data-claim' && !waived)).toEqual([]);
});

test('a database gets its variables', () => {
  expect(valueOf(specOf({ containers: [{ image: 'postgres:17', args: ['postgres'] }] }), 'PGDATA')).toBe('/var/lib/postgresql/data/pgdata');
});

test('a path that must hold the files of the image is seeded', () => {
  const spec = specOf({ containers: [{ image: 'elasticsearch:9.1.0' }] });
  expect(spec.initContainers.map(({ name, args }: any) => [name, args[1]])).toEqual([['writable-seed-main', '/usr/share/elasticsearch/config']]);
});

test('a program with a capability in its file keeps it, or it would not start', () => {
  const { containers: [{ securityContext: { capabilities } }] } = specOf({ containers: [{ image: 'caddy:2.10' }] });
  expect(capabilities).toEqual({ drop: ['ALL'], add: ['NET_BIND_SERVICE'] });
});

describe('what you say counts more', () => {
  const NGINX = { image: 'nginx:1.29' };

  test.each<[string, Props, unknown[]]>([
    ['`runAs`', { containers: [NGINX], runAs: RunAs.user(12000) }, [12000, 12000, 12000]],
    ['`runAs` of the container', { containers: [NGINX], containerSettings: { main: { runAs: RunAs.user(12000) } } }, [65532, 65532, 65532]],
    ['a preset', { containers: [NGINX], presets: [RuntimePreset.NODE] }, [1000, 1000, 1000]],
    ['the `securityContext` of the pod', { containers: [NGINX], securityContext: { user: 12000, group: 12000 } }, [12000, 12000, 65532]],
  ])('with %s', (_, props, ids) => expect(idsOf(specOf(props))).toEqual(ids));

  test('about the user of the container', () => {
    const { containers: [main] } = specOf({ containers: [{ ...NGINX, securityContext: { user: 12000, group: 12000 } }] });
    expect(main.securityContext).toMatchObject({ runAsUser: 12000, runAsGroup: 12000 });
  });

  test.each<[string, string, WritablePath]>([
    ['the same path', '50Mi', WritablePath.fromEmptyDir('/var/cache/nginx', { sizeLimit: Size.mebibytes(50) })],
    ['a directory above it', '70Mi', WritablePath.fromEmptyDir('/var/cache', { sizeLimit: Size.mebibytes(70) })],
  ])('about %s', (_, size, path) => {
    const spec = specOf({ containers: [NGINX], writablePaths: [path] });
    expect(mountsOf(spec)).toEqual(['/run', '/tmp', path.path]);
    expect(spec.volumes.map(({ emptyDir }: any) => emptyDir.sizeLimit)).toContain(size);
  });

  test('about a volume', () => {
    const chart = newChart();
    const volume = Volume.fromPersistentVolumeClaim(chart, 'data', PersistentVolumeClaim.fromClaimName(chart, 'claim', 'data'));
    const spec = podSpecOf(new HardenedDeployment(chart, 'db', {
      containers: [{ image: 'postgres:17', volumeMounts: [{ path: '/var/lib/postgresql/data', volume }] }], replicas: 1,
    }));
    expect(mountsOf(spec)).toEqual(['/tmp', '/var/lib/postgresql/data', '/var/run/postgresql']);
    expect(valueOf(spec, 'PGDATA')).toBe('/var/lib/postgresql/data/pgdata');
    expect(spec.volumes.filter(({ emptyDir }: any) => emptyDir).length).toBe(2);
  });

  test('about a variable', () => {
    const envVariables = { PGDATA: EnvValue.fromValue('/var/lib/postgresql/data/main') };
    expect(valueOf(specOf({ containers: [{ image: 'postgres:17', envVariables }] }), 'PGDATA')).toBe('/var/lib/postgresql/data/main');
  });

  test('about a port', () => {
    expect(specOf({ containers: [{ ...NGINX, portNumber: 8080 }] }).securityContext).not.toHaveProperty('sysctls');
  });
});

test('containers with different users each get their own, and the pod keeps the default', () => {
  const spec = specOf({ containers: [{ name: 'web', image: 'nginx:1.29' }, { name: 'cache', image: 'redis:8' }, { name: 'app', image: IMAGE }] });
  expect(idsOf(spec)).toEqual([65532, 65532, 65532]);
  expect(spec.containers.map(({ securityContext: { runAsUser } }: any) => runAsUser)).toEqual([101, 999, undefined]);
});

test('a platform that assigns users gives them to known images, too', () => {
  const chart = newChart();
  Hardening.of(chart).setDefaults({ platform: Platform.OPENSHIFT });
  const spec = podSpecOf(new HardenedDeployment(chart, 'web', { containers: [{ image: 'nginx:1.29' }] }));
  expect(idsOf(spec)).toEqual([undefined, undefined, undefined]);
  expect(mountsOf(spec)).toEqual(['/run', '/tmp', '/var/cache/nginx']);
});

test.each([ImageFactsPolicy.HINT, ImageFactsPolicy.OFF])('with the image knowledge "%s" nothing is filled in', (knowledge) => {
  const containers = [{ image: 'nginx:1.29', liveness: Probe.fromTcpSocket() }];
  const ofScope = specOf({ containers }, knowledge);
  expect([idsOf(ofScope), mountsOf(ofScope)]).toEqual([[65532, 65532, 65532], ['/tmp']]);
  expect(specOf({ containers, imageFacts: knowledge })).toEqual(ofScope);
  expect(idsOf(specOf({ containers, imageFacts: ImageFactsPolicy.FILL }, knowledge))).toEqual([101, 101, 101]);
});

test('the report says which values are known, of which image, and from which source', () => {
  const chart = newChart();
  new HardenedDeployment(chart, 'web', { containers: [{ image: 'nginx:1.29' }] });
  const known = Hardening.of(chart).report().changes.filter(({ why }) => why.includes('Known of nginx 1.29: https://github.com/nginx/'));
  expect(known.map(({ control }) => control).sort()).toEqual(['fs-group', 'group-id', 'low-ports', 'user-id', 'writable-paths']);
});

describe('images in a registry of your own', () => {
  const MIRRORS = { 'harbor.example/hub': 'docker.io' };

  test('are known by the mirrors of the nearest scope', () => {
    const chart = newChart();
    Hardening.of(chart.node.root).setDefaults({ imageMirrors: MIRRORS });
    expect(idsOf(podSpecOf(new HardenedDeployment(chart, 'web', { containers: [{ image: 'harbor.example/hub/library/nginx:1.29' }] })))).toEqual([101, 101, 101]);
    Hardening.of(chart).setDefaults({ imageMirrors: {} });
    expect(idsOf(podSpecOf(new HardenedDeployment(chart, 'other', { containers: [{ image: 'harbor.example/hub/library/nginx:1.29' }] })))).toEqual([65532, 65532, 65532]);
  });

  test('are known in what others wrote, and evaluated as such', () => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ imageMirrors: MIRRORS });
    const spec = { containers: [{ name: 'main', image: 'harbor.example/hub/library/memcached:1.6' }] };
    new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec } as never);
    Hardening.of(chart).apply();
    const [{ spec: { containers: [{ securityContext }] } }] = Testing.synth(chart);
    expect(securityContext.runAsUser).toBe(11211);
    Hardening.of(chart).apply({ imageFacts: ImageFactsPolicy.HINT });
    expect(Hardening.of(chart).report().findings.map(({ message }) => message)).toContainEqual(expect.stringContaining('the USER of memcached 1.6 is a name'));
  });

  test.each([['hub', '"hub"'], [{ hub: 5 }, 'imageMirrors[\'hub\'] is 5']])('must be texts by prefixes: %j', (imageMirrors, error) => {
    expect(() => Hardening.of(newChart()).setDefaults({ imageMirrors: imageMirrors as never })).toThrow(error);
  });
});
