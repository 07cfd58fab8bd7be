import { Size } from 'cdk8s';
import { ConfigMap, Container, Env, EnvValue, Job, Secret } from 'cdk8s-plus-28';
import { HardenedDeployment, Hardening, HardeningProps, Platform, RunAs, RuntimePreset, RuntimePresetOptions, WritablePath, WritablePathMedium } from '../../../src/index';
import { knowledgeOf } from '../../../src/knowledge/images/knowledge-of';
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

describe.each(KINDS)('presets in a $kind', ({ hardened }) => {
  test('set paths, environment and user of every container, also if it is added later', () => {
    const workload = hardened(newChart(), 'web', {
      containers: [container()], initContainers: [container({ name: 'setup' })], presets: [RuntimePreset.forImage('redis'), HOME('/tmp')],
    });
    workload.attachContainer(new Container(container({ name: 'late' })));
    const { securityContext, containers, initContainers } = podSpecOf(workload);
    expect(securityContext).toMatchObject({ runAsUser: 999, runAsGroup: 999, fsGroup: 999 });
    expect([...initContainers, ...containers].map((each) => [each.name, mounts(each), envOf(each)]))
      .toEqual(['setup', 'main', 'late'].map((name) => [name, ['/tmp', '/data'], { HOME: '/tmp' }]));
  });
});

describe('environment of presets', () => {
  const secret = Secret.fromSecretName(newChart(), 's', 's');

  test.each<[string, EnvValue, object]>([
    ['a value', EnvValue.fromValue('/home/app'), { name: 'HOME', value: '/home/app' }],
    ['an empty value', EnvValue.fromValue(''), { name: 'HOME', value: '' }],
    ['a key of a Secret', EnvValue.fromSecretValue({ secret, key: 'home' }), { name: 'HOME', valueFrom: expect.anything() }],
  ])('keeps %s of the author in its place', (_, own, expected) => {
    const [main] = specOf({
      containers: [container({ envVariables: { Z: EnvValue.fromValue('1'), HOME: own } })], presets: [RuntimePreset.NODE],
    }).containers;
    expect(main.env.slice(-2)).toEqual([{ name: 'Z', value: '1' }, expected]);
    expect(main.env.slice(0, -2).map(({ name }: any) => name)).toEqual(['TMPDIR', 'XDG_CACHE_HOME', 'npm_config_cache']);
  });

  test('comes first, so that variables of the author can refer to it', () => {
    const [main] = specOf({ containers: [container({ envVariables: { CACHE: EnvValue.fromValue('$(HOME)/cache') } })], presets: [HOME('/tmp')] }).containers;
    expect(main.env).toEqual([{ name: 'HOME', value: '/tmp' }, { name: 'CACHE', value: '$(HOME)/cache' }]);
  });

  test('of a container overrides that of the pod', () => {
    expect(environments({ presets: [HOME('/tmp')], ...side(HOME('/own')) })).toEqual([{ HOME: '/tmp' }, { HOME: '/own' }]);
  });
});

test('a preset does not consider envFrom, which Kubernetes overrides with it', () => {
  const settings = ConfigMap.fromConfigMapName(newChart(), 'c', 'settings');
  const [main] = specOf({ containers: [container({ envFrom: [Env.fromConfigMap(settings)] })], presets: [HOME('/tmp')] }).containers;
  expect(main).toMatchObject({ env: [{ name: 'HOME', value: '/tmp' }], envFrom: [{ configMapRef: { name: 'settings' } }] });
});

describe('writable paths of presets', () => {
  const memory = { medium: WritablePathMedium.MEMORY, sizeLimit: Size.mebibytes(8) };

  const own = [WritablePath.fromEmptyDir('/data', memory)];

  test.each<[string, HardeningProps]>([
    ['for the pod', { presets: [RuntimePreset.forImage('redis')], writablePaths: own }],
    ['for the pod, and a preset for the container', { ...at('main', RuntimePreset.forImage('redis')), writablePaths: own }],
    ['for the container', { containerSettings: { main: { presets: [RuntimePreset.forImage('redis')], writablePaths: own } } }],
  ])('get the size and medium of the author\'s path: %s', (_, props) => {
    const { volumes } = specOf(props);
    expect(volumes).toContainEqual({ name: 'scratch-main--data', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } });
  });

  test('get the size and medium of a scope\'s path', () => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ writablePaths: [WritablePath.fromEmptyDir('/data', memory)] });
    expect(specOf({ presets: [RuntimePreset.forImage('redis')] }, chart).volumes)
      .toContainEqual({ name: 'scratch-main--data', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } });
  });

  test('of a container are added to that container only', () => {
    expect(specOf(side(RuntimePreset.forImage('redis'))).containers.map(mounts)).toEqual([['/tmp'], ['/tmp', '/data']]);
  });
});

describe('users of presets', () => {
  const ids = ({ securityContext: { runAsUser, runAsGroup, fsGroup } = {} as any }: any) => [runAsUser, runAsGroup, fsGroup];

  test.each<[string, HardeningProps & Partial<Props>, unknown[]]>([
    ['the preset', {}, [1000, 1000, 1000]],
    ['runAs', { runAs: RunAs.user(5000) }, [5000, 5000, 5000]],
    ['securityContext', { securityContext: { user: 5000, group: 6000, fsGroup: 7000 } }, [5000, 6000, 7000]],
  ])('apply to the pod: %s', (_, props, expected) => expect(ids(specOf({ presets: [RuntimePreset.NODE], ...props }))).toEqual(expected));

  test.each<[string, HardeningProps & Partial<Props>, unknown[]]>([
    ['the preset', {}, [1000, 1000, undefined]],
    ['runAs of the pod', { runAs: RunAs.user(5000) }, [undefined, undefined, undefined]],
    ['securityContext of the pod', { securityContext: { user: 5000, group: 6000 } }, [undefined, undefined, undefined]],
    ['runAs of the container', { containerSettings: { side: { runAs: RunAs.user(5000), presets: [RuntimePreset.NODE] } } }, [5000, 5000, undefined]],
    ['securityContext of the container', {
      containers: [container(), container({ name: 'side', securityContext: { user: 5000, group: 6000 } })],
    }, [5000, 6000, undefined]],
  ])('apply to one container: %s', (_, props, expected) => {
    const all = { ...side(RuntimePreset.NODE), ...props };
    const { containers: [main, other] } = specOf(all);
    expect(ids(main)).toEqual([undefined, undefined, undefined]);
    expect(ids(other)).toEqual(expected);
    expect(errorOf(all)).toBe('');
  });

  test.each<[HardeningProps]>([[{ presets: [RuntimePreset.NODE] }], [at('main', RuntimePreset.NODE)]])('are overridden by runAs of a scope with %j', (props) => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ runAs: RunAs.user(5000) });
    const { containers: [main], ...spec } = specOf(props, chart);
    expect([ids(spec), ids(main)]).toEqual([[5000, 5000, 5000], [undefined, undefined, undefined]]);
  });

  test.each([Platform.OPENSHIFT, Platform.OPENSHIFT_V3])('are not set on %s, which assigns ids', (platform) => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ platform });
    const spec = specOf({ presets: [RuntimePreset.NODE], ...side(RuntimePreset.forImage('nginx')) }, chart);
    expect([spec, ...spec.containers].map(ids)).toEqual(Array(3).fill([undefined, undefined, undefined]));
  });
});

describe('presets in defaults of a scope', () => {
  test('apply if the workload has no presets, and only to hardened workloads', () => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ presets: [RuntimePreset.PYTHON], ...at('elsewhere', HOME('/x')) });
    expect(environments({}, chart)[0]).toMatchObject({ HOME: '/tmp', PYTHONDONTWRITEBYTECODE: '1' });
    expect(podSpecOf(new Job(chart, 'plain', { containers: [container()] })).containers[0]).not.toHaveProperty('env');
  });

  test('do not apply if the workload has presets', () => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ presets: [RuntimePreset.PYTHON] });
    expect(environments({ presets: [HOME('/x')] }, chart)).toEqual([{ HOME: '/x' }, { HOME: '/x' }]);
  });
});

describe('conflicting presets', () => {
  const size = (name: string, mebibytes: number) => preset(name, { writablePaths: [WritablePath.fromEmptyDir('/data', { sizeLimit: Size.mebibytes(mebibytes) })] });
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
  ])('are an error in %s', (_, props, error) => expect(errorOf(props)).toContain(`[shop/web] conflicting-presets: ${error}`));

  test.each<[string, HardeningProps & Partial<Props>]>([
    ['the variable', { presets: [HOME('/one'), HOME('/two')], containers: [container(own)] }],
    ['the variable, with a preset of the container', { presets: [HOME('/one'), HOME('/two')], ...at('main', HOME('/three')), containers: [container()] }],
    ['the path', { presets: [size('A', 1), size('B', 2)], writablePaths: [WritablePath.fromEmptyDir('/data')] }],
    ['the user', { presets: [RuntimePreset.NODE, RuntimePreset.DOTNET], runAs: RunAs.user(5000) }],
    ['the user of the container', { containerSettings: { side: { runAs: RunAs.user(5000), presets: [RuntimePreset.NODE, RuntimePreset.DOTNET] } } }],
    ['nothing: they agree', { presets: [RuntimePreset.NODE, RuntimePreset.PYTHON], ...at('main', RuntimePreset.forImage('postgres:17')) }],
    ['nothing: they are for different containers', {
      containerSettings: { main: { presets: [RuntimePreset.NODE] }, side: { presets: [RuntimePreset.DOTNET] } },
    }],
  ])('are not an error if the workload sets %s', (_, props) => expect(errorOf(props)).toBe(''));

  test('are an error if only some containers set it', () => {
    expect(errorOf({ presets: [HOME('/one'), HOME('/two')], containers: [container(own), container({ name: 'side' })] }))
      .toContain('presets /one and /two');
  });
});

test('a preset for an unknown container is an error', () => {
  expect(errorOf(at('ngnix', RuntimePreset.forImage('nginx'))))
    .toContain('[shop/web] unknown-container: containerSettings references unknown container "ngnix"');
});

test.each<[string, () => unknown, string]>([
  ['no name', () => preset('', {}), 'the preset has no name'],
  ['a variable with "="', () => preset('x', { environment: { 'A=B': '1' } }), 'the preset x sets the variable "A=B": a name has letters'],
  ['a variable that starts with a digit', () => preset('x', { environment: { '1A': '1' } }), 'the preset x sets the variable "1A"'],
  ['a value that is not a text', () => preset('x', { environment: { A: 1 as any } }), 'the preset x sets A to 1: write \'1\''],
  ['a duplicate path', () => preset('x', { writablePaths: [WritablePath.fromEmptyDir('/a'), WritablePath.fromEmptyDir('/a/')] }), 'has the writable path "/a" twice'],
  ['an option that does not exist', () => preset('x', { enviroment: {} } as any), 'the preset x has no option "enviroment": did you mean "environment"?'],
  ['a path as a text', () => preset('x', { writablePaths: ['/a'] as any }), 'the preset x: writablePaths[0] is "/a": write WritablePath.fromEmptyDir("/a")'],
  ['the user of the image', () => preset('x', { runAs: RunAs.imageUser() }), 'the preset x needs the user of its image as runAs: write RunAs.user(...)'],
  ['the user of the platform', () => preset('x', { runAs: RunAs.platformAssigned() }), 'the preset x needs the user of its image'],
  ['root', () => preset('x', { runAs: RunAs.rootInUserNamespace() }), 'the preset x needs the user of its image'],
  ['a unique user', () => preset('x', { runAs: RunAs.unique() }), 'the preset x needs the user of its image'],
])('refuses %s immediately', (_, make, error) => expect(make).toThrow(error));

test.each([[RuntimePreset.NODE, 1000], [RuntimePreset.PHP_FPM, 33], [RuntimePreset.forImage('postgres:17'), 999]])('the low uid of preset %# is no finding, %i', (runtime, uid) => {
  const workload = deployment({ presets: [runtime] });
  expect(podSpecOf(workload).securityContext.runAsUser).toBe(uid);
  const ids = (of: HardenedDeployment) => Hardening.of(of).report().findings.map(({ control }) => control).filter((id) => /^high-/.test(id));
  expect(ids(workload)).toEqual([]);
  expect(ids(deployment({ presets: [runtime], runAs: RunAs.user(1001) }))).toEqual(['high-user-id', 'high-group-id']);
});

describe('a preset of a known image', () => {
  const constants = Object.values(RuntimePreset).filter((value): value is RuntimePreset => value instanceof RuntimePreset);

  test.each(constants.map((each) => [each.name, each] as const))('RuntimePreset.%s has the facts of its image', (name, { _image, _options: options }) => {
    const { uid, gid, writablePaths = [], environment } = knowledgeOf(_image!)!.facts;
    expect(options.writablePaths!.map(({ path }) => path)).toEqual(writablePaths.map(({ path }) => path));
    expect(options.environment).toEqual(environment);
    expect(options.runAs?._toIdentity('').user).toBe(uid);
    expect(options.runAs?._toIdentity('').group).toBe(gid || uid);
    // Errors about other values suggest the constants by their names.
    expect(errorAt({ presets: [name.toLowerCase()] })).toContain(`write RuntimePreset.${name}`);
  });

  test('has the name of what is known, and the paths and their sizes', () => {
    const postgres = RuntimePreset.forImage('docker.io/library/postgres:18');
    expect(postgres.name).toBe('postgres 18');
    const { volumes, securityContext } = specOf({ containers: [container()], presets: [postgres] });
    expect(securityContext).toMatchObject({ runAsUser: 999, fsGroup: 999 });
    expect(volumes.map(({ emptyDir: { sizeLimit } }: any) => sizeLimit)).toEqual(['1Gi', '1Gi', '16Mi']);
  });

  test('seeds what must hold the files of the image', () => {
    const { initContainers } = specOf({ containers: [container()], presets: [RuntimePreset.forImage('elasticsearch:9.1.0')] });
    expect(initContainers.map(({ name }: any) => name)).toEqual(['writable-seed-main']);
  });

  test('says which version it takes instead of one that is unknown', () => {
    expect(RuntimePreset.forImage('postgres:9.6').name).toBe('postgres (version 9.6 is unknown: these facts are of versions 10 to 17)');
  });

  test.each(['registry.example/app:1', '', undefined])('is an error for %p, of which nothing is known', (image) => {
    expect(() => RuntimePreset.forImage(image as string)).toThrow(`nothing is known about the image ${JSON.stringify(image)}: write RuntimePreset.custom(...)`);
  });
});

function errorAt(props: object): string {
  try {
    deployment(props as never);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}
