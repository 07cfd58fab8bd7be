import { policyWith } from './built';
import { dockerfileWritablePaths } from '../../../../src/policy/controls/dockerfile/dockerfile-writable-paths';
import { goodPod, violations } from '../support';

const evaluate = (image: object, change: (main: any) => void = () => {}) =>
  violations(dockerfileWritablePaths, goodPod(({ containers: [main] }) => change(main)), undefined, policyWith(image));

test('refuses a directory that was created for writing and is not writable', () => {
  expect(evaluate({ user: 1001, ownedPaths: ['/data', '/tmp/x'], emptyPaths: ['/data', '/tmp/x'] })).toMatchObject([{
    container: 'main', path: ['spec', 'containers', 0, 'volumeMounts'], allowKey: '/data', detail: 'has no writable mount at "/data", which Dockerfile gives to its USER 1001',
  }]);
});

test('names the owner if it is a name', () => {
  expect(evaluate({ ownedPaths: ['/data'], emptyPaths: ['/data'] })).toMatchObject([{ detail: 'has no writable mount at "/data", which Dockerfile gives to its USER' }]);
});

test('names the line, and what else makes a directory to be written', () => {
  const image = { user: 1001, ownedPaths: ['/data'], emptyPaths: ['/data', '/cache', '/other'], emptyPathLines: { '/data': 7, '/cache': 8 } };
  expect(evaluate(image).map(({ detail }) => detail)).toEqual([
    'has no writable mount at "/data", which line 7 of Dockerfile gives to its USER 1001',
    'has no writable mount at "/cache", which line 8 of Dockerfile makes to be written by another user, or by everyone',
    'has no writable mount at "/other", which Dockerfile makes to be written by another user, or by everyone',
  ]);
});

test('each remedy names all paths', () => {
  const remedies = evaluate({ emptyPaths: ['/data', '/cache'] }).map(({ remedy, remedyInCode }) => ({ remedy, remedyInCode }));
  expect(remedies).toEqual(Array(2).fill({
    remedy: 'mount an emptyDir at "/data", "/cache"',
    remedyInCode: { hardened: "declare what the program writes: `writablePaths: [WritablePath.fromEmptyDir('/data'), WritablePath.fromEmptyDir('/cache')]`" },
  }));
});

test('refuses a directory below a read-only mount', () => {
  expect(evaluate({ emptyPaths: ['/data'] }, ({ volumeMounts }) => volumeMounts.push({ name: 'x', mountPath: '/data', readOnly: true }))).toHaveLength(1);
});

test.each<[string, object, ((main: any) => void)?]>([
  ['a mount at the path', { emptyPaths: ['/data'] }, ({ volumeMounts }) => volumeMounts.push({ name: 'x', mountPath: '/data' })],
  ['a mount above the path', { emptyPaths: ['/var/data'] }, ({ volumeMounts }) => volumeMounts.push({ name: 'x', mountPath: '/var' })],
  ['a writable root filesystem', { emptyPaths: ['/data'] }, ({ securityContext }) => { securityContext.readOnlyRootFilesystem = false; }],
  ['a VOLUME, which has its own control', { emptyPaths: ['/data'], volumes: ['/data'] }],
  ['a directory with files', { ownedPaths: ['/app'], emptyPaths: [] }],
])('accepts %s', (_, image, change = () => {}) => expect(evaluate(image, change)).toEqual([]));
