import { factsOf, SH, TestEntry, TestImage, TestLayer } from './support';

const PASSWD = 'root:x:0:0::/root:\nredis:x:999:1000::/home/redis:\nweb:x:33:33::/:\n';
const script = (...lines: readonly string[]) => ({ mode: 0o755, content: ['#!/bin/sh', ...lines, ''].join('\n') });

/** An image that starts a script. */
function image(lines: readonly string[], more: TestLayer = {}, config: TestImage['config'] = {}): TestImage {
  return {
    config: { Entrypoint: ['/start.sh'], Cmd: ['serve', '--all'], ...config },
    layers: [{ 'etc/passwd': PASSWD, 'etc/group': 'wheel:x:10:\nredis:x:1000:\n', 'bin/sh': SH, 'usr/bin/serve': SH, 'start.sh': script(...lines) }, more],
  };
}

test.each<[string, string, string, readonly string[]]>([
  ['gosu', 'gosu', 'redis', ['if [ "$(id -u)" = 0 ]; then', '  exec gosu redis "$0" "$@"', 'fi', 'exec "$@"']],
  ['su-exec with a group', 'su-exec', 'redis:wheel', ['exec su-exec redis:wheel "$@"']],
  ['setpriv', 'setpriv', 'redis', ['exec setpriv --reuid=redis --regid=redis --clear-groups -- "$0" "$@"']],
  ['the variable of bash for its script', 'gosu', 'redis', ['if [ "$(id -u)" = "0" ]; then exec gosu redis "$BASH_SOURCE" "$@"; fi', 'exec "$@"']],
  ['the user in a variable', 'gosu', 'redis', ['user="$(id -u)"', 'if [ "$user" -eq 0 ]; then exec gosu redis "$@"; fi', 'exec "$@"']],
  ['a case of its user', 'gosu', 'redis', ['case "$(id -u)" in 0) exec gosu redis "$@";; esac', 'exec "$@"']],
  ['the user by name', 'gosu', 'redis', ['if [ "$(whoami)" = root ]; then exec gosu redis "$@"; fi', 'exec "$@"']],
  ['a variable that a function has its own of', 'gosu', 'redis', ['user=redis', 'f() { local user=web; }', 'f', 'exec gosu "$user" "$@"']],
  ['a shell with the script', 'gosu', 'redis', ['exec sh /lib/leave.sh "$@"']],
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
  ['a helper that starts it', 'su-exec', 'redis', [
    'as_user() { if [ "$(id -u)" = 0 ]; then exec su-exec redis "$@"; else exec "$@"; fi; }', 'as_user serve "$@"',
  ]],
  ['a helper that evaluates its arguments', 'gosu', 'redis', ['run() { eval "exec $*"; }', 'run gosu redis "$@"']],
  ['the words after a helper for its checks, as pypiserver does', 'gosu', 'redis', [
    'run() { if [ "$(id -u)" -ne 0 ]; then eval "$@"; else gosu redis "$@"; fi; }',
    'if ! run test -r /data -a -x /data; then chown -R redis /data || true; run mkdir /data/packages; fi',
    'if [ "$(id -u)" -ne 0 ]; then exec serve "$@"; else exec gosu redis serve "$@"; fi',
  ]],
  ['a branch that starts nothing', 'gosu', 'redis', ['if [ -n "$CHOWN" ]; then chown redis /data; fi', 'exec gosu redis "$@"']],
])('leaves root by %s', async (_, by, user, lines) => {
  const facts = await factsOf(image(lines, { 'lib/leave.sh': script('exec gosu redis "$@"') }));
  expect(facts).toMatchObject({ uid: 0, leavesRoot: { with: by, uid: 999, gid: user.endsWith('wheel') ? 10 : 1000 }, home: '/home/redis' });
});

test.each<[string, readonly string[]]>([
  ['two users', ['[ -e /data ] || exec gosu redis a', 'exec gosu web b']],
  ['a user that no one knows', ['exec gosu "$WHO" "$@"']],
  ['a name that the image does not have', ['exec gosu nobody "$@"']],
  ['root', ['exec gosu root "$@"']],
  ['a helper only', ['su redis -c "redis-check"', 'exec "$@"']],
  ['a comment', ['# exec gosu redis', 'exec "$@"']],
  ['a variable of the environment', ['if [ -n "$PUID" ]; then exec gosu redis "$@"; fi', 'exec "$@"']],
  ['a file', ['if [ -f /etc/app.conf ]; then exec gosu redis "$@"; fi', 'exec "$@"']],
  ['the answer of a program', ['if grep -q x /proc/1/status; then exec gosu redis "$@"; fi', 'exec "$@"']],
  ['other arguments only', ['if [ "$1" = migrate ]; then exec gosu redis migrate; fi', 'exec serve "$@"']],
  ['a function that is not called', ['drop() { exec gosu redis "$@"; }', 'exec serve "$@"']],
  ['a function that is called for other arguments', ['as() { exec gosu redis "$@"; }', 'if [ "$1" = migrate ]; then as "$@"; fi', 'exec "$@"']],
  ['a helper that evaluates the content of a file', ['run() { eval "$@"; }', 'run $(cat /etc/before)', 'exec gosu redis "$@"']],
  ['a case of other arguments', ['case "$1" in console) shift; exec gosu redis bash "$@";; *) exec "$@";; esac']],
  ['after the program', ['exec serve "$@"', 'exec gosu redis "$@"']],
  ['in a shell of its own', ['(exec gosu redis migrate)', 'exec serve "$@"']],
  ['in a substitution', ['x=$(exec gosu redis id)', 'exec serve "$@"']],
  ['in a pipeline', ['exec gosu redis migrate | cat', 'exec serve "$@"']],
  ['in the background', ['exec gosu redis migrate &', 'exec serve "$@"']],
  ['at the end only', ['trap "exec gosu redis bye" EXIT', 'serve "$@"']],
  ['the program is not the last command', ['serve "$@"', 'exec gosu redis true']],
  ['without exec', ['gosu redis "$@"']],
  ['another id of the user', ['usermod -o -u "${PUID:-911}" redis', 'exec gosu redis "$@"']],
  ['another list of users', ['sed -i s/999/911/ /etc/passwd', 'exec gosu redis "$@"']],
  ['a line in the list of users', ['echo "redis:x:911:" > /etc/passwd', 'exec gosu redis "$@"']],
  ['a variable of the environment', ['exec gosu "$APP_USER" "$@"']],
  ['a variable of a function', ['f() { local user=redis; }', 'f', 'exec gosu "$user" "$@"']],
  ['a variable that a program answers', ['user=$(cat /user)', 'exec gosu "$user" "$@"']],
  ['a variable that is read', ['user=redis', 'read user < /user', 'exec gosu "$user" "$@"']],
  ['a loop that ends before', ['for user in web redis; do break; done', 'exec gosu "$user" "$@"']],
  ['a loop over arguments', ['while [ $# -gt 0 ]; do case "$1" in --root) exec serve;; esac; shift; done', 'exec gosu redis serve']],
  ['an unknown file that is read', ['. "$HOME/profile"', 'exec gosu redis "$@"']],
  ['what falls through', ['case "$1" in serve) true;& x) exec serve;; esac', 'exec gosu redis "$@"']],
  ['an end that may be a success', ['if [ -e /done ]; then exit; fi', 'exec gosu redis "$@"']],
  ['without end', ['f() { f "$@" "$@"; }', 'f "$@"', 'exec gosu redis "$@"']],
  ['a case of a variable', ['case "$MODE" in a) exec gosu redis "$@";; esac', 'exec "$@"']],
  ['sudo as that user', ['exec gosu redis sudo "$@"']],
  ['sudo by its path', ['exec gosu redis /usr/bin/sudo -E "$@"']],
  ['sudo behind a wrapper', ['exec su-exec redis tini -- env A=b sudo serve']],
  ['sudo in the script of su', ['exec su redis -c "exec sudo serve"']],
  ['sudo behind setpriv', ['exec setpriv --reuid=redis --clear-groups doas serve']],
  ['sudo as that user in the same script', ['if [ "$(id -u)" = 0 ]; then exec gosu redis "$0" "$@"; fi', 'exec sudo "$@"']],
  ['sudo as that user, without exec', ['if [ "$(id -u)" = 0 ]; then exec gosu redis "$0" "$@"; fi', 'sudo "$@"']],
  ['sudo in a shell as that user', ['exec gosu redis bash -c "sudo serve"']],
  ['sudo as an argument of a shell', ['exec gosu redis sh -c \'exec "$@"\' sh sudo serve']],
  ['a function of bash with the name of the program', ['function gosu { shift; "$@"; }', 'exec gosu redis "$@"']],
  ['a PATH that is declared', ['declare -x PATH=/opt/bin', 'exec gosu redis "$@"']],
  ['a function that is evaluated', ['eval "gosu() { :; }"', 'exec gosu redis "$@"']],
  ['a function with the name of the program', ['gosu() { shift; "$@"; }', 'exec gosu redis "$@"']],
  ['a function with the name of a builtin', ['exec() { shift 2; "$@"; }', 'exec gosu redis "$@"']],
  ['a function with a name that answers', ['id() { echo 0; }', 'if [ "$(id -u)" = 0 ]; then exec gosu redis "$@"; fi', 'exec "$@"']],
  ['an alias of the program', ['alias gosu="env"', 'exec gosu redis "$@"']],
  ['an alias of a builtin', ['alias exec="exec env --"', 'exec gosu redis "$@"']],
  ['a place for the program', ['hash -p /opt/gosu gosu', 'exec gosu redis "$@"']],
  ['a builtin that is switched off', ['enable -n exec', 'exec gosu redis "$@"']],
  ['another PATH', ['PATH=/opt/bin:$PATH', 'exec gosu redis "$@"']],
  ['another PATH that is exported', ['export PATH=/opt/bin', 'exec gosu redis "$@"']],
  ['another PATH of the command', ['PATH=/opt/bin exec gosu redis "$@"']],
  ['another PATH by env', ['exec env PATH=/opt/bin gosu redis "$@"']],
  ['another PATH that is read', ['read -r PATH < /path', 'exec gosu redis "$@"']],
  ['another PATH of a loop', ['for PATH in /opt/bin; do exec gosu redis "$@"; done']],
  ['setpriv that keeps the effective user', ['exec setpriv --ruid=999 "$@"']],
  ['setpriv that keeps the real user', ['exec setpriv --euid=999 --egid=1000 "$@"']],
  ['a program by a path in another directory', ['cd /opt', 'exec ./gosu redis "$@"']],
  ['a file that is read in another directory', ['cd /opt', '. ./leave.sh', 'exec gosu redis "$@"']],
  ['a link in the place of the program', ['ln -sf /usr/bin/env /usr/local/bin/gosu', 'exec gosu redis "$@"']],
  ['another program in the place of the program', ['cp /usr/bin/env /usr/local/bin/gosu', 'exec gosu redis "$@"']],
  ['a program that is written', ['echo "$GOSU" > /usr/local/bin/gosu', 'exec gosu redis "$@"']],
  ['other programs in the directory of the program', ['tar -xf /x.tar -C /usr/local/bin', 'exec gosu redis "$@"']],
  ['a file that bash reads first', ['export BASH_ENV=/opt/env', 'exec bash -c "exec gosu redis serve"']],
  ['a file that bash reads first, of the command', ['BASH_ENV=/opt/env exec bash -c "exec gosu redis serve"']],
  ['a file that bash reads first, by env', ['exec env BASH_ENV=/opt/env bash -c "exec gosu redis serve"']],
  ['the program in the background', ['serve "$@" &', 'exec gosu redis sleep infinity']],
  ['another program in the background', ['cron &', 'exec gosu redis "$@"']],
  ['a script in the background', ['(sleep 9; serve) &', 'exec gosu redis "$@"']],
  ['capabilities that setpriv keeps', ['exec setpriv --reuid=redis --regid=redis --init-groups --inh-caps=+all --ambient-caps=+all "$@"']],
  ['bits that setpriv keeps', ['exec setpriv --reuid=redis --regid=redis --clear-groups --securebits=+keep_caps "$@"']],
  ['capabilities that capsh keeps', ['exec capsh --keep=1 --user=redis --inh=all --addamb=all -- -c "serve"']],
  ['another name of PATH', ['declare -n other=PATH', 'other=/opt', 'exec gosu redis "$@"']],
  ['PATH in quotes', ['export P""ATH=/opt', 'exec gosu redis "$@"']],
  ['PATH as a number', ['let PATH=0', 'exec gosu redis "$@"']],
  ['a PATH that is changed in a function', ['f() { PATH=/opt/bin; }', 'f', 'exec gosu redis "$@"']],
])('does not certainly leave root: %s', async (_, lines) => expect(await factsOf(image(lines))).not.toHaveProperty('leavesRoot'));

// The values of variables are those of the image, unless a workload sets them.
test.each<[string, readonly string[], readonly string[], readonly string[]]>([
  ['ids in ENV', ['exec su-exec "$PUID:$PGID" env HOME="$HOME" "$@"'], ['PUID=999', 'PGID=1000', 'UNUSED=1'], ['PGID', 'PUID']],
  ['the start script of syncthing', [
    'if [ "$(id -u)" = 0 ] && [ "${PUID}" != "" ]; then', '  [ "$UMASK" = "" ] || umask "$UMASK"', '  chown "${PUID}:${PGID}" "$HOME" || true', '  exec su-exec "${PUID}:${PGID}" "$@"', 'else', '  exec "$@"', 'fi',
  ], ['PUID=999', 'PGID=1000', 'HOME=/var/syncthing'], ['PGID', 'PUID', 'UMASK']],
  ['a name in ENV', ['exec gosu "$APP_USER" "$@"'], ['APP_USER=redis'], ['APP_USER']],
  ['an empty variable in ENV', ['[ -z "${STAY+x}" ] && exec "$@"', 'exec gosu redis "$@"'], ['STAY='], ['STAY']],
  ['its else branch', ['if [ -n "$STAY" ]; then exec "$@"; else exec gosu redis "$@"; fi'], [], ['STAY']],
  ['a variable that decides before', ['if [ -n "$STAY" ]; then exec "$@"; fi', 'exec gosu redis "$@"'], [], ['STAY']],
  ['the root user and a variable', ['if [ "$(id -u)" = 0 ] && [ -z "$STAY" ]; then exec gosu redis "$@"; fi', 'exec "$@"'], [], ['STAY']],
  ['a variable with a default', ['PUID=${PUID:-999}', '[ "$PUID" = 0 ] || set -- gosu redis "$@"', 'exec "$@"'], [], ['PUID']],
  ['a variable of the environment with a default', ['NAME=${APP_USER:-redis}', 'exec gosu "$NAME" "$@"'], [], ['APP_USER', 'NAME']],
  ['a text that is evaluated', ['eval "$BEFORE"', 'exec gosu redis "$@"'], [], ['BEFORE']],
  ['an alias that no one knows', ['alias "$NAME"', 'exec gosu redis "$@"'], [], ['NAME']],
])('leaves root, if a workload does not set a variable: %s', async (_, lines, Env, variables) => {
  expect((await factsOf(image(lines, {}, { Env }))).leavesRoot).toMatchObject({ uid: 999, gid: 1000, variables });
});

test.each<[string, readonly string[], readonly string[]]>([
  ['a variable is root in ENV', ['exec gosu "$APP_USER" "$@"'], ['APP_USER=root']],
  ['the script tells empty from unset', ['[ -n "${STAY-x}" ] && exec "$@"', 'exec gosu redis "$@"'], []],
  ['bash asks whether a variable is set', ['[[ -v STAY ]] && exec "$@"', 'exec gosu redis "$@"'], []],
  ['the kubelet sets the variable for a Service', ['[ -z "$APP_PORT" ] || exec "$@"', 'exec gosu redis "$@"'], []],
  ['the kubelet sets the variable in every pod', ['[ -z "$KUBERNETES_SERVICE_HOST" ] || exec "$@"', 'exec gosu redis "$@"'], []],
  ['the runtime sets the variable', ['[ "$HOSTNAME" = "" ] || exec "$@"', 'exec gosu redis "$@"'], []],
  ['the script has set the variable for another script', ['export APP_USER=root', 'exec /other.sh "$@"'], ['APP_USER=redis']],
  ['it reads more variables than scripts do', [Array.from({ length: 65 }, (__, i) => `: "$A${i}"`).join('; '), '[ -z "$STAY" ] || exec "$@"', 'exec gosu redis "$@"'], []],
])('does not certainly leave root: %s', async (_, lines, Env) => {
  expect(await factsOf(image(lines, { 'other.sh': script('exec gosu "$APP_USER" "$@"') }, { Env }))).not.toHaveProperty('leavesRoot');
});

test('a command before the script that may set variables hides those of the image', async () => {
  const of = (Entrypoint: readonly string[]) => factsOf(image(['exec gosu "$APP_USER" "$@"'], {}, { Entrypoint, Env: ['APP_USER=redis'] }));
  expect(await of(['tini', '--', '/start.sh'])).toHaveProperty('leavesRoot');
  expect(await of(['env', 'APP_USER=root', '/start.sh'])).not.toHaveProperty('leavesRoot');
});

const LEAVE = 'exec gosu redis "$@"';

// What runs as root before is known to end, and to leave nothing behind that stays root.
test.each<readonly string[]>([
  ...['coproc serve', 'exec > >(tee -a /log) 2>&1', 'service cron start', '/etc/init.d/cron start', 'cron', 'nginx', 'setsid serve', 'nohup serve', 'tmux new -d serve', 'systemctl start x', 'env serve',
    'while true; do serve; done', 'serve | cat', 'x=$(serve)', 'cat <(serve)', '(serve)', '"$SERVE"', 'sh -c "serve & true"', 'sh -c serve', 'sh /opt/serve.sh', 'case $(serve) in a) ;; esac',
    'for f in $(serve); do :; done', '[[ $(serve) = a ]]', '{ true; } > >(serve)', '/opt/bin/mkdir /a', 'apt-get install -y gosu', 'npm install -g gosu', 'python3 -c pass', 'mount --bind /bin/env /usr/local/bin/gosu',
    'perl -pi -e s/a/b/ /usr/local/bin/gosu', 'gosu root serve', 'timeout 9 serve', 'find /opt -exec serve ";"', '(exec serve)',
    'awk \'BEGIN { system("serve") }\'', 'awk \'{ print | "serve" }\' /a', "sed '1e serve' /a", "sed 's/a/serve/e' /a", 'tar -xf /x --checkpoint-action=exec=serve', 'ip netns exec a serve', 'nc -l -p 80', 'tail -f /a',
    'split --filter=serve /a', 'mapfile -C serve a', 'chmod u+s /opt/serve', 'chmod 4755 /opt/serve', 'yes',
    'awk \'BEGIN { c = "serve"; print "x" | c }\'', 'gawk -l x 1', 'awk --file=/opt/x', 'tar -cf /x --use-compress-prog=serve /a', 'tar --checkpoint-act=exec=serve -cf /x /a', 'sort --compress-prog=serve /a',
    'split --filt=serve /a', 'ip -batch /opt/x', 'nc --exec serve a 1', 'nc --listen 80', 'openssl engine -pre SO_PATH:/opt/x', 'openssl enc -engine /opt/x.so', 'curl --engine /opt/x.so https://a', 'wget -b https://a',
    'wget -e use_askpass=serve https://a', 'sysctl -w kernel.core_pattern="|/opt/serve"', 'install -m 4755 /opt/a /opt/b', 'install --mode=u+s /opt/a /opt/b', 'chmod u=rwxs,g=rx /opt/a', 'chmod g+r,u+s /opt/a',
    'chmod --reference=/bin/su /opt/a'],
  ...['cp -a /rootfs/. /', 'tar -xf /x.tar -C /', 'tar -xf /x.tar --directory=/usr/local', 'truncate -s0 /usr/local/bin/gosu', 'cp -a /x/etc/. /etc/', 'cp /x/* /etc',
    'sort -o /usr/local/bin/gosu /x', 'sort /x --output=/usr/local/bin/gosu', 'xxd -r /x /usr/local/bin/gosu', 'openssl enc -d -in /x -out /usr/local/bin/gosu', 'find /x -fprintf /usr/local/bin/gosu "%p"',
    'gzip -df /usr/local/bin/gosu.gz', 'xz -d /usr/local/bin/gosu.xz', 'zstd -d /x -o /usr/local/bin/gosu', 'shuf /x -o /usr/local/bin/gosu', 'uniq /x /usr/local/bin/gosu', 'iconv /x -o /usr/local/bin/gosu',
    'yq -i . /usr/local/bin/gosu', 'find /usr/local/bin -name "gos?" -delete', 'echo /x.so > /etc/ld.so.preload', 'cp /x /lib/x86_64-linux-gnu/libc.so.6', 'echo "redis ALL=NOPASSWD:ALL" > /etc/sudoers.d/a',
    'echo x > /etc/nsswitch.conf', 'cd /etc; sed -i s/999/0/ passwd', 'cd /etc && cp /x passwd', 'cd /etc; echo redis:x:0:0:: > passwd', 'cp /tmp/passwd /etc'],
  ...['trap "exec serve" DEBUG', 'trap "exec serve" ERR', 'trap "serve" EXIT', 'trap "serve & true" TERM', 'trap "true" SIGDEBUG', 'trap "true" debug', 'trap "user=root" ERR', 'trap "user=root" return', 'set -n', 'set -o noexec', 'shopt -s execfail', 'shopt -s expand_aliases'],
  ...['x=PATH; export "$x=/opt"', 'x=PATH; declare "$x=/opt"', 'x=PATH; read "$x"', 'x=PATH; printf -v "$x" /opt', 'printf -vPATH /opt', 'x=PATH=/opt; export $x', 'export "$(cat /name)=/opt"', '((PATH=1))', ': $((PATH=1))',
    'exec {PATH}>/x', 'read "PATH[0]"', 'printf -v "PATH[0]" /opt', 'wait -n -p PATH', 'BASH_ALIASES[gosu]=env', 'BASH_CMDS[gosu]=/bin/env', 'command_not_found_handle() { :; }'],
].map((line) => [line]))('does not certainly leave root after %s', async (line) => expect(await factsOf(image([line, LEAVE]))).not.toHaveProperty('leavesRoot'));

test.each<readonly [string]>([
  [': $((user=0))'], ['a[user=0]=1'], ['exec {user}>/dev/null'], ['f() { declare -g user=root; }; f'], ['printf -v user root'], ['printf -vuser root'], ['x=user; export "$x=root"'], ['IFS=e'],
])('does not certainly leave root for a user in a variable after %s', async (line) => {
  expect(await factsOf(image(['user=redis', line, 'exec gosu $user "$@"']))).not.toHaveProperty('leavesRoot');
});

test.each<readonly [string]>([
  ['exec chroot /other gosu redis "$@"'], ['exec env -iPATH=/opt gosu redis "$@"'], ['exec gosu redis ksu -e serve'], ['exec gosu redis sh -c "echo serve | sudo sh"'], ['exec gosu redis sh -c "x=$(sudo serve)"'],
])('does not certainly leave root by %s', async (line) => expect(await factsOf(image([line]))).not.toHaveProperty('leavesRoot'));

test.each<readonly string[]>([
  ['file() { local name="$1"; export "$name"="$(cat "/run/$name")"; unset "${name}_FILE"; }; file PASSWORD'], ['gosu redis migrate'], ['echo a | sed s/a/b/ > /run/a'], ['mkdir -p "$DATA" || true'], ['trap - TERM'], ['trap "echo bye" EXIT'],
  ['shopt -s nullglob extglob'], ['while read -r line; do echo "$line"; done < <(find /data)'], ['IFS=, read -r a b < /a'], ['command -v serve >/dev/null'], ['sh -c "chown redis /data"'], ['/usr/bin/env mkdir /a'],
  ["sed -i -e 's/a/the/' -e '/b/d' -e 's#/e#/be#g' /etc/app.conf"], ["awk -F: '$1 == a { print $2 }' /etc/app.conf"], ['chmod 3775 /data'], ['chmod g+rwX /data'], ['tar -xzf /a.tgz -C /data'],
  ['sed -i "s/a/b/" /etc/app.conf'], ['cp -a /defaults/. /config/'], ['cp /defaults/app.conf /etc/'], [': "${DATA:=/data}"'], ['i=$((i + 1))'], ['sudo -u web true'],
  ['trap "echo failed; exit 1" ERR'], ['find /data -type f -newer /a'], ['sort -u /a > /run/b'], ['gunzip /data/a.gz'], ['openssl rand -out /data/key 32'], ['install -m 0755 -o redis -d /data'], ['chmod u=rwx,go= /data'],
  ['getent passwd redis'], ["awk '{ print $1 || $2 }' /a"], ['nc -z db 5432'], ['sysctl -w net.core.somaxconn=1024'], ['tar -cf /data/a.tar --checkpoint=9 /a'], ['wget -qO /data/a https://a'],
])('leaves root after %s', async (line) => expect(await factsOf(image([line, LEAVE]))).toMatchObject({ leavesRoot: { uid: 999 } }));

test.each([
  ['a relative PATH', 'PATH=.:/usr/bin'],
  ['an empty directory in the PATH', 'PATH=/usr/bin::/bin'],
  ['a file that bash reads first', 'BASH_ENV=/opt/env'],
  ['a function', 'BASH_FUNC_gosu%%=() { shift; "$@"; }'],
])('does not certainly leave root with %s in the environment of the image', async (_, variable) => {
  expect(await factsOf(image(['exec gosu redis "$@"'], {}, { Env: [variable], WorkingDir: '/opt' }))).not.toHaveProperty('leavesRoot');
});

test.each([
  ['#!/usr/bin/env sh', true],
  ['#!/usr/bin/env -S sh -e', true],
  ['#!/usr/bin/env -S PATH=/opt sh', false],
  ['#!/usr/bin/env -S -C /opt sh', false],
])('the first line of a script may change its environment: %s', async (first, leaves) => {
  const facts = await factsOf(image([], { 'start.sh': { mode: 0o755, content: `${first}\nexec gosu redis "$@"\n` } }));
  expect(facts.leavesRoot !== undefined).toBe(leaves);
});

test('a script with the name of the program leaves root only if it does', async () => {
  const named = (...lines: readonly string[]) => factsOf(image(['exec gosu redis "$@"'], { 'usr/bin/gosu': script(...lines) }));
  expect(await named('shift', 'exec "$@"')).not.toHaveProperty('leavesRoot');
  expect(await named('exec su-exec "$@"')).toMatchObject({ leavesRoot: { with: 'su-exec', uid: 999 } });
});

test('a script that switches in many ways is followed in some of them only', async () => {
  const lines = Array.from({ length: 300 }, (_, index) => `[ -e /${index} ] || exec gosu redis "$0" ${index}`);
  expect(await factsOf(image([...lines, 'exec gosu redis "$@"']))).not.toHaveProperty('leavesRoot');
  const same = Array.from({ length: 50 }, (_, index) => `[ -e /${index} ] || exec gosu redis serve`);
  expect(await factsOf(image([...same, 'exec gosu redis serve']))).toMatchObject({ leavesRoot: { uid: 999 } });
});

test.each<[string, readonly string[]]>([
  ['more directories at the end of the PATH', ['PATH="$PATH:/opt/bin"', 'PATH+=:/opt/more', 'exec gosu redis "$@"']],
  ['another PATH, and the program by its own', ['PATH=/opt/bin:$PATH', 'exec /usr/local/bin/gosu redis "$@"']],
  ['setpriv with both users', ['exec setpriv --ruid=999 --euid=999 "$@"']],
  ['files that are copied elsewhere', ['cp -n /usr/share/app.conf /etc/app.conf', 'ln -sf /dev/stdout /var/log/app.log', 'exec gosu redis "$@"']],
  ['a redirection before the command', ['2>/dev/null mkdir /run/redis', 'exec gosu redis "$@"']],
  ['another directory', ['cd /data', 'exec gosu redis ./serve']],
  ['functions and aliases of other names', ['log() { echo "$*"; }', 'alias ll="ls -l"', 'log start', 'exec gosu redis "$@"']],
  ['sudo for something else', ['if [ "$(id -u)" = 0 ]; then sudo -u web true; exec gosu redis "$0" "$@"; fi', 'exec "$@"']],
])('leaves root in spite of %s', async (_, lines) => expect(await factsOf(image(lines))).toMatchObject({ leavesRoot: { uid: 999 } }));

const GUARD = 'if [ "$(id -u)" = 0 ]; then exec gosu redis "$0" "$@"; fi';

test.each<[string, readonly string[], 'fails' | 'unknown' | undefined]>([
  ['a guard', [GUARD, 'exec "$@"'], undefined],
  ['a guard around all that only root may do', ['set -e', 'if [ "$(id -u)" = 0 ]; then chown -R redis /data; exec gosu redis "$0" "$@"; fi', 'exec "$@"'], undefined],
  ['a guard in a function', ['main() { if [ "$(id -u)" = "0" ]; then chown redis .; exec gosu redis "$BASH_SOURCE" "$@"; fi; exec "$@"; }', 'main "$@"'], undefined],
  ['set after a guard', ['if [ "$(id -u)" = 0 ]; then set -- su-exec redis "$@"; fi', 'exec "$@"'], undefined],
  ['chown whose failure does not matter', ['set -e', 'chown redis /data || true', GUARD, 'exec "$@"'], undefined],
  ['chown without set -e', ['chown redis /data', GUARD, 'exec "$@"'], undefined],
  ['no guard', ['set -e', 'exec gosu redis "$@"'], 'fails'],
  ['no guard, after chown', ['set -e', 'chown -R redis /data', 'exec setpriv --reuid=redis --clear-groups -- "$@"'], 'fails'],
  ['a script that refuses other users', ['if [ "$(id -u)" != 0 ]; then echo root only; exit 1; fi', 'exec gosu redis "$@"'], 'fails'],
  ['chown under set -e', ['set -e', 'chown redis /data', GUARD, 'exec "$@"'], 'unknown'],
  ['chown of what find finds', ['set -e', 'find /data -exec chown redis {} +', GUARD, 'exec "$@"'], 'unknown'],
  ['another command of the user', ['gosu redis migrate', GUARD, 'exec "$@"'], 'unknown'],
])('a start as the user itself: %s', async (_, lines, asUser) => {
  const { leavesRoot } = await factsOf(image(lines));
  expect(leavesRoot).toMatchObject({ uid: 999 });
  expect(leavesRoot!.asUser).toBe(asUser);
});

test('a set -e in the first line counts', async () => {
  const lines = ['chown redis /data', GUARD, 'exec "$@"'].join('\n');
  expect(await factsOf(image([], { 'start.sh': { mode: 0o755, content: `#!/bin/sh -e\n${lines}\n` } }))).toMatchObject({ leavesRoot: { asUser: 'unknown' } });
});

test('other arguments may lead to other users', async () => {
  const ofServe = image(['if [ "$1" = serve ]; then exec gosu redis "$@"; fi', 'exec "$@"']);
  expect((await factsOf(ofServe)).leavesRoot).toMatchObject({ uid: 999, otherArgs: 'unknown' });
  expect((await factsOf(image([GUARD, 'exec "$@"']))).leavesRoot).toEqual({ with: 'gosu', uid: 999, gid: 1000 });
  expect((await factsOf(image([GUARD, 'exec "$@"'], {}, { Entrypoint: [], Cmd: ['/start.sh'] }))).leavesRoot).toMatchObject({ otherArgs: 'unknown' });
});

test('the ENTRYPOINT itself can leave root, directly and by a shell', async () => {
  for (const Entrypoint of [['gosu', 'redis'], ['/bin/sh', '-c', 'exec gosu redis serve'], ['tini', '--', '/start.sh']]) {
    expect(await factsOf(image(['exec gosu redis "$@"'], {}, { Entrypoint }))).toMatchObject({ leavesRoot: { uid: 999 } });
  }
});

test('a user that is not root has nothing to leave', async () => {
  expect(await factsOf(image(['exec gosu redis "$@"'], {}, { User: '33' }))).not.toHaveProperty('leavesRoot');
});

test('scripts that run each other without end lead to no user', async () => {
  for (const lines of [['. /other.sh', 'exec /start.sh "$@" "$@" "$@"'], ['exec /start.sh "$@" "$@"'], ['while true; do eval "f() { f; }; f"; done']]) {
    expect(await factsOf(image(lines, { 'other.sh': script('. /start.sh', 'exec gosu redis x') }))).not.toHaveProperty('leavesRoot');
  }
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

test('the program, what runs it, and the directories that not everyone may pass', async () => {
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

/** A program with NET_BIND_SERVICE in its file. */
const capable: TestEntry = (() => {
  const capability = Buffer.alloc(20);
  capability.writeUInt32LE(0x02000001, 0);
  capability.writeUInt32LE(2 ** 10, 4);
  return { mode: 0o755, content: 'x', pax: { 'SCHILY.xattr.security.capability': capability } };
})();

test('setuid programs, file capabilities, and no shell', async () => {
  const layers = [{ su: { mode: 0o4755, content: 'x' }, not: { mode: 0o755, content: 'x' }, coredns: capable }];
  const facts = await factsOf({ config: { Entrypoint: ['/coredns'] }, layers }, {}, ['/coredns', '/bin/sh', '/su']);
  expect(facts).toMatchObject({ setuid: ['/su'], capabilities: { '/coredns': ['NET_BIND_SERVICE'] }, starts: ['/coredns'], shells: [], lacks: ['/bin/sh'] });
});

test.each<[string, readonly string[], readonly string[] | undefined]>([
  ['that replaces the script', ['exec turnserver "$@"'], ['/usr/bin/turnserver']],
  ['that the script puts before its arguments, as coturn does', ['if [ "${1:0:1}" == "-" ]; then', '  set -- turnserver "$@"', 'fi', 'exec $(eval "echo $@")'], ['/usr/bin/turnserver']],
  ['after a change of the user', ['exec gosu redis turnserver "$@"'], ['/usr/bin/turnserver']],
  ['that the script only asks', ['turnserver --version', 'exec serve "$@"'], undefined],
])('a program with capabilities %s', async (_, lines, starts) => {
  expect((await factsOf(image(lines, { 'usr/bin/turnserver': capable }))).starts).toEqual(starts);
});

test.each([
  ['--reuid=redis --clear-groups', 0],
  ['--reuid=redis --init-groups', 0],
  ['--reuid=redis --regid=0 --groups=0', 0],
  ['--reuid=redis --regid=redis --init-groups', 1000],
  ['--ruid=redis --euid=redis --rgid=redis --egid=redis --clear-groups', 1000],
])('setpriv changes only the ids that it names: %s', async (options, gid) => {
  expect(await factsOf(image([`exec setpriv ${options} "$@"`]))).toMatchObject({ leavesRoot: { uid: 999, gid } });
});

test('setpriv without its own capabilities leaves root', async () => {
  expect(await factsOf(image(['exec setpriv --reuid=redis --regid=redis --init-groups --inh-caps=-all --ambient-caps=-all "$@"']))).toMatchObject({ leavesRoot: { uid: 999 } });
});

test('a start script that cannot be read is not known to leave root, or to make directories', async () => {
  const end = ['mkdir /data', 'exec gosu redis "$@"'];
  expect(await factsOf(image(end))).toMatchObject({ leavesRoot: { uid: 999 } });
  for (const hostile of [': <<a '.repeat(2000), 'a "$('.repeat(20), 'eval '.repeat(30), 'a()'.repeat(10_000)]) {
    const facts = await factsOf(image([hostile, ...end]));
    expect(facts).toMatchObject({ program: { path: '/start.sh' } });
    expect(facts).not.toHaveProperty('leavesRoot');
  }
});
