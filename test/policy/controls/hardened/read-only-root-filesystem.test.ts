import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { readOnlyRootFilesystem } from '../../../../src/policy/controls/hardened/read-only-root-filesystem';
import { KnownImage } from '../../../../src/policy/settings/images';
import { found, goodPod, violations } from '../support';
import { fixed } from './fixed';
import { ODD_LISTS, PLACE, podWith } from './pod-with';

const own = (value: unknown) => ({ securityContext: { readOnlyRootFilesystem: value } });

describe.each(CONTAINER_LISTS)('in %s', (list) => {
  const wrong = [`${PLACE[list]}.securityContext.readOnlyRootFilesystem`];

  test.each([false, undefined, null, 'true', 1, {}])('reports a value of %p', (value) => {
    expect(found(readOnlyRootFilesystem, podWith(own(value), list))).toEqual(wrong);
  });

  test.each([undefined, null, 'text', [], {}])('reports a security context of %p', (securityContext) => {
    expect(found(readOnlyRootFilesystem, podWith({ securityContext }, list))).toEqual(wrong);
  });

  test('accepts true', () => {
    expect(found(readOnlyRootFilesystem, podWith(own(true), list))).toEqual([]);
  });

  test.each([[undefined, true], [null, true], [false, false], ['true', 'true']])('the fix turns %p into %p', (before, after) => {
    expect(fixed(readOnlyRootFilesystem, podWith(own(before), list))).toEqual(podWith(own(after), list));
  });
});

test('ignores the security context of the pod', () => {
  expect(found(readOnlyRootFilesystem, goodPod((spec) => {
    spec.securityContext.readOnlyRootFilesystem = true;
    delete spec.containers[0].securityContext.readOnlyRootFilesystem;
  }))).toEqual(['spec.containers[0].securityContext.readOnlyRootFilesystem']);
});

test.each([undefined, null])('the fix replaces a security context of %p', (securityContext) => {
  expect(fixed(readOnlyRootFilesystem, podWith({ securityContext }))).toEqual(podWith(own(true)));
});

test('the fix does not change a malformed security context', () => {
  expect(fixed(readOnlyRootFilesystem, podWith({ securityContext: 'text' }))).toEqual(podWith({ securityContext: 'text' }));
});

test('an image that is known to need a writable root keeps it, and the finding says why', () => {
  const image: KnownImage = { name: 'app 1', source: '', isNonRoot: true, paths: [], variables: [], ports: [], writableRoot: 'it writes everywhere' };
  const settings = { notes: { knownImages: { more: image } } };
  const pod = podWith(own(undefined));
  expect(fixed(readOnlyRootFilesystem, pod, settings)).toEqual(pod);
  expect(violations(readOnlyRootFilesystem, pod, undefined, settings)[0].detail).toBe('app 1 needs a writable root: it writes everywhere');
  expect(violations(readOnlyRootFilesystem, pod)[0].detail).toBeUndefined();
});

test.each(ODD_LISTS)('survives containers of %j', (containers) => {
  expect(() => fixed(readOnlyRootFilesystem, goodPod((spec) => { spec.containers = containers; }))).not.toThrow();
});
