import { foundBehindFrom } from './found';
import { dockerfileSetuid } from '../../../../src/policy/controls/dockerfile/dockerfile-setuid';

test.each([
  'chmod u+s /a', 'chmod +s /a', 'chmod a+s /a', 'chmod ug+s /a', 'chmod u=rwxs,g=rx /a', 'chmod u+x+s /a', 'chmod 4755 /a', 'chmod 04755 /a', 'chmod 6755 /a',
  'chmod -R 4711 /a', '/bin/chmod --recursive u+s /a', 'install -m 4755 a /b', 'install -Dm4755 a /b', 'install --mode=4755 a /b',
])('refuses %s', (command) => expect(foundBehindFrom(dockerfileSetuid, `RUN ${command}`)).toEqual([`2 RUN ${command}`]));

test.each([
  'chmod 755 /a', 'chmod 0755 /a', 'chmod 2755 /a', 'chmod g+s /a', 'chmod u-s /a', 'chmod -s /a', 'chmod u+x /a', 'chmod +t /a', 'chmod 1777 /a',
  'chmod --reference=/b /a', 'chmod $MODE /a', 'chmod', 'install -m 755 a /b', 'install a 4755', 'echo chmod u+s /a', 'mkdir 4755', 'constructor 4755 /a',
])('accepts %s', (command) => expect(foundBehindFrom(dockerfileSetuid, `RUN ${command}`)).toEqual([]));

test('refuses --chmod, ONBUILD and commands of find', () => {
  expect(foundBehindFrom(dockerfileSetuid, 'COPY --chmod=4755 a /b', 'ADD --chmod=u+s a /b', 'ONBUILD RUN chmod u+s /c', 'RUN find /d -exec chmod u+s {} +'))
    .toEqual(['2 COPY --chmod=4755', '3 ADD --chmod=u+s', '4 ONBUILD RUN chmod u+s /c', '5 RUN chmod u+s {}']);
});

test.each<[string, string[]]>([
  ['from all files, in the same RUN', ['RUN chmod u+s /a && find / -perm -4000 -exec chmod u-s {} +']],
  ['with the file', ['RUN chmod u+s /a/b && rm -f /a/b']],
  ['with the directory', ['RUN chmod 4755 /a/b', 'RUN rm -r /a']],
  ['relative to the directory of the shell', ['RUN cd /opt/app && chmod u+s a', 'RUN cd /opt && chmod u-s app/a']],
  ['from all files, if the file is unknown', ['RUN chmod u+s $(which a) b *.c', 'RUN find / -exec chmod u-s {} +']],
  ['from a file that install created', ['RUN install -m4755 a /b', 'RUN chmod 755 /b']],
  ['from a file that install created in a directory', ['RUN install -m 4755 x/a b /usr/bin', 'RUN chmod a-s /usr/bin/a /usr/bin/b']],
  ['from a file that install created in a directory with a slash', ['RUN install -m 4755 a /usr/bin/', 'RUN chmod a-s /usr/bin/a']],
  ['from a file that install created in a target directory', ['RUN install --target-directory=/usr/bin -m 4755 a', 'RUN chmod a-s /usr/bin/a']],
  ['from a file that install created with a leading dash', ['RUN install -m 4755 -- -a /b', 'RUN chmod a-s /b']],
  ['from all files, with a numeric mode', ['RUN chmod u+s /a', 'RUN find / -perm -4000 -exec chmod 755 {} \\;']],
  ['from the file', ['RUN chmod u+s /a', 'RUN chmod a-s /a /b']],
  ['from all files below a directory', ['WORKDIR /app', 'RUN chmod u+s bin/a && chmod -R u-s /app']],
  ['with a mode that lacks it', ['RUN chmod u+s /a', 'RUN chmod u=rwx,g=rx /a']],
  ['with find and xargs', ['RUN chmod u+s /opt/a', 'RUN find /opt -perm -4000 -print0 | xargs -0 chmod u-s']],
  ['from all files with one of two bits', ['RUN chmod u+s /a', 'RUN find / -xdev \\( -perm -4000 -o -perm -2000 \\) -type f -exec chmod a-s {} +']],
  ['from all files with one of three bits', ['RUN chmod u+s /a', 'RUN find / \\( -perm -4000 -o -perm -2000 -o -perm -1000 \\) -exec chmod a-s {} +']],
  ['from all files below a relative directory', ['WORKDIR /app', 'RUN chmod u+s bin/a && find bin -exec chmod u-s {} +']],
  ['with find and xargs, without a test', ['RUN chmod u+s /opt/a', 'RUN find /opt | xargs chmod u-s']],
  ['with find -H', ['RUN chmod u+s /a', 'RUN find -H / -exec chmod u-s {} +']],
  ['in a directory whose name ends like an option', ['RUN chmod u+s /a-L/b', 'RUN find /a-L -exec chmod u-s {} +']],
  ['from a copied file, with all files', ['COPY --chmod=4755 a /b', 'RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +']],
])('accepts a setuid bit that is removed %s', (_, lines) => expect(foundBehindFrom(dockerfileSetuid, ...lines)).toEqual([]));

test.each<[string, string[], number]>([
  ['before', ['RUN find / -perm -4000 -exec chmod a-s {} +', 'RUN chmod u+s /a'], 3],
  ['from a directory that is not its own', ['RUN chmod u+s /a', 'RUN rm -r /b'], 2],
  ['from a file outside the image', ['RUN chmod u+s /a', 'RUN chmod u-s /dev/a'], 2],
  ['from the source file of install', ['RUN chmod u+s /a && install -m 755 /a /b'], 2],
  ['earlier in the same RUN', ['RUN chmod a-s /a && chmod u+s /a'], 2],
  ['from another file', ['RUN chmod u+s /a', 'RUN chmod a-s /b'], 2],
  ['from another directory', ['RUN chmod u+s /a', 'RUN find /opt -perm -4000 -exec chmod a-s {} +'], 2],
  ['from files with a certain name', ['RUN chmod u+s /a', 'RUN find / -name "*.sh" -exec chmod a-s {} +'], 2],
  ['in ONBUILD', ['RUN chmod u+s /a', 'ONBUILD RUN chmod u-s /a'], 2],
  ['from no file', ['RUN chmod u+s /a', 'RUN chmod u-s'], 2],
  ['only for the group', ['RUN chmod u+s /a', 'RUN chmod g-s /a'], 2],
])('refuses a setuid bit that is removed %s', (_, lines, line) => expect(foundBehindFrom(dockerfileSetuid, ...lines)).toEqual([`${line} RUN chmod u+s /a`]));

test.each<[string, string[]]>([
  ['different command substitutions', ['RUN chmod u+s $(which a)', 'RUN chmod u-s $(which b)']],
  ['the same variable in two shells', ['RUN F=/a; chmod u+s $F', 'RUN F=/b; chmod u-s $F']],
  ['the same relative path in two directories', ['RUN cd /a && chmod u+s x', 'RUN cd /b && chmod u-s x']],
  ['a relative path in an unknown directory', ['WORKDIR /a', 'RUN chmod u+s x', 'RUN cd $B && chmod u-s x']],
  ['a relative path in a home directory', ['WORKDIR /a', 'RUN chmod u+s x', 'RUN cd && chmod u-s x']],
  ['a parent of an unknown directory', ['WORKDIR /app', 'RUN chmod u+s /app/x', 'RUN cd /lib && chmod -R 755 .']],
  ['one of two unknown files', ['RUN chmod u+s $A /b', 'RUN chmod u-s $A /b']],
])('refuses a bit that is removed from another file: %s', (_, lines) => expect(foundBehindFrom(dockerfileSetuid, ...lines)).toHaveLength(1));

test('accepts a discarded stage', () => expect(foundBehindFrom(dockerfileSetuid, 'RUN chmod u+s /a', 'FROM alpine:3.22')).toEqual([]));
