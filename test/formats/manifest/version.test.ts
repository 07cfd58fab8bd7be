import { formatVersion, LATEST_VERSION, parseVersion } from '../../../src/formats/manifest/version';

it.each([
  ['1.28', 28],
  ['v1.28', 28],
  ['1.23', 23],
  ['v1.30.2', 30],
  ['1.30.2-eks-abc', 30],
  ['v1.33.1-gke.100', 33],
  ['v1.31.5+k3s1', 31],
  ['latest', LATEST_VERSION],
  [formatVersion(LATEST_VERSION + 1), LATEST_VERSION + 1],
])('reads %s as %d', (text, version) => {
  expect(parseVersion(text)).toBe(version);
});

it.each(['', '1', '28', '1.', '1.028', '2.0', '1.28.', '1.28-gke', '1.28.3-', '1.-1', '1.x', ' 1.28', '1.28\n', 'V1.28', 'Latest', 'v v1.28'])('refuses %j', (text) => {
  expect(() => parseVersion(text)).toThrow(`${JSON.stringify(text)} is not a Kubernetes version: write "1.28", "v1.28.3" or "latest"`);
});

it.each(['1.99', `v${formatVersion(LATEST_VERSION + 2)}.1`])('refuses %s and names the newest known version', (text) => {
  expect(() => parseVersion(text)).toThrow(`Kubernetes "${text}" is too new: the newest version that this release knows is ${formatVersion(LATEST_VERSION)}`);
});

it.each(['1.20', '1.0', 'v1.22.17', '1.22.17-eks-abc'])('refuses %s and names the oldest known version', (text) => {
  expect(() => parseVersion(text)).toThrow(`Kubernetes "${text}" is too old: the oldest version that this release knows is 1.23. Write "1.23" or a newer one`);
});

it.each<[unknown, string]>([
  [1.3, 'kubernetesVersion is the number 1.3: write \'1.30\', in quotes'],
  [1.28, 'kubernetesVersion is the number 1.28: write \'1.28\', in quotes'],
  [28, `kubernetesVersion is the number 28: write '${formatVersion(LATEST_VERSION)}', in quotes`],
  [null, `kubernetesVersion is null: write '${formatVersion(LATEST_VERSION)}', in quotes`],
])('refuses %j, which is not text', (version, error) => {
  expect(() => parseVersion(version as any)).toThrow(error);
});

it('formats a version that it parsed', () => {
  expect(formatVersion(parseVersion('v1.30'))).toBe('1.30');
});
