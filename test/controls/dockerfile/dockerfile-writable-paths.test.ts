import { policyWith } from './built';
import { dockerfileWritablePaths } from '../../../src/controls/dockerfile/dockerfile-writable-paths';
import { goodPod, violations } from '../support';

const judge = (image: object, change: (main: any) => void = () => {}) =>
  violations(dockerfileWritablePaths, goodPod(({ containers: [main] }) => change(main)), undefined, policyWith(image));

test('refuses a directory that was made for writing and cannot be written', () => {
  expect(judge({ user: 1001, emptyPaths: ['/data', '/tmp/x'] })).toMatchObject([{
    container: 'main', path: ['spec', 'containers', 0, 'volumeMounts'], allowKey: '/data', detail: 'has no writable mount at "/data", which Dockerfile gives to its USER 1001',
  }]);
});

test('says whose it is, where that is a name', () => {
  expect(judge({ emptyPaths: ['/data'] })).toMatchObject([{ detail: 'has no writable mount at "/data", which Dockerfile gives to its USER' }]);
});

test('each remedy names all of them', () => {
  const remedies = judge({ emptyPaths: ['/data', '/cache'] }).map(({ remedy, remedyInCode }) => ({ remedy, remedyInCode }));
  expect(remedies).toEqual(Array(2).fill({
    remedy: 'mount an emptyDir at "/data", "/cache"',
    remedyInCode: "declare what the program writes: `writablePaths: [WritablePath.emptyDir('/data'), WritablePath.emptyDir('/cache')]`",
  }));
});

test('refuses one under a read-only mount', () => {
  expect(judge({ emptyPaths: ['/data'] }, ({ volumeMounts }) => volumeMounts.push({ name: 'x', mountPath: '/data', readOnly: true }))).toHaveLength(1);
});

test.each<[string, object, ((main: any) => void)?]>([
  ['a mount at it', { emptyPaths: ['/data'] }, ({ volumeMounts }) => volumeMounts.push({ name: 'x', mountPath: '/data' })],
  ['a mount above it', { emptyPaths: ['/var/data'] }, ({ volumeMounts }) => volumeMounts.push({ name: 'x', mountPath: '/var' })],
  ['a root filesystem that can be written', { emptyPaths: ['/data'] }, ({ securityContext }) => { securityContext.readOnlyRootFilesystem = false; }],
  ['a VOLUME, which another control tells', { emptyPaths: ['/data'], volumes: ['/data'] }],
  ['what holds files', { ownedPaths: ['/app'], emptyPaths: [] }],
])('accepts %s', (_, image, change = () => {}) => expect(judge(image, change)).toEqual([]));
