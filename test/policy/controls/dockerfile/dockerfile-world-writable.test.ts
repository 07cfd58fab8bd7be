import { foundBehindFrom } from './found';
import { dockerfileWorldWritable } from '../../../../src/policy/controls/dockerfile/dockerfile-world-writable';
import { remedyInCodeOf } from '../../../../src/policy/controls/remedy-in-code';
import { dockerfile } from '../../../formats/dockerfile/support';

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

test('refuses --chmod, ONBUILD, here-documents and scripts', () => {
  expect(foundBehindFrom(dockerfileWorldWritable,
    'COPY --chmod=777 a /b', 'ONBUILD COPY --chmod=666 a /b', 'RUN <<E', 'chmod 777 /c', 'E', 'RUN bash -c "chmod 777 /d"', 'RUN echo "$(chmod 777 /e)"'))
    .toEqual(['2 COPY --chmod=777', '3 ONBUILD COPY --chmod=666', '4 RUN chmod 777 /c', '7 RUN chmod 777 /d', '8 RUN chmod 777 /e']);
});

test.each<[string, string[]]>([
  ['with a numeric mode', ['RUN chmod 777 /a && touch /a/b', 'RUN chmod 755 /a']],
  ['with a symbolic mode', ['RUN chmod 777 /a', 'RUN chmod o-w /a']],
  ['with a mode that lacks it', ['RUN chmod 777 /a', 'RUN chmod u=rwx,go=rx /a']],
  ['from a directory by a relative path', ['WORKDIR /srv', 'RUN mkdir -m 777 a', 'RUN chmod 755 /srv/a']],
  ['from directories that install creates', ['RUN install -m 777 --directory /a /b', 'RUN chmod 755 /a && chmod o-w /b']],
  ['with the sticky bit', ['RUN mkdir -m 777 /a', 'RUN chmod +t /a']],
  ['recursively', ['RUN chmod -R 777 /a', 'RUN chmod -R go-w /a']],
  ['from a parent directory', ['RUN chmod 777 /a/b /a/c', 'RUN chmod -R 755 /a']],
  ['with several changes', ['RUN chmod 777 /a', 'RUN chmod o-r-w+x /a']],
  ['from all files, if the file is unknown', ['RUN ls | xargs chmod 777', 'RUN chmod -vR 755 /']],
  ['from a copied file', ['COPY --chmod=777 a/b.sh /usr/bin/b.sh', 'RUN chmod 755 /usr/bin/b.sh']],
  ['from all copied files', ['WORKDIR /app', 'COPY --chmod=777 . .', 'RUN chmod -R o-w /app']],
  ['from several copied files', ['COPY --chmod=777 b c /b/', 'RUN chmod -R 755 /b']],
  ['from all files copied into a directory', ['COPY --chmod=777 b.sh /usr/bin/', 'RUN chmod -R o-w /usr']],
  ['from all files that find lists', ['COPY --chmod=777 a /a', 'RUN find / -xdev -perm -0002 ! -type l -exec chmod o-w {} +']],
])('accepts a mode that is removed %s', (_, lines) => expect(foundBehindFrom(dockerfileWorldWritable, ...lines)).toEqual([]));

test.each<[string, string[]]>([
  ['before', ['RUN chmod 755 /a', 'RUN chmod 777 /a']],
  ['only from the directory', ['RUN chmod -R 777 /a', 'RUN chmod 755 /a']],
  ['only from the destination of copied files', ['COPY --chmod=777 b /b/', 'RUN chmod 755 /b']],
  ['only from the destination of a renamed file', ['COPY --chmod=777 a /b', 'RUN chmod 755 /b']],
  ['only from the destination of several files', ['COPY --chmod=777 b c /b', 'RUN chmod 755 /b']],
  ['from files copied to an unknown destination', ['COPY --chmod=777 b $DIR', 'RUN chmod -R 755 /b']],
  ['from one of two files', ['RUN chmod 777 /a /b', 'RUN chmod 755 /a']],
  ['only for the group', ['RUN chmod 777 /a', 'RUN chmod g-w /a']],
  ['subject to the umask', ['RUN chmod 777 /a', 'RUN chmod -w /a']],
  ['from files that find lists, but not from those that install creates', ['RUN find /x -type l ; install -m 777 a b', 'RUN chmod -R 755 /x']],
  ['from files that find lists, but not from where install puts them', ['RUN find /x -type l | xargs install -m 777 -t /b', 'RUN chmod -R 755 /x']],
  ['from a file after one whose name ends like an option', ['RUN chmod 777 /a-v /b', 'RUN chmod 755 /b']],
  ['by a file whose name ends like an option', ['RUN chmod -R 777 /a', 'RUN chmod 755 /a /b-R']],
  ['with more permissions for others', ['RUN chmod 777 /a', 'RUN chmod o+r /a']],
  ['with a variable in the mode', ['RUN chmod 777 /a', 'RUN chmod ${M}5 /a']],
  ['with a copy of other permissions', ['RUN chmod 777 /a', 'RUN chmod o=g /a']],
  ['only from files', ['RUN chmod -R 777 /a', 'RUN find /a -type f -exec chmod 644 {} +']],
  ['from a file with the same prefix', ['RUN chmod 777 /ab', 'RUN chmod -R 755 /a']],
])('refuses a mode that is removed %s', (_, lines) => expect(foundBehindFrom(dockerfileWorldWritable, ...lines)).toHaveLength(1));

test('refuses a mode of unknown files', () => {
  expect(foundBehindFrom(dockerfileWorldWritable, 'RUN ls | xargs chmod 777')).toEqual(['2 RUN chmod 777']);
});

test('reports each command', () => expect(foundBehindFrom(dockerfileWorldWritable, 'RUN chmod 777 /a', 'RUN chmod 777 /a')).toHaveLength(2));

test('accepts a discarded stage', () => expect(foundBehindFrom(dockerfileWorldWritable, 'RUN chmod 777 /a', 'FROM alpine:3.22')).toEqual([]));

test('the remedy for directories names them, and what a pod with a read-only root filesystem needs', () => {
  const violation = (command: string) => dockerfileWorldWritable.checkDockerfile(dockerfile('FROM a:1', `RUN ${command}`))[0];
  const remedyOf = (command: string) => violation(command).remedy;
  expect(remedyOf('mkdir -m 777 /a /b')).toMatch(/mount an emptyDir at \/a and \/b$/);
  expect(remedyInCodeOf(violation('mkdir -m 777 /a /b').remedyInCode, 'hardened'))
    .toMatch(/declare `writablePaths: \[WritablePath\.fromEmptyDir\('\/a'\), WritablePath\.fromEmptyDir\('\/b'\)\]`$/);
  expect(remedyOf('chmod -R a+w /a')).toContain('emptyDir at /a');
  expect([remedyOf('chmod 777 /start.sh'), remedyOf('chmod -R 777 $UNKNOWN')]).toEqual([undefined, undefined]);
});

test('the remedy for files of the system leaves them to root', () => {
  const remedyOf = (command: string) => dockerfileWorldWritable.checkDockerfile(dockerfile('FROM a:1', `RUN ${command}`))[0].remedy;
  expect(['chmod 666 /etc/passwd', 'chmod -R 777 /etc', 'cd / && chmod 777 usr'].map(remedyOf)).toEqual(Array(3).fill(expect.stringMatching(/^leave the mode as it is: .*nss_wrapper/)));
  expect(remedyOf('chmod 777 /etc/app.conf')).toBeUndefined();
});
