import { factsOf, SH, TestImage, TestLayer } from './support';

const PASSWD = 'root:x:0:0::/root:\nredis:x:999:1000::/home/redis:\nweb:x:33:33::/:\n';
const script = (...lines: readonly string[]) => ({ mode: 0o755, content: ['#!/bin/sh', ...lines, ''].join('\n') });

/** An image that starts a script. */
function image(lines: readonly string[], more: TestLayer = {}, config: TestImage['config'] = {}): TestImage {
  return {
    config: { Entrypoint: ['/start.sh'], Cmd: ['serve', '--all'], ...config },
    layers: [{ 'etc/passwd': PASSWD, 'etc/group': 'wheel:x:10:\n', 'bin/sh': SH, 'usr/bin/serve': SH, 'start.sh': script(...lines) }, more],
  };
}

test.each<[string, string, string, readonly string[]]>([
  ['gosu', 'gosu', 'redis', ['if [ "$(id -u)" = 0 ]; then', '  exec gosu redis "$0" "$@"', 'fi', 'exec "$@"']],
  ['su-exec with a group', 'su-exec', 'redis:wheel', ['exec su-exec redis:wheel "$@"']],
  ['setpriv', 'setpriv', 'redis', ['exec setpriv --reuid=redis --regid=redis --clear-groups -- "$0" "$@"']],
  ['su', 'su', 'redis', ['exec su -s /bin/sh redis -c "serve"']],
  ['chroot', 'chroot', 'redis', ['exec chroot --userspec=redis / serve']],
  ['runuser', 'runuser', 'redis', ['exec runuser -u redis -- "$@"']],
  ['a number', 'gosu', '999', ['exec gosu 999 "$@"']],
  ['a variable of the script', 'gosu', 'redis', ['USER_NAME=redis', 'exec gosu "$USER_NAME" "$@"']],
  ['a wrapper', 'gosu', 'redis', ['exec tini -- gosu redis "$@"']],
  ['set, as Vault and Consul do', 'su-exec', 'redis', ['set -- su-exec redis "$@"', 'exec "$@"']],
  ['twice the same', 'gosu', 'redis', ['case "$1" in a) exec gosu redis a;; *) exec gosu redis "$@";; esac']],
  ['a file that is read', 'gosu', 'redis', ['. /lib/leave.sh']],
  ['a script that it starts', 'gosu', 'redis', ['exec /lib/leave.sh "$@"']],
  ['its arguments and its user', 'gosu', 'redis', ['first="$1"', 'if [[ "$first" == serve* ]] && [ "$(id -u)" = 0 ]; then exec gosu redis "$@"; fi', 'exec "$@"']],
  ['the variable of its user', 'gosu', 'redis', ['[ "$EUID" -ne 0 ] || exec gosu redis "$@"', 'exec "$@"']],
  ['a function of its own', 'gosu', 'redis', [
    'wants_help() { case "$1" in --help) return 0;; esac; return 1; }',
    'if [ "$1" = serve ] && ! wants_help "$@"; then if [ "$(id -u)" = 0 ]; then exec gosu redis "$0" "$@"; fi; fi', 'exec "$@"',
  ]],
  ['a branch that starts nothing', 'gosu', 'redis', ['if [ -n "$CHOWN" ]; then chown redis /data; fi', 'exec gosu redis "$@"']],
])('leaves root by %s', async (_, by, user, lines) => {
  const facts = await factsOf(image(lines, { 'lib/leave.sh': script('exec gosu redis "$@"') }));
  expect(facts).toMatchObject({ uid: 0, leavesRoot: { with: by, uid: 999, gid: user.endsWith('wheel') ? 10 : 1000 }, home: '/home/redis' });
});

test.each<[string, readonly string[]]>([
  ['two users', ['exec gosu redis a', 'exec gosu web b']],
  ['a user that nobody knows', ['exec gosu "$WHO" "$@"']],
  ['a name that the image does not have', ['exec gosu nobody "$@"']],
  ['root', ['exec gosu root "$@"']],
  ['a helper only', ['su redis -c "redis-check"', 'exec "$@"']],
  ['a comment', ['# exec gosu redis', 'exec "$@"']],
  ['a variable of the environment', ['if [ -n "$PUID" ]; then exec gosu redis "$@"; fi', 'exec "$@"']],
  ['its else branch', ['if [ -n "$STAY" ]; then exec "$@"; else exec gosu redis "$@"; fi']],
  ['a variable that decides before', ['if [ -n "$STAY" ]; then exec "$@"; fi', 'exec gosu redis "$@"']],
  ['the root user and a variable', ['if [ "$(id -u)" = 0 ] && [ -z "$STAY" ]; then exec gosu redis "$@"; fi', 'exec "$@"']],
  ['a variable with a default', ['PUID=${PUID:-999}', '[ "$PUID" = 0 ] || set -- gosu redis "$@"', 'exec "$@"']],
  ['a file', ['if [ -f /etc/app.conf ]; then exec gosu redis "$@"; fi', 'exec "$@"']],
  ['the answer of a program', ['if grep -q x /proc/1/status; then exec gosu redis "$@"; fi', 'exec "$@"']],
  ['a case of a variable', ['case "$MODE" in a) exec gosu redis "$@";; esac', 'exec "$@"']],
])('does not certainly leave root: %s', async (_, lines) => expect(await factsOf(image(lines))).not.toHaveProperty('leavesRoot'));

test('the ENTRYPOINT itself can leave root, directly and by a shell', async () => {
  for (const Entrypoint of [['gosu', 'redis'], ['/bin/sh', '-c', 'exec gosu redis serve'], ['tini', '--', '/start.sh']]) {
    expect(await factsOf(image(['exec gosu redis "$@"'], {}, { Entrypoint }))).toMatchObject({ leavesRoot: { uid: 999 } });
  }
});

test('a user that is not root has nothing to leave', async () => {
  expect(await factsOf(image(['exec gosu redis "$@"'], {}, { User: '33' }))).not.toHaveProperty('leavesRoot');
});

test('scripts that run each other without end are read once', async () => {
  expect(await factsOf(image(['exec /start.sh "$@" "$@" "$@"', '. /other.sh'], { 'other.sh': script('. /start.sh', 'exec gosu redis x') }))).toMatchObject({ leavesRoot: { uid: 999 } });
});

test('directories that scripts make, with variables of the image', async () => {
  const facts = await factsOf(image([
    'mkdir -p /run/app "$DATA/log" -m 700 relative "$UNKNOWN/x" /run/$$', 'install -d -o redis /var/lib/app', 'install -m 644 a /etc/a', 'exec "$@"',
  ], { 'data/log/': { uid: 33 } }, { Env: ['DATA=/data'] }));
  expect(facts.directories).toEqual(expect.arrayContaining([
    { path: '/data/log', reasons: ['script'], found: { uid: 33, gid: 0, mode: 0o755, has: 'nothing' } }, { path: '/run/app', reasons: ['script'] },
    { path: '/var/lib/app', reasons: ['script'] },
  ]));
  expect(facts.directories!.filter(({ reasons }) => reasons.includes('script'))).toHaveLength(3);
});

test('the program, what runs it, and the directories that not everybody may pass', async () => {
  const layers = [{
    'bin/sh': SH,
    'bin/bash': SH,
    'bin/dash': { mode: 0o644, content: '' },
    'srv/': { mode: 0o750, uid: 5, gid: 6 },
    'srv/app/run': { mode: 0o500, uid: 5, content: '#!/usr/bin/env -S bash -e\n' },
    'usr/local/bin/run': { type: 'SymbolicLink' as const, to: '/srv/app/run' },
  }];
  expect(await factsOf({ config: { Entrypoint: ['run'] }, layers })).toMatchObject({
    program: { path: '/srv/app/run', uid: 5, gid: 0, mode: 0o500, behind: [{ path: '/srv', uid: 5, gid: 6, mode: 0o750 }], interpreter: 'bash' },
    shells: ['/bin/sh', '/bin/bash'],
  });
  expect((await factsOf({ config: { Cmd: ['app/run'], WorkingDir: '/srv' }, layers })).program!.path).toBe('/srv/app/run');
  expect(await factsOf({ config: { Cmd: ['missing'] }, layers })).not.toHaveProperty('program');
});

test('setuid programs, file capabilities, and no shell', async () => {
  const capability = Buffer.alloc(20);
  capability.writeUInt32LE(0x02000001, 0);
  capability.writeUInt32LE(2 ** 10, 4);
  const layers = [{ su: { mode: 0o4755, content: 'x' }, not: { mode: 0o755, content: 'x' }, coredns: { mode: 0o755, content: 'x', pax: { 'SCHILY.xattr.security.capability': capability } } }];
  const facts = await factsOf({ config: { Entrypoint: ['/coredns'] }, layers }, {}, ['/coredns', '/bin/sh', '/su']);
  expect(facts).toMatchObject({ setuid: ['/su'], capabilities: { '/coredns': ['NET_BIND_SERVICE'] }, shells: [], lacks: ['/bin/sh'] });
});
