import { policyWith } from './built';
import { dockerfileHiddenFiles } from '../../../../src/policy/controls/dockerfile/dockerfile-hidden-files';
import { goodContainer, goodPod, violations } from '../support';

/** What is found where an empty volume is mounted at a path. */
const evaluate = (copiedPaths: string[], mountPath: string, change: (spec: any) => void = () => {}) =>
  violations(dockerfileHiddenFiles, goodPod((spec) => {
    spec.volumes.push({ name: 'x', emptyDir: {} });
    spec.containers[0].volumeMounts.push({ name: 'x', mountPath });
    change(spec);
  }), undefined, policyWith({ copiedPaths }));

test.each([['at', '/app', '/app'], ['above', '/srv/www/html', '/srv/www']])('refuses an empty volume %s the path', (_, path, mountPath) => {
  expect(evaluate([path, '/elsewhere'], mountPath)).toEqual([{
    container: 'main',
    path: ['spec', 'containers', 0, 'volumeMounts', 1, 'mountPath'],
    value: mountPath,
    allowKey: path,
    detail: `it hides "${path}", where Dockerfile puts files`,
    remedy: undefined,
  }]);
});

test('reports each destination', () => expect(evaluate(['/app/a', '/app/b'], '/app').map(({ allowKey }) => allowKey)).toEqual(['/app/a', '/app/b']));

test.each<[string, string[], string, ((spec: any) => void)?]>([
  ['a volume below the path', ['/app'], '/app/data'],
  ['a volume next to the path', ['/app'], '/app2'],
  ['a volume over files in the root directory', ['/'], '/app'],
  ['one at /tmp', ['/tmp', '/tmp/build.sh'], '/tmp/x'],
  ['a PVC, which may contain files', ['/app'], '/app', ({ volumes }) => { volumes[volumes.length - 1] = { name: 'x', persistentVolumeClaim: { claimName: 'c' } }; }],
  ['a volume that an init container may fill', ['/app'], '/app', (spec) => {
    spec.initContainers = [{ ...goodContainer('fill'), volumeMounts: [{ name: 'x', mountPath: '/to' }] }];
  }],
])('accepts %s', (_, copied, mountPath, change = () => {}) => expect(evaluate(copied, mountPath, change)).toEqual([]));

test('survives a container without mounts', () => expect(evaluate(['/app'], '/x', ({ containers: [main] }) => { delete main.volumeMounts; })).toEqual([]));
