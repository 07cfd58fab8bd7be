import { formatVersion, LATEST_VERSION, parseVersion } from '../../src/manifest/version';

it.each([
  ['1.28', 28],
  ['v1.28', 28],
  ['1.0', 0],
  ['v1.99', 99],
  ['latest', LATEST_VERSION],
])('reads %s as %d', (text, version) => {
  expect(parseVersion(text)).toBe(version);
});

it.each(['', '1', '28', '1.', '1.028', '2.0', '1.28.3', 'v1.28.0-gke', '1.-1', '1.x', ' 1.28', '1.28\n', 'V1.28', 'Latest', 'v v1.28'])('refuses %j', (text) => {
  expect(() => parseVersion(text)).toThrow(`"${text}" is no Kubernetes version: write "1.28", "v1.28" or "latest"`);
});

it('writes what it reads', () => {
  expect(formatVersion(parseVersion('v1.30'))).toBe('1.30');
});
