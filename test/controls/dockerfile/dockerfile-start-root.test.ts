import { foundBehindFrom } from './found';
import { dockerfileStartRoot } from '../../../src/controls/dockerfile/dockerfile-start-root';

test.each([
  ['gosu root app', 'gosu root app'], ['["gosu", "0", "app"]', 'gosu 0 app'], ['["/usr/sbin/su-exec", "root:root", "app"]', '/usr/sbin/su-exec root:root app'],
  ['["setpriv", "--reuid=0", "--clear-groups", "app"]', 'setpriv --reuid=0 --clear-groups app'], ['["setpriv", "--regid", "7", "--euid", "root", "app"]', 'setpriv --regid 7 --euid root app'],
  ['["chroot", "--userspec=0:0", "/", "app"]', 'chroot --userspec=0:0 / app'], ['["su", "-c", "app"]', 'su -c app'], ['["su", "-", "root", "-c", "app"]', 'su - root -c app'],
  ['["runuser", "-u", "root", "--", "app"]', 'runuser -u root -- app'], ['["runuser", "root"]', 'runuser root'], ['["s6-setuidgid", "root", "app"]', 's6-setuidgid root app'],
  ['["doas", "app"]', 'doas app'], ['["chpst", "-u", "root", "app"]', 'chpst -u root app'], ['["start-stop-daemon", "--start", "--chuid", "root", "--exec", "/app"]', undefined],
  ['exec gosu root app', 'gosu root app'], ['["sh", "-c", "exec gosu root app"]', 'gosu root app'], ['["tini", "--", "app"]', null], ['["capsh", "--user=root", "--", "-c", "app"]', undefined],
])('refuses %s', (start, found) => {
  for (const keyword of ['ENTRYPOINT', 'CMD']) {
    expect(foundBehindFrom(dockerfileStartRoot, `${keyword} ${start}`)).toEqual(found === null ? [] : [found === undefined ? expect.stringMatching('root') : `2 ${keyword} ${found}`]);
  }
});

test('refuses it in ONBUILD, and with the user in CMD', () => {
  expect(foundBehindFrom(dockerfileStartRoot, 'ENTRYPOINT ["gosu"]', 'CMD ["root", "app"]', 'ONBUILD ENTRYPOINT su-exec 0 app')).toEqual(['2 ENTRYPOINT gosu root app', '4 ONBUILD ENTRYPOINT su-exec 0 app']);
});

test('refuses a user with uid 0', () => {
  expect(foundBehindFrom(dockerfileStartRoot, 'RUN useradd -o -u 0 toor', 'ENTRYPOINT ["gosu", "toor", "app"]')).toEqual(['3 ENTRYPOINT gosu toor app']);
});

test.each([
  'ENTRYPOINT ["gosu", "app", "app"]', 'ENTRYPOINT ["su-exec", "1000:0", "root"]', 'CMD ["gosu"]', 'ENTRYPOINT ["setpriv", "--reuid=1", "root"]', 'ENTRYPOINT ["chroot", "/", "root"]',
  'ENTRYPOINT ["su", "app", "-c", "root"]', 'ENTRYPOINT ["app", "gosu", "root"]', 'RUN gosu root true', 'HEALTHCHECK CMD gosu root true', 'ENTRYPOINT ["runuser", "-u", "app", "root"]', 'CMD ["start-stop-daemon", "--start"]',
])('accepts %s', (line) => expect(foundBehindFrom(dockerfileStartRoot, line)).toEqual([]));

test('accepts an ENTRYPOINT that is overridden', () => expect(foundBehindFrom(dockerfileStartRoot, 'ENTRYPOINT ["gosu", "root", "a"]', 'ENTRYPOINT ["a"]')).toEqual([]));
