import { CONTAINER_LISTS, ContainerList } from '../../../../src/formats/manifest/pod';
import { loaderVariables } from '../../../../src/policy/controls/hardened/loader-variables';
import { found, goodContainer, goodPod, violations } from '../support';
import { ODD_LISTS, PLACE, podWith } from './pod-with';

const MOUNTS = [
  { name: 'data', mountPath: '/data' },
  { name: 'code', mountPath: '/data/code', readOnly: true },
  { name: 'settings', mountPath: '/settings' },
];

function variable(name: unknown, value: unknown, list: ContainerList = 'containers') {
  return goodPod((spec) => {
    spec.volumes.push({ name: 'data', emptyDir: {} }, { name: 'code', emptyDir: {} }, { name: 'settings', configMap: { name: 's' } });
    (spec[list] ??= []).push({ ...goodContainer('more'), env: [{ name, value }], volumeMounts: MOUNTS });
  });
}

test.each([
  ['LD_PRELOAD', '/data/x.so'],
  ['LD_PRELOAD', '/usr/lib/a.so:/data/x.so'],
  ['LD_PRELOAD', '/usr/lib/a.so /data/x.so'],
  ['LD_PRELOAD', '/opt/../data//x.so'],
  ['LD_LIBRARY_PATH', '/data'],
  ['LD_LIBRARY_PATH', '/usr/lib:/data/lib/'],
  ['LD_LIBRARY_PATH', '/usr/lib;/data/lib'],
  ['BASH_ENV', '/data/.bashrc'],
  ['NODE_OPTIONS', '--require /data/x.js'],
  ['NODE_OPTIONS', '--max-old-space-size=64 --require=/data/x.js'],
  ['NODE_OPTIONS', '-r /data/x.js'],
  ['NODE_OPTIONS', '-r  /data/x.js'],
  ['NODE_OPTIONS', '-r "/data/x.js"'],
  ['NODE_OPTIONS', '--import file:///data/x.mjs'],
  ['NODE_OPTIONS', '--import=/opt/a.mjs --import=/data/x.mjs'],
])('reports %s=%s, which loads from a writable mount', (name, value) => {
  expect(violations(loaderVariables, variable(name, value))).toMatchObject([{
    path: ['spec', 'containers', 1, 'env', 0, 'value'],
    detail: expect.stringContaining('the volume at "/data" is writable'),
  }]);
});

test.each([
  ['LD_PRELOAD', '/usr/lib/a.so'],
  ['LD_PRELOAD', '/data/code/x.so'],
  ['LD_PRELOAD', '/settings/x.so'],
  ['LD_PRELOAD', '/database/x.so'],
  ['LD_PRELOAD', 'x.so'],
  ['LD_LIBRARY_PATH', ''],
  ['BASH_ENV', '/data/code/rc'],
  ['BASH_ENV', '$HOME/data/rc'],
  ['NODE_OPTIONS', '--diagnostic-dir=/data'],
  ['NODE_OPTIONS', '--require /opt/x.js --diagnostic-dir /data'],
  ['NODE_PATH', '/data'],
  ['LD_PRELOAD', null],
  ['LD_PRELOAD', 7],
  [null, '/data/x.so'],
])('accepts %p=%p', (name, value) => expect(found(loaderVariables, variable(name, value))).toEqual([]));

test.each([
  ['LD_PRELOAD', 'x.so'],
  ['LD_PRELOAD', null],
  ['PATH', '/data'],
])('accepts %p=%p even with a writable mount at /', (name, value) => {
  expect(found(loaderVariables, podWith({ env: [{ name, value }], volumeMounts: [{ name: 'tmp-main', mountPath: '/' }] }))).toEqual([]);
});

test.each(CONTAINER_LISTS)('checks %s', (list) => {
  expect(found(loaderVariables, variable('LD_PRELOAD', '/data/x.so', list))).toEqual([`${PLACE[list]}.env[0].value`]);
});

test.each(ODD_LISTS)('survives env and mounts of %p', (list) => {
  expect(found(loaderVariables, podWith({ env: list }))).toEqual([]);
  expect(found(loaderVariables, podWith({ env: [{ name: 'LD_PRELOAD', value: '/data/x.so' }], volumeMounts: list }))).toEqual([]);
});
