import { isPinnedRelease, Machine, mirrorsOf, prepareMachine, rootFolder } from './debian-root';
import { onPosix } from '../../support/systems';

const MACHINE: Machine = { osRelease: 'ID=debian\nVERSION_ID="12"\n', isRoot: true, has: () => true, install: () => undefined };

test.each<[string, boolean]>([
  ['ID=debian\nVERSION_ID="13"\n', true],
  ['PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nVERSION_ID=13\nID="debian"\n', true],
  ['ID=debian\nVERSION_ID="12"\n', false],
  ['ID=ubuntu\nID_LIKE=debian\nVERSION_ID="13"\n', false],
  ['', false],
])('a machine with %j is of the pinned release: %s', (osRelease, expected) => {
  expect(isPinnedRelease({ ...MACHINE, osRelease })).toBe(expected);
});

test('a root needs the root user and programs, and the error names what is missing', () => {
  expect(() => prepareMachine(MACHINE)).not.toThrow();
  expect(() => prepareMachine({ ...MACHINE, isRoot: false })).toThrow('as the root user. Run this as root, or on a Debian 13 machine.');
  expect(() => prepareMachine({ ...MACHINE, has: (program) => !['debootstrap', 'unshare', 'pivot_root'].includes(program) }))
    .toThrow('Not installed: debootstrap, util-linux. They make a Debian 13 root. On Debian, run as root: apt-get install -y debootstrap util-linux');
});

test('missing programs are installed where apt-get can', () => {
  const installed: string[] = [];
  const machine = { ...MACHINE, has: (program: string) => program !== 'debootstrap' || installed.includes('debootstrap') };
  prepareMachine({ ...machine, install: (packages) => installed.push(...packages) });
  expect(installed).toEqual(['debootstrap']);
});

onPosix('the folder of a root depends on its packages, not on their order, and is outside of the checkout', () => {
  const folder = rootFolder(['a', 'b'], { HOME: '/home/u' });
  expect(folder).toMatch(/^\/home\/u\/\.cache\/cdk8s-hardened\/debian-13-[0-9a-f]{16}$/);
  expect(rootFolder(['b', 'a'], { HOME: '/home/u' })).toBe(folder);
  expect(rootFolder(['a', 'c'], { HOME: '/home/u' })).not.toBe(folder);
  expect(rootFolder(['a', 'b'], { HOME: '/home/u', XDG_CACHE_HOME: '/cache' })).toMatch(/^\/cache\/cdk8s-hardened\//);
});

test.each([
  ['deb http://mirror.example/debian/ bookworm main\n', 'http://mirror.example/debian', 'http://deb.debian.org/debian-security'],
  ['deb [arch=amd64 signed-by=/k.gpg] https://m.example/debian bookworm main\ndeb https://m.example/debian-security bookworm-security main\n', 'https://m.example/debian', 'https://m.example/debian-security'],
  ['Types: deb\nURIs: http://a.example/debian\nSuites: bookworm\n\nTypes: deb\nURIs: http://a.example/debian-security\n', 'http://a.example/debian', 'http://a.example/debian-security'],
  ['deb https://packages.example.com/apt sdk main\n', 'http://deb.debian.org/debian', 'http://deb.debian.org/debian-security'],
])('of the sources %j the mirrors are %s and %s', (sources, mirror, security) => {
  expect(mirrorsOf(sources)).toEqual({ mirror, security });
});
