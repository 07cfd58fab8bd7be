import { slashed } from '../../../src/formats/manifest/slashed';

test.each([
  ['sub\\Dockerfile', '\\', 'sub/Dockerfile'],
  ['C:\\app\\pod.yaml', '\\', 'C:/app/pod.yaml'],
  ['\\\\server\\share\\pod.yaml', '\\', '//server/share/pod.yaml'],
  ['a\\b.yaml', '/', 'a\\b.yaml'],
])('where %s has the separator %s, it is %s', (path, separator, expected) => {
  expect(slashed(path, separator)).toBe(expected);
});
