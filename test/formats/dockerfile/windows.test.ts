import { readDockerfile } from '../../../src/formats/dockerfile/parser/read-dockerfile';
import { evaluateDockerfile } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';

// Images for Windows have users with names, and every user may open every port.

const found = (...lines: string[]) => evaluateDockerfile(readDockerfile(Buffer.from(lines.join('\n'))), profileOf('hardened'))
  .map(({ control, value, remedy }) => [control.id, value, remedy]);

const SERVER_CORE = 'FROM mcr.microsoft.com/windows/servercore:ltsc2022';
const REMEDY = 'end the last stage with `USER ContainerUser`';

test.each([
  ['a user without privileges', [SERVER_CORE, 'USER ContainerUser']],
  ['the user of Nano Server', ['FROM mcr.microsoft.com/windows/nanoserver:ltsc2022', 'RUN a']],
  ['an image on Nano Server by its tag', ['FROM golang:1.26-nanoserver', 'RUN a']],
  ['a user of a domain', [SERVER_CORE, 'USER shop\\web']],
  ['a low port', [SERVER_CORE, 'EXPOSE 80', 'USER ContainerUser']],
])('accepts %s', (_, lines) => expect(found(...lines)).toEqual([]));

test.each([
  ['no USER', [SERVER_CORE, 'RUN a'], ['dockerfile-user-missing', undefined, REMEDY]],
  ['the administrator', [SERVER_CORE, 'USER ContainerAdministrator'], ['dockerfile-user-root', 'USER ContainerAdministrator', REMEDY]],
  ['the administrator in other letters', [SERVER_CORE, 'USER containeradministrator'], ['dockerfile-user-root', 'USER containeradministrator', REMEDY]],
  ['the administrator of a later stage', ['FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS a', 'USER ContainerUser', 'FROM a', 'USER ContainerAdministrator'],
    ['dockerfile-user-root', 'USER ContainerAdministrator', REMEDY]],
])('refuses %s', (_, lines, expected) => expect(found(...lines)).toEqual([expected]));

test('a stage for Windows does not change what an image for Linux needs', () => {
  expect(found(`${SERVER_CORE} AS windows`, 'RUN a', 'FROM alpine:3.22', 'EXPOSE 80', 'USER app').map(([id]) => id))
    .toEqual(expect.arrayContaining(['dockerfile-user-name', 'dockerfile-low-ports']));
});
