import { ODD_LISTS, PLACE, podWith } from './pod-with';
import { JsonObject } from '../../../../src/formats/manifest/json';
import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { writableSystemDirectories } from '../../../../src/policy/controls/hardened/writable-system-directories';
import { found, goodContainer, goodPod, violations } from '../support';

const mounted = (mount: JsonObject) => podWith({ volumeMounts: [{ name: 'v', ...mount }] });
const PATH = ['spec.containers[1].volumeMounts[0].mountPath'];

test.each([
  '/bin', '/sbin', '/lib', '/lib64', '/libexec', '/usr', '/usr/bin', '/usr/local', '/usr/local/bin', '/usr/local/bin/tool',
  '/usr/local/sbin', '/usr/lib/x', '/usr/lib64', '/usr/local/lib/python3/site-packages', '/usr/bin/', '/usr/lib/data', '/usr/bin/app/logs', '/usr/lib/app/data/x', '//usr//bin', '/opt/../bin', 'bin',
])('reports %s', (mountPath) => {
  expect(found(writableSystemDirectories, mounted({ mountPath }))).toEqual(PATH);
});

test.each([
  '/tmp', '/data', '/opt/bin', '/binary', '/library', '/usr/share', '/usr/share/nginx/html', '/usr/local/share/x', '/usr/src/app',
  '/usr/local/tomcat/logs', '/usr/lib/unifi/logs', '/lib/a/b/data', '/usr/local/lib/app/tmp/', '/', '', null, 7, undefined,
])('accepts %p', (mountPath) => {
  expect(found(writableSystemDirectories, mounted({ mountPath }))).toEqual([]);
});

test('accepts a read-only mount, and a volume that no container can write', () => {
  expect(found(writableSystemDirectories, mounted({ mountPath: '/usr/bin', readOnly: true }))).toEqual([]);
  expect(found(writableSystemDirectories, goodPod((spec) => {
    spec.volumes.push({ name: 'script', configMap: { name: 'c' } });
    spec.initContainers[0].volumeMounts.push({ name: 'script', mountPath: '/work' });
    spec.containers[0].volumeMounts.push({ name: 'script', mountPath: '/usr/local/bin/run.sh', subPath: 'run.sh' });
  }))).toEqual([]);
});

test('names the container itself as the writer if it can write the volume', () => {
  const volumeMounts = [{ name: 'tmp-main', mountPath: '/bin' }];
  expect(violations(writableSystemDirectories, goodPod((spec) => {
    spec.initContainers[0].volumeMounts = volumeMounts;
    spec.containers[0].volumeMounts = volumeMounts;
  }))).toMatchObject(['setup', 'main'].map((container) => ({ container, detail: 'this container can write to the volume' })));
});

describe('a read-only mount of the volume', () => {
  const shared = (writer: JsonObject, reader: JsonObject = {}) => goodPod((spec) => {
    spec.volumes.push({ name: 'tools', emptyDir: {} });
    const tmp = { name: 'tmp-main', mountPath: '/tmp' };
    spec.initContainers.push({ ...goodContainer('copy'), volumeMounts: [tmp, { name: 'tools', mountPath: '/out', ...writer }] });
    const mount = { name: 'tools', mountPath: '/usr/local/bin', readOnly: true, ...reader };
    spec.containers.push({ ...goodContainer('more'), volumeMounts: [tmp, mount] });
  });

  test.each([
    [{}, {}],
    [{}, { subPath: 'a' }],
    [{ subPath: 'a' }, {}],
    [{ subPath: 'a' }, { subPath: 'a/b/' }],
    [{ subPathExpr: '$(A)' }, { subPath: 'a' }],
  ])('is reported if an init container can write it: %j, %j', (writer, reader) => {
    expect(violations(writableSystemDirectories, shared(writer, reader)))
      .toMatchObject([{ container: 'more', detail: 'container "copy" can write to the volume' }]);
  });

  test.each([
    [{ readOnly: true }, {}],
    [{ name: 'other' }, {}],
    [{ subPath: 'a' }, { subPath: 'b' }],
    [{ subPath: 'a' }, { subPath: 'ab' }],
    [{}, { mountPath: '/opt/tools' }],
  ])('is accepted if no container can write it: %j, %j', (writer, reader) => {
    expect(found(writableSystemDirectories, shared(writer, reader))).toEqual([]);
  });
});

test.each(CONTAINER_LISTS)('checks %s', (list) => {
  expect(found(writableSystemDirectories, podWith({ volumeMounts: [{ name: 'v', mountPath: '/bin' }] }, list)))
    .toEqual([`${PLACE[list]}.volumeMounts[0].mountPath`]);
});

test.each(ODD_LISTS)('survives mounts and volumes of %p', (list) => {
  expect(found(writableSystemDirectories, podWith({ volumeMounts: list }))).toEqual([]);
  expect(found(writableSystemDirectories, goodPod((spec) => { spec.volumes = list; }))).toEqual([]);
});
