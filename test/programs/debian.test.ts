import { installPackages, requirePackages, unexpectedVersions, upstreamVersion } from './debian';
import { TEST_PACKAGES } from './pinned';
import { onPosix } from '../support/systems';

const ABSENT = { absent: { version: '1.2', files: ['/nowhere/absent'], purpose: 'this test' } };
const COMMAND = 'Not installed: absent. `npx projen ci:shell` opens a shell that has them. Or on Debian 13, run as root: apt-get install -y --no-install-recommends absent';

onPosix('a missing package is an error with the command that installs it', () => {
  expect(() => requirePackages(ABSENT)).toThrow(COMMAND);
  const user = jest.spyOn(process, 'getuid').mockReturnValue(1000);
  expect(() => installPackages(ABSENT)).toThrow(COMMAND);
  user.mockRestore();
});

test.each([
  ['1:1.37.0-6+b9', '1.37.0'],
  ['5.4.2+ds1-2+b2', '5.4.2'],
  ['1.7.24~ds1-6+deb13u1', '1.7.24'],
  ['2:1.24~2', '1.24'],
])('the upstream version of %s is %s', (version, upstream) => {
  expect(upstreamVersion(version)).toBe(upstream);
});

test.each([
  ['1.2', '1.2', []],
  ['1.2', '1.2.7', []],
  ['1.2', '1.20', ['absent is 1.20, but test/programs/pinned.ts has 1.2 of Debian 13']],
  ['newest', '156.0', []],
  ['any', '3', []],
])('with the pin %s the version %s has the problems %j', (version, installed, problems) => {
  expect(unexpectedVersions({ absent: { ...ABSENT.absent, version } }, { absent: installed })).toEqual(problems);
});

test('only a browser and tools have no pinned version', () => {
  const unpinned = Object.entries(TEST_PACKAGES).filter(([, { version }]) => !/^\d/.test(version)).map(([name]) => name);
  expect(unpinned).toEqual(['chromium', 'default-jdk-headless', 'fonts-dejavu-core', 'fonts-liberation', 'debootstrap', 'gcc', 'libc6-dev', 'libcap2-bin', 'passwd', 'uidmap', 'util-linux']);
});
