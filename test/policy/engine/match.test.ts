import { podsOf } from '../../../src/formats/manifest/workload';
import { matchesImage, matchesWorkload, matchingContainers } from '../../../src/policy/engine/match';

const pod = (name: string, ...images: readonly string[]): any => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers: images.map((image, index) => ({ name: `c${index}`, image })) },
});
const SERVICE = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } };

describe('a rule is for a manifest', () => {
  test('if it is for the workload in it', () => {
    expect(matchesWorkload({ name: 'web' }, pod('web', 'nginx'))).toBe(true);
    expect(matchesWorkload({ name: 'web' }, pod('api', 'nginx'))).toBe(false);
  });

  test('but not for an object without pods', () => {
    expect(matchesWorkload({ name: 'web' }, SERVICE)).toBe(false);
    expect(matchesWorkload({}, SERVICE)).toBe(false);
  });

  test('if it is for one workload of a list', () => {
    const list = (...items: readonly object[]) => ({ apiVersion: 'v1', kind: 'List', items });
    expect(matchesWorkload({ name: 'web' }, list(SERVICE, pod('api', 'nginx'), pod('web', 'nginx')))).toBe(true);
    expect(matchesWorkload({ name: 'db' }, list(SERVICE, pod('api', 'nginx'), pod('web', 'nginx')))).toBe(false);
  });
});

test('a rule for an image is for the containers with it; one for a workload is for all of its containers', () => {
  const web = pod('web', 'nginx', 'redis', 'nginx:1');
  expect(matchingContainers({ image: 'nginx' }, web, podsOf(web))).toEqual(['c0', 'c2']);
  expect(matchingContainers({ image: 'mysql' }, web, podsOf(web))).toBeUndefined();
  expect(matchingContainers({ name: 'web' }, web, podsOf(web))).toEqual(['c0', 'c1', 'c2']);
  expect(matchingContainers({ name: 'web' }, pod('web'), [])).toEqual([]);
  delete web.spec.containers[1].image;
  expect(matchingContainers({ name: 'web' }, web, podsOf(web))).toEqual(['c0', 'c1', 'c2']);
});

test('a container without an image has no name that a pattern is for', () => {
  const web: any = pod('web', 'nginx');
  delete web.spec.containers[0].image;
  expect(matchingContainers({ image: 'Stryker*' }, web, podsOf(web))).toBeUndefined();
});

test.each([
  ['nginx', 'nginx:1', true],
  ['nginx', 'docker.io/library/nginx@sha256:00', true],
  ['docker.io/library/nginx', 'nginx', true],
  ['library/nginx', 'nginx', true],
  ['ngin*', 'nginx', true],
  ['docker.io/*', 'nginx', true],
  ['nginx', 'quay.io/nginx', false],
  ['nginx', 'nginx-unprivileged', false],
  ['a.b/*', 'a.b/c\nd', true],
  ['a.b/*', 'axb/c', false],
  ['*ab*ab', 'ab', false],
  ['*ab*ab', 'abab', true],
  ['*', 'nginx', true],
  ['a/*b*c', 'a/bxbc', true],
  ['a/*b*c', 'a/cb', false],
  ['**/x', 'a/x', true],
])('the pattern %s is for the image %j: %p', (pattern, image, expected) => expect(matchesImage(pattern, image)).toBe(expected));
