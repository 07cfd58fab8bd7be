import { onlyWaits, staysIn } from '../../../src/formats/shell/unprivileged';

const sh = (script: string) => ['sh', '-c', script];

test.each<[string, string[]]>([
  ['a port', sh('until nc -z db 5432; do echo waiting; sleep 2; done')],
  ['a port, with a limit', ['timeout', '60', 'sh', '-c', 'while ! nc -zv -w 1 db 5432 >/dev/null 2>&1; do sleep 1; done']],
  ['a name', ['/bin/sh', '-ec', 'until nslookup redis.default.svc.cluster.local; do echo "waiting for redis"; sleep 2; done;']],
  ['an address, by wget', sh('until wget --spider -q -T 5 http://api/health; do sleep 1; done')],
  ['an answer, by wget', sh('while [ "$(wget -qO- http://api/health | grep -c ok)" -lt 1 ]; do sleep 1; done')],
  ['an answer, by curl', ['sh', '-c', 'while [ $(curl -m 1 -sk -o /dev/null -w "%{http_code}" https://hook:9502/v1/healthz) != "200" ]; do echo waiting; sleep 2; done']],
  ['a number of times', sh('for i in $(seq 1 30); do nc -z db 5432 && exit 0; i=$((i+1)); sleep 1; done; exit 1')],
  ['PostgreSQL', sh('set -e\nuntil pg_isready -h db -U app; do\n  sleep 1 # again\ndone')],
  ['a device of bash', ['bash', '-c', 'until (echo > /dev/tcp/db/5432) >/dev/null 2>&1; do sleep 1; done']],
  ['nothing, without a shell', ['sleep', 'infinity']],
  ['busybox by its own name', ['busybox', 'nc', '-z', 'db', '1']],
])('what waits for %s only waits', (_, words) => expect(onlyWaits(words)).toBe(true));

test.each<[string, string[]]>([
  ['writes a file', sh('until nc -z db 5432; do sleep 1; done; echo ok > /shared/ready')],
  ['writes where wget puts it', ['wget', 'web:80']],
  ['writes where wget is told to', sh('wget -q -O /data/list http://a/b')],
  ['writes where curl is told to', sh('curl -sSLo /data/list http://a/b')],
  ['writes the name that curl finds', sh('curl -sSLO http://a/b')],
  ['writes cookies', sh('curl -c /tmp/jar http://a/b')],
  ['changes an owner', sh('chown -R 999:999 /data')],
  ['changes the kernel', ['sysctl', '-w', 'vm.max_map_count=262144']],
  ['copies', sh('nc -z db 1 && cp /a /b')],
  ['changes an owner in a substitution', sh('echo $(chown 1 /data)')],
  ['changes an owner in a condition', sh('if ! nc -z db 1; then chown 1 /data; fi')],
  ['changes an owner in a shell in a shell', sh('sh -c "sleep 1; chown 1 /data"')],
  ['runs a script of its own', ['sh', '/scripts/wait.sh']],
  ['runs a text that is made up', sh('$SCRIPT')],
  ['runs a text that is made up, by a shell', sh('sh -c "$SCRIPT"; eval "$SCRIPT"')],
  ['runs what is read', ['sh', '-s']],
  ['defines a function', sh('f() { chown 1 /data; }; f')],
  ['reads a file', sh('read line < /secret/password; nc -z db 1')],
  ['searches in a file', sh('grep -q ready /var/log/app.log')],
  ['listens', ['nc', '-l', '-p', '80']],
  ['runs a program for each connection', ['nc', '-lk', '-e', 'cat']],
  ['pings, which needs a capability', sh('until ping -c1 db; do sleep 1; done')],
  ['installs', sh('apk add curl && curl http://a')],
  ['installs busybox', ['busybox', '--install', '-s', '/bin']],
  ['appends to a file in a loop', sh('while true; do date >> /data/log; sleep 1; done')],
  ['traps a signal with a command', sh('trap "rm /data/x" EXIT; sleep 1')],
  ['does nothing', []],
])('what %s does more than wait', (_, words) => expect(onlyWaits(words)).toBe(false));

const isWithin = (path: string) => /^\/(?:conf|defaults)(?:\/|$)/.test(path);

test.each<[string, string[]]>([
  ['copies', sh('cp -r /defaults/. /conf && echo "password $(cat /conf/password)" >> /conf/redis.conf')],
  ['makes directories', sh('mkdir -p /conf/a /conf/b; touch /conf/a/x; ls -la /conf; rm -rf /conf/b')],
  ['waits', sh('sleep 1')],
])('what %s in some directories stays in them', (_, words) => expect(staysIn(words, isWithin)).toBe(true));

test.each<[string, string[]]>([
  ['copies from elsewhere', sh('cp /etc/passwd /conf')],
  ['copies to elsewhere', sh('cp /conf/a /etc')],
  ['writes elsewhere', sh('echo a > /etc/a')],
  ['writes where the shell is', sh('cat /conf/a > a')],
  ['copies from a variable', sh('cp $A /conf')],
  ['names a directory in an option', sh('cp --target-directory=/etc /conf/a')],
  ['changes an owner', sh('chown 1 /conf')],
  ['changes a mode', sh('chmod 700 /conf')],
])('what %s does not stay in these directories', (_, words) => expect(staysIn(words, isWithin)).toBe(false));
