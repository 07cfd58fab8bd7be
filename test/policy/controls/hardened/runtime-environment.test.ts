import { ODD_LISTS, PLACE, podWith } from './pod-with';
import { JsonObject } from '../../../../src/formats/manifest/json';
import { ContainerList } from '../../../../src/formats/manifest/pod';
import { amended, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { runtimeEnvironment } from '../../../../src/policy/controls/hardened/runtime-environment';
import { harden } from '../../../../src/policy/engine/harden';
import { EnvironmentVariable } from '../../../../src/policy/settings/choices';
import { found, goodContainer, goodPod, violations } from '../support';

const MOUNTS = [{ name: 'tmp-main', mountPath: '/tmp' }, { name: 'code', mountPath: '/tmp/code', readOnly: true }];
const more = (name: unknown, value: unknown) => ({ env: [{ name, value }], volumeMounts: MOUNTS });

test.each([
  ['TMPDIR', '/var/tmp', '/var/tmp'],
  ['TMPDIR', '/tmp/../scratch/', '/scratch'],
  ['TMPDIR', '/tmpfiles', '/tmpfiles'],
  ['XDG_CACHE_HOME', '/tmp/code/cache', '/tmp/code/cache'],
  ['npm_config_cache', '/root/.npm', '/root/.npm'],
  ['ASPNETCORE_TEMP', '/app/temp', '/app/temp'],
  ['DOTNET_BUNDLE_EXTRACT_BASE_DIR', '/app', '/app'],
  ['PYTHONPYCACHEPREFIX', '/pycache', '/pycache'],
  ['PGDATA', '/var/lib/postgresql/data', '/var/lib/postgresql/data'],
  ['JAVA_TOOL_OPTIONS', '-Xmx1g -Djava.io.tmpdir=/var/tmp -Dx=y', '/var/tmp'],
  ['JDK_JAVA_OPTIONS', '"-Djava.io.tmpdir=/var/tmp"', '/var/tmp'],
])('reports %s=%s, which is not writable', (name, value, directory) => {
  expect(violations(runtimeEnvironment, podWith(more(name, value)))).toMatchObject([{
    container: 'more', path: ['spec', 'containers', 1, 'env', 0, 'value'], value, detail: `"${directory}" is not in a writable mount`,
  }]);
});

test.each([
  ['TMPDIR', '/tmp'],
  ['TMPDIR', '/tmp/deep/er/'],
  ['TMPDIR', '/dev/shm'],
  ['TMPDIR', '/dev/shm/x'],
  ['TMPDIR', 'relative'],
  ['TMPDIR', ''],
  ['TMPDIR', '$(SCRATCH)/x'],
  ['TMPDIR', null],
  ['TMPDIR', 7],
  [null, '/var/tmp'],
  ['HOME', '/home/app'],
  ['JAVA_TOOL_OPTIONS', '-Xmx1g'],
  ['JAVA_TOOL_OPTIONS', '-Djava.io.tmpdir=/tmp'],
])('accepts %p=%p', (name, value) => expect(found(runtimeEnvironment, podWith(more(name, value)))).toEqual([]));

test.each<[ContainerList, string[]]>([
  ['initContainers', [`${PLACE.initContainers}.env[0].value`]],
  ['containers', [`${PLACE.containers}.env[0].value`]],
  ['ephemeralContainers', []],
])('evaluates %s', (list, expected) => expect(found(runtimeEnvironment, podWith(more('TMPDIR', '/x'), list))).toEqual(expected));

test('accepts a writable root filesystem', () => {
  expect(found(runtimeEnvironment, podWith({ ...more('TMPDIR', '/x'), securityContext: {} }))).toEqual([]);
});

test.each(ODD_LISTS)('survives env and mounts of %p', (list) => {
  expect(found(runtimeEnvironment, podWith({ env: list }))).toEqual([]);
  expect(found(runtimeEnvironment, podWith({ ...more('TMPDIR', '/x'), volumeMounts: list }))).toHaveLength(1);
});

describe('the fix', () => {
  const environment: EnvironmentVariable[] = [
    { name: 'HOME', value: '/own', container: 'main' },
    { name: 'HOME', value: '/tmp' },
    { name: 'npm_config_cache', value: '/tmp/.npm' },
  ];

  function hardened(env?: unknown, list: ContainerList = 'containers'): JsonObject {
    const pod = goodPod((spec) => {
      spec[list] = [{ ...goodContainer('main'), ...(env === undefined ? {} : { env }) }];
    });
    return harden(pod, amended(DEFAULT_CONTEXT, { choices: { environment } })).manifest;
  }
  const envOf = (manifest: any, list: ContainerList = 'containers') => manifest.spec[list][0].env;
  const filled = [{ name: 'HOME', value: '/own' }, { name: 'npm_config_cache', value: '/tmp/.npm' }];

  test.each([undefined, null, []])('sets the variables in an environment of %p', (env) => expect(envOf(hardened(env))).toEqual(filled));

  test.each([
    [{ name: 'HOME', value: '' }],
    [{ name: 'HOME' }],
    [{ name: 'HOME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
  ])('keeps the existing %p', (own) => {
    expect(envOf(hardened([{ name: 'Z', value: 'z' }, own]))).toEqual([filled[1], { name: 'Z', value: 'z' }, own]);
  });

  test('keeps the same variable in another case', () => {
    const own = { name: 'NPM_CONFIG_CACHE', value: '/cache' };
    expect(envOf(hardened([own]))).toEqual([filled[0], own]);
  });

  test.each(['text', 7, {}])('does not change an environment of %p', (env) => expect(envOf(hardened(env))).toEqual(env));
  test('does not change ephemeral containers', () => expect(envOf(hardened([], 'ephemeralContainers'), 'ephemeralContainers')).toEqual([]));
  test('sets the variables in init containers', () => expect(envOf(hardened([], 'initContainers'), 'initContainers')).toEqual(filled));
  test('keeps malformed entries', () => expect(envOf(hardened([null, 'x', { name: 7 }]))).toEqual([...filled, null, 'x', { name: 7 }]));

  test('changes nothing the second time', () => {
    const once = hardened([{ name: 'A', value: 'a' }]);
    expect(harden(once, amended(DEFAULT_CONTEXT, { choices: { environment } })).changes).toEqual([]);
  });

  test('reports its changes', () => {
    expect(harden(goodPod(), amended(DEFAULT_CONTEXT, { choices: { environment: [{ name: 'HOME', value: '/tmp', container: 'main' }] } })).changes)
      .toEqual([{ control: 'runtime-environment', path: ['spec', 'containers', 0, 'env'], before: undefined, after: [{ name: 'HOME', value: '/tmp' }] }]);
  });
});
