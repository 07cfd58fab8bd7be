import { foundBehindFrom } from './found';
import { dockerfileStartRoot } from '../../../../src/policy/controls/dockerfile/dockerfile-start-root';

test.each([
  ['gosu root app', 'gosu root app'], ['["gosu", "0", "app"]', 'gosu 0 app'], ['["/usr/sbin/su-exec", "root:root", "app"]', '/usr/sbin/su-exec root:root app'],
  ['["setpriv", "--reuid=0", "--clear-groups", "app"]', 'setpriv 0:0 app'], ['["setpriv", "--regid", "7", "--euid", "root", "app"]', 'setpriv root:7 app'],
  ['["chroot", "--userspec=0:0", "/", "app"]', 'chroot 0:0 app'], ['["su", "-c", "app"]', 'su root app'], ['["su", "-", "root", "-c", "app"]', 'su root app'],
  ['["runuser", "-u", "root", "--", "app"]', 'runuser root app'], ['["runuser", "root"]', 'runuser root root'], ['["s6-setuidgid", "root", "app"]', 's6-setuidgid root app'],
  ['["doas", "app"]', 'doas root app'], ['["chpst", "-u", "root", "app"]', 'chpst root app'], ['["start-stop-daemon", "--start", "--chuid", "root", "--exec", "/app"]', undefined],
  ['exec gosu root app --password hidden', 'gosu root app'], ['["sh", "-c", "exec gosu root app"]', 'gosu root app'], ['["tini", "--", "app"]', null], ['["capsh", "--user=root", "--", "-c", "app"]', undefined],
  ['["setuidgid", "-s", "root", "app"]', 'setuidgid root app'], ['["setpriv", "--ruid=0", "app"]', 'setpriv 0:0 app'], ['["chroot", "--groups", "7", "--userspec=0", "/"]', undefined],
  ['["runuser", "--user=root", "app"]', 'runuser root app'], ['["runuser", "-u", "root", "-c", "app"]', 'runuser root app'], ['["su", "-T", "root"]', 'su root'],
  ['["chpst", "-l", "/lock", "-u", "root", "app"]', 'chpst root app'], ['["doas", "-C", "/etc/doas.conf", "-u", "root", "app"]', undefined],
  ['["start-stop-daemon", "-S", "-c", "root", "-x", "/app"]', undefined], ['["start-stop-daemon", "--start", "--exec", "/app", "--chuid", "root"]', undefined],
  ['["capsh", "--uid=0", "--", "-c", "app"]', 'capsh 0'],
])('refuses %s', (start, found) => {
  for (const keyword of ['ENTRYPOINT', 'CMD']) {
    expect(foundBehindFrom(dockerfileStartRoot, `${keyword} ${start}`)).toEqual(found === null ? [] : [found === undefined ? expect.stringMatching('root') : `2 ${keyword} ${found}`]);
  }
});

test.each([
  'su --command', 'su --session-command', 'su --shell', 'su --group', 'su --supp-group', 'su --whitelist-environment', 'su -c', 'su -s', 'su -g', 'su -G', 'su -w',
  'runuser --command', 'runuser --session-command', 'runuser --shell', 'runuser --group', 'runuser --supp-group', 'runuser --whitelist-environment', 'runuser -c', 'runuser -s',
])('knows that %s takes a value, which is not the user', (start) => {
  expect(foundBehindFrom(dockerfileStartRoot, `CMD ${JSON.stringify([...start.split(' '), 'app'])}`)).toEqual([expect.stringMatching(`^2 CMD ${start.split(' ')[0]} root(?: app)?$`)]);
  expect(foundBehindFrom(dockerfileStartRoot, `CMD ${JSON.stringify([...start.split(' '), 'root', 'app'])}`)).toEqual([]);
});

test.each(['regid', 'rgid', 'egid', 'groups', 'inh-caps', 'ambient-caps', 'bounding-set', 'securebits', 'pdeathsig', 'ptracer', 'selinux-label', 'apparmor-profile', 'landlock-access',
  'landlock-rule', 'seccomp-filter'])('finds the user of setpriv after --%s', (option) => {
  expect(foundBehindFrom(dockerfileStartRoot, `CMD ["setpriv", "--${option}", "a", "--reuid=0", "app"]`)).toEqual([expect.stringMatching(/^2 CMD setpriv 0:[0a] (?:app|a)$/)]);
});

test('refuses it in ONBUILD, and with the user in CMD', () => {
  expect(foundBehindFrom(dockerfileStartRoot, 'ENTRYPOINT ["gosu"]', 'CMD ["root", "app"]', 'ONBUILD ENTRYPOINT su-exec 0 app', 'ONBUILD CMD su-exec 0 app', 'ONBUILD RUN su-exec 0 app'))
    .toEqual(['2 ENTRYPOINT gosu root app', '4 ONBUILD ENTRYPOINT su-exec 0 app', '5 ONBUILD CMD su-exec 0 app']);
});

test('refuses a user with uid 0', () => {
  expect(foundBehindFrom(dockerfileStartRoot, 'RUN useradd -o -u 0 toor', 'ENTRYPOINT ["gosu", "toor", "app"]')).toEqual(['3 ENTRYPOINT gosu toor app']);
});

test.each([
  'ENTRYPOINT ["gosu", "app", "app"]', 'ENTRYPOINT ["su-exec", "1000:0", "root"]', 'CMD ["gosu"]', 'ENTRYPOINT ["setpriv", "--reuid=1", "root"]', 'ENTRYPOINT ["chroot", "/", "root"]',
  'ENTRYPOINT ["su", "app", "-c", "root"]', 'ENTRYPOINT ["app", "gosu", "root"]', 'RUN gosu root true', 'HEALTHCHECK CMD gosu root true', 'ENTRYPOINT ["runuser", "-u", "app", "root"]', 'CMD ["start-stop-daemon", "--start"]',
  'CMD ["gosu", "--version"]', 'CMD ["setpriv", "--no-new-privs", "root"]', 'CMD ["chroot", "root", "app"]', 'CMD ["chpst", "-v", "root"]', 'CMD ["capsh", "--print", "--", "root"]',
  'CMD ["start-stop-daemon", "-S", "-x", "/app", "--", "root"]', 'CMD ["doas", "-u", "app", "app"]', 'CMD ["su", "-T", "app"]',
])('accepts %s', (line) => expect(foundBehindFrom(dockerfileStartRoot, line)).toEqual([]));

test.each(['setpriv --reuid=1 app --reuid=0', 'chroot --userspec=1 / app --userspec=0', 'doas -u app mysql -u root', 'chpst -u app mysql -u root'])(
  'takes options behind the program for its own: %s', (start) => expect(foundBehindFrom(dockerfileStartRoot, `ENTRYPOINT ${JSON.stringify(start.split(' '))}`)).toEqual([]));

test('accepts an ENTRYPOINT that is overridden', () => expect(foundBehindFrom(dockerfileStartRoot, 'ENTRYPOINT ["gosu", "root", "a"]', 'ENTRYPOINT ["a"]')).toEqual([]));

test('reports an ENTRYPOINT and a CMD that together start more programs than are followed', () => {
  const many = JSON.stringify(Array(15).fill('env'));
  expect(foundBehindFrom(dockerfileStartRoot, `ENTRYPOINT ${many}`, `CMD ${many}`)).toEqual(['2 ENTRYPOINT env']);
  expect(foundBehindFrom(dockerfileStartRoot, `ENTRYPOINT ${many}`, 'CMD ["app"]')).toEqual([]);
});
