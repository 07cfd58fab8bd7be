import { foundInFile } from './found';
import { dockerfileUserVariable } from '../../../../src/policy/controls/dockerfile/dockerfile-user-variable';
import { dockerfile } from '../../../formats/dockerfile/support';

test.each<[string, string[], string]>([
  ['a variable that nothing sets', ['FROM a:1', 'USER $UID'], '2 USER $UID'],
  ['variables for user and group', ['FROM a:1', 'USER ${UID}:${GID}'], '2 USER ${UID}:${GID}'],
  ['a variable through another one', ['FROM a:1', 'ENV U=$UID', 'USER $U'], '3 USER $UID'],
  ['a variable in ONBUILD', ['FROM a:1', 'USER 1', 'ONBUILD USER $UID'], '3 ONBUILD USER $UID'],
  ['another variable on .NET', ['FROM mcr.microsoft.com/dotnet/aspnet:9.0', 'USER $UID'], '2 USER $UID'],
  ['two variables', ['FROM a:1', 'USER $A$B'], '2 USER $A$B'],
  ['a variable after a name', ['FROM a:1', 'USER app$A'], '2 USER app$A'],
  ['a variable after a number', ['FROM a:1', 'ARG A', 'USER 1$A'], '3 USER 1$A'],
  ['a variable after 0', ['FROM a:1', 'USER 0$A'], '2 USER 0$A'],
  ['a variable with a removed prefix', ['FROM a:1', 'USER ${A#x}'], '2 USER ${A#x}'],
  ['a variable with a substitution', ['FROM a:1', 'USER ${A//x/0}'], '2 USER ${A//x/0}'],
  ['a variable that fails the build if it is unset', ['FROM a:1', 'ARG UID', 'USER ${UID:?}'], '3 USER ${UID:?}'],
  ['a substitution that no builder supports', ['FROM a:1', 'ARG A=1', 'USER ${A^}'], '3 USER ${A^}'],
  ['a group that nothing sets', ['FROM a:1', 'USER 1000:$GID'], '2 USER 1000:$GID'],
  ['a group without a default', ['FROM a:1', 'ARG GID', 'USER 1000:$GID'], '3 USER 1000:$GID'],
  ['a variable in ONBUILD that this file sets', ['FROM a:1', 'ENV U=0', 'USER 1', 'ONBUILD USER $U'], '4 ONBUILD USER $U'],
  ['APP_UID on another image', ['FROM a:1', 'USER $APP_UID'], '2 USER $APP_UID'],
])('refuses %s', (_, lines, found) => expect(foundInFile(dockerfileUserVariable, ...lines)).toEqual([found]));

test.each([
  ['USER $A:b$C', 'the file does not set "A"'],
  ['ONBUILD USER $A', 'the image that is built on this one sets "A"'],
  ['USER ${A:?}', 'the file alone does not define what "A" expands to'],
  ['USER a$', 'its value is not known before the build'],
])('explains what is wrong with %s', (line, detail) => {
  expect(dockerfileUserVariable.checkDockerfile(dockerfile('FROM a:1', line)).map((violation) => violation.detail)).toEqual([detail]);
});

test.each<[string, string[]]>([
  ['a number', ['FROM a:1', 'USER 1']],
  ['a variable that the stage sets', ['FROM a:1', 'ARG UID=1', 'USER $UID']],
  ['a variable that is set outside the stage, which has its own control', ['ARG UID=1', 'FROM a:1', 'USER $UID']],
  ['a set variable that fails the build if it is unset', ['FROM a:1', 'ARG UID=1', 'USER ${UID:?}']],
  ['APP_UID on .NET', ['FROM mcr.microsoft.com/dotnet/aspnet:9.0 AS base', 'FROM base', 'USER $APP_UID']],
  ['a variable on scratch, which has its own control', ['FROM scratch', 'USER $UID']],
  ['no USER', ['FROM a:1']],
])('accepts %s', (_, lines) => expect(foundInFile(dockerfileUserVariable, ...lines)).toEqual([]));
