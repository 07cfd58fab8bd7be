import { judged } from './judged';
import { dockerfileUserVariable } from '../../../src/controls/dockerfile/dockerfile-user-variable';

test.each<[string, string[], string]>([
  ['one that nothing sets', ['FROM a:1', 'USER $UID'], '2 USER $UID'],
  ['one with a group', ['FROM a:1', 'USER ${UID}:${GID}'], '2 USER ${UID}:${GID}'],
  ['one by way of another', ['FROM a:1', 'ENV U=$UID', 'USER $U'], '3 USER $UID'],
  ['one in ONBUILD', ['FROM a:1', 'USER 1', 'ONBUILD USER $UID'], '3 ONBUILD USER $UID'],
  ['another variable on .NET', ['FROM mcr.microsoft.com/dotnet/aspnet:9.0', 'USER $UID'], '2 USER $UID'],
  ['APP_UID on another image', ['FROM a:1', 'USER $APP_UID'], '2 USER $APP_UID'],
])('refuses %s', (_, lines, found) => expect(judged(dockerfileUserVariable, ...lines)).toEqual([found]));

test.each<[string, string[]]>([
  ['a number', ['FROM a:1', 'USER 1']],
  ['one that the file sets', ['FROM a:1', 'ARG UID=1', 'USER $UID']],
  ['one that the file sets elsewhere, which is another control\'s business', ['ARG UID=1', 'FROM a:1', 'USER $UID']],
  ['one without which the build fails', ['FROM a:1', 'USER ${UID:?}']],
  ['APP_UID on .NET', ['FROM mcr.microsoft.com/dotnet/aspnet:9.0 AS base', 'FROM base', 'USER $APP_UID']],
  ['one on scratch, which is another control\'s business', ['FROM scratch', 'USER $UID']],
  ['none', ['FROM a:1']],
])('accepts %s', (_, lines) => expect(judged(dockerfileUserVariable, ...lines)).toEqual([]));
