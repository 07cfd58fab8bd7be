import { Size } from 'cdk8s';
import { ConfigMap, Container, Env, EnvValue, Job, Secret } from 'cdk8s-plus-28';
import { HardenedDeployment, Hardening, HardeningProps, Platform, RunAs, RuntimePreset, RuntimePresetOptions, WritablePath, WritablePathMedium } from '../../src/index';
import { container, KINDS, newChart, podSpecOf, Props, synthError } from '../workloads/support';

const preset = (name: string, options: RuntimePresetOptions) => RuntimePreset.custom(name, options);
const HOME = (value: string, name = value) => preset(name, { environment: { HOME: value } });

/** A Deployment of one container "main" and one "side". */
function deployment(props: HardeningProps & Partial<Props>, chart = newChart()) {
  return new HardenedDeployment(chart, 'web', { containers: [container(), container({ name: 'side' })], ...props });
}

const specOf = (...args: Parameters<typeof deployment>) => podSpecOf(deployment(...args));
/** Props with presets of one container. */
const at = (name: string, ...presets: RuntimePreset[]): HardeningProps => ({ containerSettings: { [name]: { presets } } });
const side = (...presets: RuntimePreset[]) => at('side', ...presets);
const envOf = (json: any) => Object.fromEntries((json.env ?? []).map(({ name, value }: any) => [name, value]));
const environments = (...args: Parameters<typeof deployment>) => specOf(...args).containers.map(envOf);
const mounts = (json: any) => json.volumeMounts.map(({ mountPath }: any) => mountPath);

function errorOf(props: Parameters<typeof deployment>[0]): string {
  const chart = newChart();
  deployment(props, chart);
  return synthError(chart);
}

describe.each(KINDS)('in a $kind', ({ hardened }) => {
  test('every container gets paths, environment and user, also those that come late', () => {
    const workload = hardened(newChart(), 'web', {
      containers: [container()], initContainers: [container({ name: 'setup' })], presets: [RuntimePreset.REDIS, HOME('/tmp')],
    });
    workload.attachContainer(new Container(container({ name: 'late' })));
    const { securityContext, containers, initContainers } = podSpecOf(workload);
    expect(securityContext).toMatchObject({ runAsUser: 999, runAsGroup: 999, fsGroup: 999 });
    expect([...initContainers, ...containers].map((each) => [each.name, mounts(each), envOf(each)]))
      .toEqual(['setup', 'main', 'late'].map((name) => [name, ['/tmp', '/data'], { HOME: '/tmp' }]));
  });
});

describe('environment', () => {
  const secret = Secret.fromSecretName(newChart(), 's', 's');

  test.each<[string, EnvValue, object]>([
    ['a value', EnvValue.fromValue('/home/app'), { name: 'HOME', value: '/home/app' }],
    ['an empty value', EnvValue.fromValue(''), { name: 'HOME', value: '' }],
    ['a key of a Secret', EnvValue.fromSecretValue({ secret, key: 'home' }), { name: 'HOME', valueFrom: expect.anything() }],
  ])('%s of the user\'s stays, at its place', (_, own, expected) => {
    const [main] = specOf({
      containers: [container({ envVariables: { Z: EnvValue.fromValue('1'), HOME: own } })], presets: [RuntimePreset.NODE],
    }).containers;
    expect(main.env.slice(-2)).toEqual([{ name: 'Z', value: '1' }, expected]);
    expect(main.env.slice(0, -2).map(({ name }: any) => name)).toEqual(['TMPDIR', 'XDG_CACHE_HOME', 'npm_config_cache']);
  });

  test('the user\'s can refer to a preset\'s, since Kubernetes expands what stands before', () => {
    const [main] = specOf({ containers: [container({ envVariables: { CACHE: EnvValue.fromValue('$(HOME)/cache') } })], presets: [HOME('/tmp')] }).containers;
    expect(main.env).toEqual([{ name: 'HOME', value: '/tmp' }, { name: 'CACHE', value: '$(HOME)/cache' }]);
  });

  test('one for a container overrides one for all', () => {
    expect(environments({ presets: [HOME('/tmp')], ...side(HOME('/own')) })).toEqual([{ HOME: '/tmp' }, { HOME: '/own' }]);
  });
});

test('what envFrom brings is not seen: the preset stands beside it, and before it in Kubernetes', () => {
  const settings = ConfigMap.fromConfigMapName(newChart(), 'c', 'settings');
  const [main] = specOf({ containers: [container({ envFrom: [Env.fromConfigMap(settings)] })], presets: [HOME('/tmp')] }).containers;
  expect(main).toMatchObject({ env: [{ name: 'HOME', value: '/tmp' }], envFrom: [{ configMapRef: { name: 'settings' } }] });
});

describe('writable paths', () => {
  const memory = { medium: WritablePathMedium.MEMORY, sizeLimit: Size.mebibytes(8) };

  const own = [WritablePath.emptyDir('/data', memory)];

  test.each<[string, HardeningProps]>([
    ['for all', { presets: [RuntimePreset.REDIS], writablePaths: own }],
    ['for all, over a preset\'s for the container', { ...at('main', RuntimePreset.REDIS), writablePaths: own }],
    ['for the container', { containerSettings: { main: { presets: [RuntimePreset.REDIS], writablePaths: own } } }],
  ])('the author\'s own size and medium count: %s', (_, props) => {
    const { volumes } = specOf(props);
    expect(volumes).toContainEqual({ name: 'scratch-main--data', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } });
  });

  test('those of a scope count, too', () => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ writablePaths: [WritablePath.emptyDir('/data', memory)] });
    expect(specOf({ presets: [RuntimePreset.REDIS] }, chart).volumes)
      .toContainEqual({ name: 'scratch-main--data', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } });
  });

  test('one for a container is in that container alone', () => {
    expect(specOf(side(RuntimePreset.REDIS)).containers.map(mounts)).toEqual([['/tmp'], ['/tmp', '/data']]);
  });
});

describe('the user', () => {
  const ids = ({ securityContext: { runAsUser, runAsGroup, fsGroup } = {} as any }: any) => [runAsUser, runAsGroup, fsGroup];

  test.each<[string, HardeningProps & Partial<Props>, unknown[]]>([
    ['that of the preset', {}, [1000, 1000, 1000]],
    ['runAs', { runAs: RunAs.user(5000) }, [5000, 5000, 5000]],
    ['securityContext', { securityContext: { user: 5000, group: 6000, fsGroup: 7000 } }, [5000, 6000, 7000]],
  ])('of the pod: %s', (_, props, expected) => expect(ids(specOf({ presets: [RuntimePreset.NODE], ...props }))).toEqual(expected));

  test.each<[string, HardeningProps & Partial<Props>, unknown[]]>([
    ['that of the preset', {}, [1000, 1000, undefined]],
    ['runAs of the pod', { runAs: RunAs.user(5000) }, [undefined, undefined, undefined]],
    ['securityContext of the pod', { securityContext: { user: 5000, group: 6000 } }, [undefined, undefined, undefined]],
    ['runAs of the container', { containerSettings: { side: { runAs: RunAs.user(5000), presets: [RuntimePreset.NODE] } } }, [5000, 5000, undefined]],
    ['its own securityContext', {
      containers: [container(), container({ name: 'side', securityContext: { user: 5000, group: 6000 } })],
    }, [5000, 6000, undefined]],
  ])('of one container: %s', (_, props, expected) => {
    const all = { ...side(RuntimePreset.NODE), ...props };
    const { containers: [main, other] } = specOf(all);
    expect(ids(main)).toEqual([undefined, undefined, undefined]);
    expect(ids(other)).toEqual(expected);
    expect(errorOf(all)).toBe('');
  });

  test.each<[HardeningProps]>([[{ presets: [RuntimePreset.NODE] }], [at('main', RuntimePreset.NODE)]])('a scope\'s runAs counts beside %j', (props) => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ runAs: RunAs.user(5000) });
    const { containers: [main], ...spec } = specOf(props, chart);
    expect([ids(spec), ids(main)]).toEqual([[5000, 5000, 5000], [undefined, undefined, undefined]]);
  });

  test.each([Platform.OPENSHIFT, Platform.OPENSHIFT_V3])('%s assigns it', (platform) => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ platform });
    const spec = specOf({ presets: [RuntimePreset.NODE], ...side(RuntimePreset.NGINX) }, chart);
    expect([spec, ...spec.containers].map(ids)).toEqual(Array(3).fill([undefined, undefined, undefined]));
  });
});

describe('defaults of a scope', () => {
  test('hold where the workload has no runtimes, and are for hardened workloads alone', () => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ presets: [RuntimePreset.PYTHON], ...at('elsewhere', HOME('/x')) });
    expect(environments({}, chart)[0]).toMatchObject({ HOME: '/tmp', PYTHONDONTWRITEBYTECODE: '1' });
    expect(podSpecOf(new Job(chart, 'plain', { containers: [container()] })).containers[0]).not.toHaveProperty('env');
  });

  test('do not hold beside runtimes of the workload', () => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ presets: [RuntimePreset.PYTHON] });
    expect(environments({ presets: [HOME('/x')] }, chart)).toEqual([{ HOME: '/x' }, { HOME: '/x' }]);
  });
});

describe('presets that contradict each other', () => {
  const size = (name: string, mebibytes: number) => preset(name, { writablePaths: [WritablePath.emptyDir('/data', { sizeLimit: Size.mebibytes(mebibytes) })] });
  const own = { envVariables: { HOME: EnvValue.fromValue('/one') } };

  test.each<[string, HardeningProps, string]>([
    ['a variable', { presets: [HOME('/one'), HOME('/one', 'same'), HOME('/two')] },
      'presets /one and /two set variable HOME to different values\n'],
    ['a variable of one container', side(HOME('/one'), HOME('/two')),
      'presets /one and /two set variable HOME to different values in container "side"'],
    ['a path', { presets: [size('A', 1), size('B', 2)] },
      'presets A and B set writable path "/data" with different options'],
    ['the user', { presets: [RuntimePreset.NODE, RuntimePreset.DOTNET] },
      'presets NODE and DOTNET set different users\n'],
    ['the user of one container', side(RuntimePreset.NODE, RuntimePreset.DOTNET),
      'presets NODE and DOTNET set different users in container "side"'],
  ])('in %s are an error', (_, props, error) => expect(errorOf(props)).toContain(`[shop/web] conflicting-presets: ${error}`));

  test.each<[string, HardeningProps & Partial<Props>]>([
    ['the variable', { presets: [HOME('/one'), HOME('/two')], containers: [container(own)] }],
    ['the variable, as a preset for the container', { presets: [HOME('/one'), HOME('/two')], ...at('main', HOME('/three')), containers: [container()] }],
    ['the path', { presets: [size('A', 1), size('B', 2)], writablePaths: [WritablePath.emptyDir('/data')] }],
    ['the user', { presets: [RuntimePreset.NODE, RuntimePreset.DOTNET], runAs: RunAs.user(5000) }],
    ['the user of the container', { containerSettings: { side: { runAs: RunAs.user(5000), presets: [RuntimePreset.NODE, RuntimePreset.DOTNET] } } }],
    ['nothing: they agree', { presets: [RuntimePreset.NODE, RuntimePreset.PYTHON], ...at('main', RuntimePreset.POSTGRES) }],
    ['nothing: they are for different containers', {
      containerSettings: { main: { presets: [RuntimePreset.NODE] }, side: { presets: [RuntimePreset.DOTNET] } },
    }],
  ])('are none where the workload decides %s', (_, props) => expect(errorOf(props)).toBe(''));

  test('are an error where only some containers decide it', () => {
    expect(errorOf({ presets: [HOME('/one'), HOME('/two')], containers: [container(own), container({ name: 'side' })] }))
      .toContain('presets /one and /two');
  });
});

test('an unknown container', () => {
  expect(errorOf(at('ngnix', RuntimePreset.NGINX)))
    .toContain('[shop/web] unknown-container: containerSettings references unknown container "ngnix"');
});

test.each<[string, () => unknown, string]>([
  ['no name', () => preset('', {}), 'the preset has no name'],
  ['a variable with "="', () => preset('x', { environment: { 'A=B': '1' } }), 'the preset x sets the variable "A=B": a name has letters'],
  ['a variable that starts with a digit', () => preset('x', { environment: { '1A': '1' } }), 'the preset x sets the variable "1A"'],
  ['a value that is no text', () => preset('x', { environment: { A: 1 as any } }), 'the preset x sets A to 1: write \'1\''],
  ['a path twice', () => preset('x', { writablePaths: [WritablePath.emptyDir('/a'), WritablePath.emptyDir('/a/')] }), 'has the writable path "/a" twice'],
  ['an option that does not exist', () => preset('x', { enviroment: {} } as any), 'the preset x has no option "enviroment": did you mean "environment"?'],
  ['a path as text', () => preset('x', { writablePaths: ['/a'] as any }), 'the preset x: writablePaths[0] is "/a": write WritablePath.emptyDir("/a")'],
  ['an image\'s user', () => preset('x', { runAs: RunAs.imageUser() }), 'the preset x needs the user of its image as runAs: write RunAs.user(...)'],
  ['the platform\'s user', () => preset('x', { runAs: RunAs.platformAssigned() }), 'the preset x needs the user of its image'],
  ['root', () => preset('x', { runAs: RunAs.rootInUserNamespace() }), 'the preset x needs the user of its image'],
  ['a unique user', () => preset('x', { runAs: RunAs.unique() }), 'the preset x needs the user of its image'],
])('%s is refused at once', (_, make, error) => expect(make).toThrow(error));
