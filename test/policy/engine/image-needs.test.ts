import { containerWith } from './container';
import { ImageFacts } from '../../../src/knowledge/images/known-image';
import { DEFAULT_WRITABLE_PATH, EmptyDirPath } from '../../../src/knowledge/writable-paths/declared-path';
import { amended, EvaluationContext, DEFAULT_CONTEXT } from '../../../src/policy/context/context';
import { pathsOfImage, imageSwitches, imageVariables, knownPath } from '../../../src/policy/engine/image-needs';

const FACTS: ImageFacts = {
  writablePaths: [{ path: '/data', kind: 'seeded' }, { path: '/var/run/app', kind: 'empty', size: 5 }],
  environment: { APP_DATA: '/data/files', APP_MODE: 'quiet' },
};
const SETTINGS: EvaluationContext = amended(DEFAULT_CONTEXT, { choices: { writablePaths: [], environment: [] } });
const THIRD_PARTY: EvaluationContext = amended(SETTINGS, { notes: { isNotHardenedKind: true } });

const emptyDir = (path: string, owner?: string): EmptyDirPath => ({ kind: 'emptyDir', path, sizeLimit: 1, inMemory: false, container: owner });
const PATHS = [
  { kind: 'emptyDir', path: '/data', sizeLimit: 9, inMemory: false, seed: { replaces: false }, container: 'main' },
  { kind: 'emptyDir', path: '/var/run/app', sizeLimit: 5, inMemory: false, container: 'main' },
];

describe('the paths that an image writes', () => {
  const pathsWith = (declared: readonly EmptyDirPath[], fields = {}, volumes: readonly object[] = []) =>
    pathsOfImage(FACTS, containerWith(fields, { volumes }), { ...SETTINGS.choices, writablePaths: declared }, 9).map(({ path }) => path);

  test('become emptyDirs of its container, with what they need at first and a size', () => {
    expect(pathsOfImage(FACTS, containerWith(), SETTINGS.choices, 9)).toStrictEqual(PATHS);
    expect(knownPath({ path: '/a', kind: 'empty' })).toStrictEqual({ kind: 'emptyDir', path: '/a', sizeLimit: undefined, inMemory: false });
    expect(knownPath({ path: '/a', kind: 'self-initializing', size: 3 }, 9)).toStrictEqual({ kind: 'emptyDir', path: '/a', sizeLimit: 3, inMemory: false });
  });

  test('are left to what someone declares at or above them, for this container or for all', () => {
    expect(pathsWith([emptyDir('/data')])).toEqual(['/var/run/app']);
    expect(pathsWith([emptyDir('/data', 'main')])).toEqual(['/var/run/app']);
    expect(pathsWith([emptyDir('/run')])).toEqual(['/data']);
    expect(pathsWith([emptyDir('/run/app')])).toEqual(['/data']);
    expect(pathsWith([emptyDir('/data', 'other'), emptyDir('/data/below'), emptyDir('/var/run/application')])).toEqual(['/data', '/var/run/app']);
  });

  test('are left to a volume that the author mounts', () => {
    const volumes = [{ name: 'v', emptyDir: {} }];
    expect(pathsWith([], { volumeMounts: [{ name: 'v', mountPath: '/run' }] }, volumes)).toEqual(['/data']);
  });

  test('are not left to the default /tmp unless they are /tmp itself', () => {
    const facts: ImageFacts = { ...FACTS, writablePaths: [{ path: '/tmp', kind: 'empty' }, { path: '/tmp/cache', kind: 'empty' }] };
    const paths = (declared: EmptyDirPath) =>
      pathsOfImage(facts, containerWith(), amended(SETTINGS, { choices: { writablePaths: [declared] } }).choices).map(({ path }) => path);
    expect(paths(DEFAULT_WRITABLE_PATH)).toEqual(['/tmp/cache']);
    expect(paths({ ...DEFAULT_WRITABLE_PATH })).toEqual([]);
  });
});

describe('the variables that an image needs', () => {
  const namesIn = (context: EvaluationContext, fields = {}, facts = FACTS, volumes: readonly object[] = []) =>
    imageVariables(facts, containerWith(fields, { volumes }), context).map(({ name }) => name);

  test('are for its container', () => {
    expect(imageVariables(FACTS, containerWith(), SETTINGS)).toEqual([
      { name: 'APP_DATA', value: '/data/files', container: 'main' }, { name: 'APP_MODE', value: 'quiet', container: 'main' },
    ]);
    expect(imageVariables({ ...FACTS, environment: undefined }, containerWith(), SETTINGS)).toEqual([]);
  });

  test('are left to those that the author sets, in any case, or the settings for this container', () => {
    expect(namesIn(SETTINGS, { env: [{ name: 'app_mode', value: '' }] })).toEqual(['APP_DATA']);
    const variable = (name: string, owner?: string) => ({ name, value: 'x', container: owner });
    expect(namesIn(amended(SETTINGS, { choices: { environment: [variable('APP_DATA')] } }))).toEqual(['APP_MODE']);
    expect(namesIn(amended(SETTINGS, { choices: { environment: [variable('APP_DATA', 'main')] } }))).toEqual(['APP_MODE']);
    expect(namesIn(amended(SETTINGS, { choices: { environment: [variable('APP_DATA', 'other'), variable('OTHER', 'main')] } }))).toEqual(['APP_DATA', 'APP_MODE']);
  });

  test('are left out in the workload of someone else, if a ConfigMap may set them or their files lie in a volume', () => {
    const fromMap = { envFrom: [{ configMapRef: { name: 'c' } }] };
    expect(namesIn(THIRD_PARTY)).toEqual(['APP_DATA', 'APP_MODE']);
    expect(namesIn(THIRD_PARTY, fromMap)).toEqual([]);
    expect(namesIn(SETTINGS, fromMap)).toEqual(['APP_DATA', 'APP_MODE']);
    const mounted = { volumeMounts: [{ name: 'v', mountPath: '/data' }] };
    expect(namesIn(THIRD_PARTY, mounted, FACTS, [{ name: 'v', emptyDir: {} }])).toEqual(['APP_MODE']);
    expect(namesIn(SETTINGS, mounted, FACTS, [{ name: 'v', emptyDir: {} }])).toEqual(['APP_DATA', 'APP_MODE']);
  });

  test('with which a start script leaves out what only root may do are set beside a ConfigMap, too', () => {
    const fromMap = { envFrom: [{ configMapRef: { name: 'c' } }] };
    expect(namesIn(THIRD_PARTY, fromMap, { ...FACTS, stepsDownWith: 'gosu' })).toEqual(['APP_MODE']);
  });

  test('are switches unless they are paths', () => {
    expect(imageSwitches(FACTS, containerWith(), SETTINGS)).toEqual([{ name: 'APP_MODE', value: 'quiet', container: 'main' }]);
  });
});
