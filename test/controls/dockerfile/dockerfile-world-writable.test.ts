import { foundBehindFrom } from './found';
import { dockerfileWorldWritable } from '../../../src/controls/dockerfile/dockerfile-world-writable';

test.each([
  'chmod 777 /a', 'chmod -R 0777 /a', 'chmod 666 /a', 'chmod 2777 /a', 'chmod 702 /a', 'chmod a+w /a', 'chmod o+w /a', 'chmod a=rwx /a', 'chmod ugo+rwX /a',
  'chmod u=rw,o=rw /a', 'mkdir -m 777 /a', 'mkdir -pm777 /a', 'install -d -m 0777 /a', 'install --directory --group=adm --mode 777 /a', 'install -gadm -m 666 a /b', 'chmod -v -R a+rwX /a /b',
  'chmod 777 /dev/a /b', 'chmod 777 /devel', 'chmod a+r+w /a', 'chmod o=u /a', 'chmod u+x,go=u /a', 'mkdir --mode 777 /a', 'chmod o-x+w /a',
])('refuses %s', (command) => expect(foundBehindFrom(dockerfileWorldWritable, `RUN ${command}`)).toEqual([`2 RUN ${command}`]));

test.each([
  'chmod 775 /a', 'chmod 1777 /tmp', 'chmod a+rwxt /tmp', 'chmod a+rwx,o+t /tmp', 'chmod g+w /a', 'chmod +w /a', 'chmod o-w /a', 'chmod a+rX /a', 'chmod 644 777',
  'chmod g=u /a', 'mkdir -p /777', 'echo chmod 777 /a', 'chmod $M /a', 'chmod 8777 /a', 'chmod 7$M /a',
  'chmod a+w /dev/stdout /proc/self/fd/1', 'chmod -R 777 /sys',
  'chmod a-r-w /a', 'chmod g=u,o=g /a', 'chmod zo+w /a', 'chmod o+wq /a', 'mkdir /a-m777', 'install -d /a--mode=777', 'install -omy777 -gadm a /b', 'mkdir -- -m777',
])('accepts %s', (command) => expect(foundBehindFrom(dockerfileWorldWritable, `RUN ${command}`)).toEqual([]));

test('in --chmod, ONBUILD, here-documents and scripts', () => {
  expect(foundBehindFrom(dockerfileWorldWritable,
    'COPY --chmod=777 a /b', 'ONBUILD COPY --chmod=666 a /b', 'RUN <<E', 'chmod 777 /c', 'E', 'RUN bash -c "chmod 777 /d"', 'RUN echo "$(chmod 777 /e)"'))
    .toEqual(['2 COPY --chmod=777', '3 ONBUILD COPY --chmod=666', '4 RUN chmod 777 /c', '7 RUN chmod 777 /d', '8 RUN chmod 777 /e']);
});

test.each<[string, string[]]>([
  ['by a number', ['RUN chmod 777 /a && touch /a/b', 'RUN chmod 755 /a']],
  ['by a letter', ['RUN chmod 777 /a', 'RUN chmod o-w /a']],
  ['by a mode without it', ['RUN chmod 777 /a', 'RUN chmod u=rwx,go=rx /a']],
  ['from a directory by a relative path', ['WORKDIR /srv', 'RUN mkdir -m 777 a', 'RUN chmod 755 /srv/a']],
  ['from directories that install makes', ['RUN install -m 777 --directory /a /b', 'RUN chmod 755 /a && chmod o-w /b']],
  ['by the sticky bit', ['RUN mkdir -m 777 /a', 'RUN chmod +t /a']],
  ['from all in it', ['RUN chmod -R 777 /a', 'RUN chmod -R go-w /a']],
  ['from all in a directory above', ['RUN chmod 777 /a/b /a/c', 'RUN chmod -R 755 /a']],
  ['with more than it', ['RUN chmod 777 /a', 'RUN chmod o-r-w+x /a']],
  ['from all, where it is given to what nobody knows', ['RUN ls | xargs chmod 777', 'RUN chmod -vR 755 /']],
  ['from the file that is copied', ['COPY --chmod=777 a/b.sh /usr/bin/b.sh', 'RUN chmod 755 /usr/bin/b.sh']],
  ['from all that is copied', ['WORKDIR /app', 'COPY --chmod=777 . .', 'RUN chmod -R o-w /app']],
  ['from several that are copied', ['COPY --chmod=777 b c /b/', 'RUN chmod -R 755 /b']],
  ['from all that is copied into a directory', ['COPY --chmod=777 b.sh /usr/bin/', 'RUN chmod -R o-w /usr']],
  ['from all that find finds', ['COPY --chmod=777 a /a', 'RUN find / -xdev -perm -0002 ! -type l -exec chmod o-w {} +']],
])('accepts it where it is taken away %s', (_, lines) => expect(foundBehindFrom(dockerfileWorldWritable, ...lines)).toEqual([]));

test.each<[string, string[]]>([
  ['before', ['RUN chmod 755 /a', 'RUN chmod 777 /a']],
  ['from the directory alone', ['RUN chmod -R 777 /a', 'RUN chmod 755 /a']],
  ['from the directory that files are copied to', ['COPY --chmod=777 b /b/', 'RUN chmod 755 /b']],
  ['from the directory of what is copied, of another name', ['COPY --chmod=777 a /b', 'RUN chmod 755 /b']],
  ['from the directory of several', ['COPY --chmod=777 b c /b', 'RUN chmod 755 /b']],
  ['from what is copied elsewhere', ['COPY --chmod=777 b $DIR', 'RUN chmod -R 755 /b']],
  ['from one of two', ['RUN chmod 777 /a /b', 'RUN chmod 755 /a']],
  ['from the group', ['RUN chmod 777 /a', 'RUN chmod g-w /a']],
  ['as the umask likes', ['RUN chmod 777 /a', 'RUN chmod -w /a']],
  ['from what find finds, and not what install makes', ['RUN find /x -type l ; install -m 777 a b', 'RUN chmod -R 755 /x']],
  ['from what find finds, and not where install puts it', ['RUN find /x -type l | xargs install -m 777 -t /b', 'RUN chmod -R 755 /x']],
  ['from one whose name ends as an option', ['RUN chmod 777 /a-v /b', 'RUN chmod 755 /b']],
  ['from what a file of such a name is', ['RUN chmod -R 777 /a', 'RUN chmod 755 /a /b-R']],
  ['by more for others', ['RUN chmod 777 /a', 'RUN chmod o+r /a']],
  ['by the variable part of a mode', ['RUN chmod 777 /a', 'RUN chmod ${M}5 /a']],
  ['as others have it', ['RUN chmod 777 /a', 'RUN chmod o=g /a']],
  ['from files alone', ['RUN chmod -R 777 /a', 'RUN find /a -type f -exec chmod 644 {} +']],
  ['from one that only begins the same', ['RUN chmod 777 /ab', 'RUN chmod -R 755 /a']],
])('refuses it where it is taken away %s', (_, lines) => expect(foundBehindFrom(dockerfileWorldWritable, ...lines)).toHaveLength(1));

test('refuses it where nobody knows what it is given to', () => {
  expect(foundBehindFrom(dockerfileWorldWritable, 'RUN ls | xargs chmod 777')).toEqual(['2 RUN chmod 777']);
});

test('reports each time that it is given', () => expect(foundBehindFrom(dockerfileWorldWritable, 'RUN chmod 777 /a', 'RUN chmod 777 /a')).toHaveLength(2));

test('accepts it in a stage that is thrown away', () => expect(foundBehindFrom(dockerfileWorldWritable, 'RUN chmod 777 /a', 'FROM alpine:3.22')).toEqual([]));
