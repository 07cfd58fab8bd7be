import { foundBehindFrom } from './found';
import { dockerfileSetuid } from '../../../src/controls/dockerfile/dockerfile-setuid';

test.each([
  'chmod u+s /a', 'chmod +s /a', 'chmod a+s /a', 'chmod ug+s /a', 'chmod u=rwxs,g=rx /a', 'chmod u+x+s /a', 'chmod 4755 /a', 'chmod 04755 /a', 'chmod 6755 /a',
  'chmod -R 4711 /a', '/bin/chmod --recursive u+s /a', 'install -m 4755 a /b', 'install -Dm4755 a /b', 'install --mode=4755 a /b',
])('refuses %s', (command) => expect(foundBehindFrom(dockerfileSetuid, `RUN ${command}`)).toEqual([`2 RUN ${command}`]));

test.each([
  'chmod 755 /a', 'chmod 0755 /a', 'chmod 2755 /a', 'chmod g+s /a', 'chmod u-s /a', 'chmod -s /a', 'chmod u+x /a', 'chmod +t /a', 'chmod 1777 /a',
  'chmod --reference=/b /a', 'chmod $MODE /a', 'chmod', 'install -m 755 a /b', 'install a 4755', 'echo chmod u+s /a', 'mkdir 4755', 'constructor 4755 /a',
])('accepts %s', (command) => expect(foundBehindFrom(dockerfileSetuid, `RUN ${command}`)).toEqual([]));

test('in --chmod, ONBUILD and the commands of find', () => {
  expect(foundBehindFrom(dockerfileSetuid, 'COPY --chmod=4755 a /b', 'ADD --chmod=u+s a /b', 'ONBUILD RUN chmod u+s /c', 'RUN find /d -exec chmod u+s {} +'))
    .toEqual(['2 COPY --chmod=4755', '3 ADD --chmod=u+s', '4 ONBUILD RUN chmod u+s /c', '5 RUN chmod u+s {}']);
});

test.each<[string, string[]]>([
  ['from all, in the same RUN', ['RUN chmod u+s /a && find / -perm -4000 -exec chmod u-s {} +']],
  ['with the file', ['RUN chmod u+s /a/b && rm -f /a/b']],
  ['with the directory', ['RUN chmod 4755 /a/b', 'RUN rm -r /a']],
  ['in a directory that the shell goes to', ['RUN cd /opt/app && chmod u+s a', 'RUN cd /opt && chmod u-s app/a']],
  ['from all, where nobody knows whom it was given', ['RUN chmod u+s $(which a) b *.c', 'RUN find / -exec chmod u-s {} +']],
  ['from what install makes', ['RUN install -m4755 a /b', 'RUN chmod 755 /b']],
  ['from what install puts into a directory', ['RUN install -m 4755 x/a b /usr/bin', 'RUN chmod a-s /usr/bin/a /usr/bin/b']],
  ['from what install puts into a directory with a slash', ['RUN install -m 4755 a /usr/bin/', 'RUN chmod a-s /usr/bin/a']],
  ['from what install puts into a named directory', ['RUN install --target-directory=/usr/bin -m 4755 a', 'RUN chmod a-s /usr/bin/a']],
  ['from what install makes of a name that begins with a dash', ['RUN install -m 4755 -- -a /b', 'RUN chmod a-s /b']],
  ['from all, by a number', ['RUN chmod u+s /a', 'RUN find / -perm -4000 -exec chmod 755 {} \\;']],
  ['from the file', ['RUN chmod u+s /a', 'RUN chmod a-s /a /b']],
  ['from all below a directory', ['WORKDIR /app', 'RUN chmod u+s bin/a && chmod -R u-s /app']],
  ['by a mode without it', ['RUN chmod u+s /a', 'RUN chmod u=rwx,g=rx /a']],
  ['from what find hands to xargs', ['RUN chmod u+s /opt/a', 'RUN find /opt -perm -4000 -print0 | xargs -0 chmod u-s']],
  ['from all with one of several bits', ['RUN chmod u+s /a', 'RUN find / -xdev \\( -perm -4000 -o -perm -2000 \\) -type f -exec chmod a-s {} +']],
  ['from all with one of three bits', ['RUN chmod u+s /a', 'RUN find / \\( -perm -4000 -o -perm -2000 -o -perm -1000 \\) -exec chmod a-s {} +']],
  ['from all below a relative directory', ['WORKDIR /app', 'RUN chmod u+s bin/a && find bin -exec chmod u-s {} +']],
  ['from what find hands on without a test', ['RUN chmod u+s /opt/a', 'RUN find /opt | xargs chmod u-s']],
  ['behind links', ['RUN chmod u+s /a', 'RUN find -H / -exec chmod u-s {} +']],
  ['in a directory whose name ends as an option', ['RUN chmod u+s /a-L/b', 'RUN find /a-L -exec chmod u-s {} +']],
  ['from a copied file, with all', ['COPY --chmod=4755 a /b', 'RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +']],
])('accepts it where it is taken away %s', (_, lines) => expect(foundBehindFrom(dockerfileSetuid, ...lines)).toEqual([]));

test.each<[string, string[], number]>([
  ['before', ['RUN find / -perm -4000 -exec chmod a-s {} +', 'RUN chmod u+s /a'], 3],
  ['with another file', ['RUN chmod u+s /a', 'RUN rm -r /b'], 2],
  ['from what is no file of the image', ['RUN chmod u+s /a', 'RUN chmod u-s /dev/a'], 2],
  ['from what install took', ['RUN chmod u+s /a && install -m 755 /a /b'], 2],
  ['before, in the same RUN', ['RUN chmod a-s /a && chmod u+s /a'], 2],
  ['from another file', ['RUN chmod u+s /a', 'RUN chmod a-s /b'], 2],
  ['from another directory', ['RUN chmod u+s /a', 'RUN find /opt -perm -4000 -exec chmod a-s {} +'], 2],
  ['from files of a name', ['RUN chmod u+s /a', 'RUN find / -name "*.sh" -exec chmod a-s {} +'], 2],
  ['in ONBUILD', ['RUN chmod u+s /a', 'ONBUILD RUN chmod u-s /a'], 2],
  ['from nothing that is named', ['RUN chmod u+s /a', 'RUN chmod u-s'], 2],
  ['in the group alone', ['RUN chmod u+s /a', 'RUN chmod g-s /a'], 2],
])('refuses it where it is taken away %s', (_, lines, line) => expect(foundBehindFrom(dockerfileSetuid, ...lines)).toEqual([`${line} RUN chmod u+s /a`]));

test.each<[string, string[]]>([
  ['two commands print', ['RUN chmod u+s $(which a)', 'RUN chmod u-s $(which b)']],
  ['a variable of two shells is', ['RUN F=/a; chmod u+s $F', 'RUN F=/b; chmod u-s $F']],
  ['a path of two directories is', ['RUN cd /a && chmod u+s x', 'RUN cd /b && chmod u-s x']],
  ['a path behind a directory that nobody knows is', ['WORKDIR /a', 'RUN chmod u+s x', 'RUN cd $B && chmod u-s x']],
  ['a path behind a home directory is', ['WORKDIR /a', 'RUN chmod u+s x', 'RUN cd && chmod u-s x']],
  ['a directory above is, where nobody knows it', ['WORKDIR /app', 'RUN chmod u+s /app/x', 'RUN cd /lib && chmod -R 755 .']],
  ['nobody knows is, among others', ['RUN chmod u+s $A /b', 'RUN chmod u-s $A /b']],
])('what %s not the same', (_, lines) => expect(foundBehindFrom(dockerfileSetuid, ...lines)).toHaveLength(1));

test('accepts it in a stage that is thrown away', () => expect(foundBehindFrom(dockerfileSetuid, 'RUN chmod u+s /a', 'FROM alpine:3.22')).toEqual([]));
