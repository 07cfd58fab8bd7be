import { foundInFile } from './found';
import { dockerfileUserVariable } from '../../../src/controls/dockerfile/dockerfile-user-variable';

test.each<[string, string[], string]>([
  ['one that nothing sets', ['FROM a:1', 'USER $UID'], '2 USER $UID'],
  ['one with a group', ['FROM a:1', 'USER ${UID}:${GID}'], '2 USER ${UID}:${GID}'],
  ['one by way of another', ['FROM a:1', 'ENV U=$UID', 'USER $U'], '3 USER $UID'],
  ['one in ONBUILD', ['FROM a:1', 'USER 1', 'ONBUILD USER $UID'], '3 ONBUILD USER $UID'],
  ['another variable on .NET', ['FROM mcr.microsoft.com/dotnet/aspnet:9.0', 'USER $UID'], '2 USER $UID'],
  ['two of them', ['FROM a:1', 'USER $A$B'], '2 USER $A$B'],
  ['one beside a name', ['FROM a:1', 'USER app$A'], '2 USER app$A'],
  ['one beside a number', ['FROM a:1', 'ARG A', 'USER 1$A'], '3 USER 1$A'],
  ['one that would leave root', ['FROM a:1', 'USER 0$A'], '2 USER 0$A'],
  ['one that is cut', ['FROM a:1', 'USER ${A#x}'], '2 USER ${A#x}'],
  ['one in which something is replaced', ['FROM a:1', 'USER ${A//x/0}'], '2 USER ${A//x/0}'],
  ['one without which the build fails', ['FROM a:1', 'ARG UID', 'USER ${UID:?}'], '3 USER ${UID:?}'],
  ['what no builder understands', ['FROM a:1', 'ARG A=1', 'USER ${A^}'], '3 USER ${A^}'],
  ['a group that nothing sets', ['FROM a:1', 'USER 1000:$GID'], '2 USER 1000:$GID'],
  ['a group without a default', ['FROM a:1', 'ARG GID', 'USER 1000:$GID'], '3 USER 1000:$GID'],
  ['one in ONBUILD that this file sets', ['FROM a:1', 'ENV U=0', 'USER 1', 'ONBUILD USER $U'], '4 ONBUILD USER $U'],
  ['APP_UID on another image', ['FROM a:1', 'USER $APP_UID'], '2 USER $APP_UID'],
])('refuses %s', (_, lines, found) => expect(foundInFile(dockerfileUserVariable, ...lines)).toEqual([found]));

test.each<[string, string[]]>([
  ['a number', ['FROM a:1', 'USER 1']],
  ['one that the file sets', ['FROM a:1', 'ARG UID=1', 'USER $UID']],
  ['one that the file sets elsewhere, which is another control\'s business', ['ARG UID=1', 'FROM a:1', 'USER $UID']],
  ['one that has a value where it is asked for', ['FROM a:1', 'ARG UID=1', 'USER ${UID:?}']],
  ['APP_UID on .NET', ['FROM mcr.microsoft.com/dotnet/aspnet:9.0 AS base', 'FROM base', 'USER $APP_UID']],
  ['one on scratch, which is another control\'s business', ['FROM scratch', 'USER $UID']],
  ['none', ['FROM a:1']],
])('accepts %s', (_, lines) => expect(foundInFile(dockerfileUserVariable, ...lines)).toEqual([]));
