import { didYouMean, nearest } from '../../../src/formats/manifest/nearest';

const KNOWN = ['main', 'proxy', 'read-only-root-filesystem', 'NGINX', 'nginx-unprivileged'];

test.each<[string, string | undefined]>([
  ['proxy', 'proxy'],
  ['Proxy', 'proxy'],
  ['pro-xy', 'proxy'],
  ['prxy', 'proxy'],
  ['mian', 'main'],
  ['amin', 'main'],
  ['man', 'main'],
  ['ngnix', 'NGINX'],
  ['nginx-unpriviledged', 'nginx-unprivileged'],
  ['raed-only-root-filesytem', 'read-only-root-filesystem'],
  ['nima', undefined],
  ['mani!', undefined],
  ['pxory', undefined],
  ['', undefined],
])('the nearest name to "%s" is %s', (name, expected) => {
  expect(nearest(name, KNOWN)).toBe(expected);
});

test('of two names the one with fewer edits is the nearest', () => {
  expect(nearest('settings', ['setting', 'settings-2', 'settings'])).toBe('settings');
  expect(nearest('mainn', ['mains', 'main'])).toBe('mains');
});

test('an error names the nearest, or says something else', () => {
  expect(didYouMean('mian', KNOWN, 'use "main"')).toBe('did you mean "main"?');
  expect(didYouMean('mian', KNOWN, 'use "main"', '`')).toBe('did you mean `main`?');
  expect(didYouMean('sidecar', KNOWN, 'use "main"')).toBe('use "main"');
});
