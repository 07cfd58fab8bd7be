import { uniqueMountPaths } from '../../../../src/policy/controls/startup/unique-mount-paths';
import { found, goodContainer, goodPod, violations } from '../support';

const SECOND = 'spec.containers[0].volumeMounts[1].mountPath';

it.each<[string, unknown[], string[]]>([
  ['a single mount', ['/tmp'], []],
  ['different paths', ['/tmp', '/tmp/a', '/tmpa'], []],
  ['equal paths', ['/tmp', '/tmp'], [SECOND]],
  ['a trailing slash', ['/tmp', '/tmp/'], [SECOND]],
  ['a double slash', ['/tmp', '//tmp'], [SECOND]],
  ['relative', ['/tmp', 'tmp'], [SECOND]],
  ['a path with ..', ['/tmp', '/var/../tmp/.'], [SECOND]],
  ['three equal paths', ['/tmp', '/tmp', '/tmp'], [SECOND, 'spec.containers[0].volumeMounts[2].mountPath']],
  ['no paths', [undefined, null, 7], []],
])('reports what is wrong, and nothing else: %s', (_, paths, expected) => {
  const pod = goodPod((spec) => { spec.containers[0].volumeMounts = paths.map((mountPath) => ({ name: 'tmp-main', mountPath })); });
  expect(found(uniqueMountPaths, pod)).toEqual(expected);
});

it('checks each container of every list separately', () => {
  const twins = { volumeMounts: [null, { mountPath: '/a' }, { mountPath: '/a' }] };
  expect(found(uniqueMountPaths, goodPod((spec) => {
    Object.assign(spec.initContainers[0], twins);
    spec.ephemeralContainers = [{ ...goodContainer('debug'), ...twins }];
  }))).toEqual(['spec.initContainers[0].volumeMounts[2].mountPath', 'spec.ephemeralContainers[0].volumeMounts[2].mountPath']);
});

it('names the path', () => {
  const [violation] = violations(uniqueMountPaths, goodPod((spec) => { spec.containers[0].volumeMounts.push({ name: 'x', mountPath: '/tmp/' }); }));
  expect(violation).toMatchObject({ container: 'main', value: '/tmp/', detail: 'another mount also has the path "/tmp"' });
});
