import { foundBehindFrom } from './found';
import { dockerfileSudo } from '../../../../src/policy/controls/dockerfile/dockerfile-sudo';
import { dockerfile } from '../../../formats/dockerfile/support';

test.each<[string, string[]]>([
  ['RUN sudo a', ['sudo']],
  ['RUN sudo program --password hidden', ['sudo']],
  ['RUN apt-get install sudo hidden', ['apt-get sudo']],
  ['RUN echo hidden | tee /etc/sudoers', ['tee /etc/sudoers']],
  ['RUN a && /usr/bin/sudo -u app b | c', ['sudo']],
  ['RUN apt-get update && apt-get install -y --no-install-recommends curl sudo', ['apt-get sudo']],
  ['RUN apk --no-cache add sudo=1.9.17', ['apk sudo']],
  ['RUN dnf -y install sudo-1.9', ['dnf sudo']],
  ['RUN ["zypper", "install", "sudo"]', ['zypper sudo']],
  ['RUN if a; then pacman -S sudo; fi', ['pacman sudo']],
  ['RUN sh -c "x; sudo y"', ['sudo']],
  ['ENTRYPOINT ["sudo", "a"]', ['sudo']],
  ['CMD exec sudo a', ['sudo']],
  ['RUN echo "app ALL=(ALL) NOPASSWD:ALL" >> /etc/sudoers', ['> /etc/sudoers']],
  ['RUN printf "%s" x > /etc/sudoers.d/app && chmod 0440 /etc/sudoers.d/app', ['> /etc/sudoers.d/app']],
  ['RUN echo x | tee -a /etc/sudoers', ['tee /etc/sudoers']],
  ['RUN sed -i s/a/b/ /etc/sudoers', ['sed /etc/sudoers']],
  ['RUN { echo a; echo b; } > /etc/sudoers', ['> /etc/sudoers']],
  ['RUN bash -c "echo x >//etc//sudoers.d/y"', ['> /etc//sudoers.d/y']],
  ['RUN dd of=/etc/sudoers', ['dd /etc/sudoers']],
  ['COPY sudoers /etc/sudoers.d/app', ['sudoers /etc/sudoers.d/app']],
  ['ADD a b /etc/sudoers.d/', ['a b /etc/sudoers.d/']],
])('refuses %s', (line, values) => {
  const [keyword] = line.split(' ');
  expect(foundBehindFrom(dockerfileSudo, line)).toEqual(values.map((value) => `2 ${keyword} ${value}`));
});

test.each([
  'packages=(sudo curl)', 'declare -a p=(sudo)', 'p+=(sudo)', 'files=(chmod 4755 /bin/x)', 'case $x in a|sudo) b ;; esac', 'case $x in (sudo) b ;; esac', '[[ $x && sudo ]]',
  'S=sudo', 'for x in sudo; do a; done', 'echo "a | sudo b"', 'cat <<< "sudo a"', 'printf "sudo a" | tee x', 'printf "sudo a" | sh x.sh', 'trap - EXIT', 'alias',
])('takes %s for data', (script) => expect(foundBehindFrom(dockerfileSudo, `RUN ${script}`)).toEqual([]));

test.each<[string, string]>([
  ['function g { sudo h; }', 'sudo'],
  ['a ${x:-$(sudo a)}', 'sudo'],
  ['a ${arr[$(sudo a)]}', 'sudo'],
  ['eval "sudo a"', 'sudo'],
  ['coproc sudo a', 'sudo'],
  ['trap "sudo a" EXIT', 'sudo'],
  ['alias s="sudo a"', 'sudo'],
  ['bash <<< "sudo a"', 'sudo'],
  ['printf "sudo a" | sh', 'sudo'],
  ['S=sudo; $S a', 'sudo'],
  ['{sudo,a}', 'sudo'],
  ['parallel sudo', 'sudo'],
  ['p=(curl sudo); apt-get install "${p[@]}"', 'apt-get sudo'],
  ['P="curl sudo"; apt-get install $P', 'apt-get sudo'],
])('follows %s', (script, command) => expect(foundBehindFrom(dockerfileSudo, `RUN ${script}`)).toEqual([`2 RUN ${command}`]));

test.each(['apt install', 'apt-get install', 'aptitude install', 'apk add', 'yum install', 'dnf install', 'microdnf install', 'tdnf install', 'zypper in',
  'zypper install', 'pacman -S', 'pacman -Sy', 'pacman -Syu'])('recognizes that %s installs packages', (command) => {
  expect(foundBehindFrom(dockerfileSudo, `RUN ${command} sudo`)).toEqual([`2 RUN ${command.split(' ')[0]} sudo`]);
});

test.each(['#!/bin/bash -ex', '#!/bin/sh', '#! /usr/bin/env bash', '#!/usr/bin/env -S bash -e', '#!/usr/bin/env -S A=1 sh'])('parses a script that begins with %s', (first) => {
  expect(foundBehindFrom(dockerfileSudo, 'RUN <<E', first, 'sudo a', 'E')).toEqual(['2 RUN sudo']);
});

test.each(['#!/usr/bin/python3', '#!/usr/bin/env node', '#!/usr/bin/env'])('does not parse a script that begins with %s', (first) => {
  expect(foundBehindFrom(dockerfileSudo, 'RUN <<E', first, 'sudo a', 'E')).toEqual([]);
});

test('explains what is wrong', () => {
  const details = dockerfileSudo.checkDockerfile(dockerfile('FROM alpine:3.22', 'RUN apk add sudo && sudo a && dd of=/etc/sudoers')).map(({ detail }) => detail);
  expect(details).toEqual(['it installs sudo', 'it needs sudo in the image', 'it lets users become root through sudo']);
});

test.each(['sudo=1.9.17', 'sudo>1', 'sudo<2', 'sudo~1.9', 'sudo-1.9', 'sudo=*', 'sudo:amd64', 'sudo/stable', 'sudo='])('recognizes the package %s as sudo', (name) => {
  expect(foundBehindFrom(dockerfileSudo, `RUN apk add '${name}'`)).toHaveLength(1);
});

test.each(['install_packages sudo', 'clean-install a sudo', 'apt-fast install sudo', 'dnf5 install sudo', 'pacman -Syuq sudo', 'pacman --sync sudo', 'doas sudo a'])(
  'refuses %s', (command) => expect(foundBehindFrom(dockerfileSudo, `RUN ${command}`)).toHaveLength(1));

test.each(['command -v sudo', 'command -V sudo', 'if ! command -pv sudo; then a; fi', 'pacman -Rs sudo', 'purge_packages sudo', 'apt-get install a sudo-',
  'apt-get uninstall sudo', 'dnf info sudo', 'install_packages a'])(
  'accepts %s', (command) => expect(foundBehindFrom(dockerfileSudo, `RUN ${command}`)).toEqual([]));

test.each(['nosudo', 'sudo2'])('accepts the package %s', (name) => {
  expect(foundBehindFrom(dockerfileSudo, `RUN apk add '${name}'`)).toEqual([]);
});

test.each([
  'RUN echo sudo', 'RUN rm -f /etc/sudoers', 'RUN apt-get purge sudo', 'RUN apt-get install -y sudoku pseudo', 'RUN a # sudo b', 'RUN pip install sudo',
  'RUN cat /etc/sudoers > /copy', 'RUN echo "sudo a"', 'ENV A=sudo', 'COPY sudo /a', 'SHELL ["pwsh", "-c"]\nRUN sudo a',
])('accepts %s', (line) => expect(foundBehindFrom(dockerfileSudo, line)).toEqual([]));

test.each(['cat', 'chmod 440', 'chown root', 'echo', 'find', 'grep a', 'head', 'ls', 'mkdir', 'printf', 'rm', 'stat', 'tail', 'test -f', '[ -f', 'visudo -cf'])(
  'accepts that %s only reads sudoers, or only changes their mode or owner', (command) => expect(foundBehindFrom(dockerfileSudo, `RUN ${command} /etc/sudoers`)).toEqual([]));

test('refuses it in ONBUILD and the base stage, and accepts it in a discarded stage', () => {
  expect(foundBehindFrom(dockerfileSudo, 'ONBUILD RUN sudo a')).toEqual(['2 ONBUILD RUN sudo']);
  expect(foundBehindFrom(dockerfileSudo, 'FROM alpine:3.22 AS one', 'RUN sudo a', 'FROM one')).toEqual(['3 RUN sudo']);
  expect(foundBehindFrom(dockerfileSudo, 'RUN sudo a', 'FROM alpine:3.22')).toEqual([]);
});

test('refuses a shell with sudo', () => {
  expect(foundBehindFrom(dockerfileSudo, 'SHELL ["sudo", "-E", "bash", "-c"]', 'RUN make')).toEqual(['2 SHELL sudo']);
  expect(foundBehindFrom(dockerfileSudo, 'SHELL ["/bin/bash", "-c"]')).toEqual([]);
});

test.each<[string, string | undefined]>([
  ['sudo a', 'sudo'], ['apk add sudo', 'sudo'], ['dd of=/etc/sudoers', '/etc/sudoers'], ['cp a /etc//sudoers.d/app', '/etc//sudoers.d/app'], ['tee /etc/sudoers.d/a /etc/sudoers.d/b /etc/sudoers.d/a', '/etc/sudoers.d/a, /etc/sudoers.d/b'],
  ['cp a /etc/sudoers.d/', '/etc/sudoers.d/'], ["sed 's/a/b/w /etc/sudoers.d/c d'", '/etc/sudoers.d/c'],
])('a waiver for %s allows %s', (command, allowed) => {
  expect(dockerfileSudo.checkDockerfile(dockerfile('FROM alpine:3.22', `RUN ${command}`)).map(({ allowKey }) => allowKey)).toEqual([allowed]);
});
