import { openManifest } from '../../../src/policy/engine/open';

const WEB: any = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'main', image: 'nginx' }] } };
const SERVICE = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } };

test('a list is opened as its objects, with their paths and pods', () => {
  const manifest = { apiVersion: 'v1', kind: 'List', items: [SERVICE, WEB] };
  const opened = openManifest(manifest);
  expect(opened.manifest).toBe(manifest);
  expect(opened.objects.map(({ object, path, pods }) => [object, path, pods.map((pod) => pod.path)])).toEqual([
    [SERVICE, ['items', 0], []],
    [WEB, ['items', 1], [['items', 1, 'spec']]],
  ]);
});
