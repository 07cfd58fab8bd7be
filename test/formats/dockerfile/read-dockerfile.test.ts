import * as fc from 'fast-check';
import { dockerfile, lastOf } from './support';
import { finalInstructions, outerBase } from '../../../src/formats/dockerfile/model/dockerfile';
import { DockerfileError } from '../../../src/formats/dockerfile/parser/dockerfile-error';
import { readDockerfile } from '../../../src/formats/dockerfile/parser/read-dockerfile';
import { evaluateDockerfile } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';

describe('instructions', () => {
  test('may have several lines, with comments and blank lines between them', () => {
    const { instructions: [, run, user] } = dockerfile('FROM a:1', 'RUN one \\', '  # no word', '', '  && two \\  ', '&& three', 'user 1001');
    expect(run).toMatchObject({ keyword: 'RUN', line: 2, endLine: 6, commands: [['one'], ['two'], ['three']] });
    expect(user).toMatchObject({ keyword: 'USER', line: 7, words: ['1001'] });
  });

  test('may have another escape character', () => {
    const { instructions } = dockerfile('# escape=`', 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022', 'COPY a `', ' c:\\x\\', 'RUN dir c:\\');
    expect(instructions.map(({ words }) => words)).toEqual([['mcr.microsoft.com/windows/nanoserver:ltsc2022'], ['a', 'c:\\x\\'], ['dir', 'c:\\']]);
    expect(instructions[2].commands).toEqual([]);
  });

  test('may have CRLF line ends and a byte order mark', () => {
    expect(dockerfile('\ufeffFROM a:1\r', 'RUN a \\\r', '  b\r', 'USER 7\r').instructions.map(({ line, words }) => [line, words]))
      .toEqual([[1, ['a:1']], [2, ['a', 'b']], [4, ['7']]]);
  });

  test.each<[string, string[]]>([
    ['CMD ["a", "b c"]', ['a', 'b c']],
    ['CMD ["a", \'b\']', ['["a",', '\'b\']']],
    ['CMD [1]', ['[1]']],
    ['COPY --chown=1:1 --chmod=755 a b /c/', ['a', 'b', '/c/']],
    ['COPY ["a b", "/c d"]', ['a b', '/c d']],
    ['USER "1001:0"', ['1001:0']],
    ['USER 1001 # me', ['1001 # me']],
    ['VOLUME /a "/b"', ['/a', '/b']],
    ['EXPOSE 80/tcp 443', ['80/tcp', '443']],
  ])('splits words of %s', (line, words) => expect(lastOf(line).words).toEqual(words));

  test('have flags', () => {
    expect([...lastOf('COPY --from=build --link --chown="1:1" a b').flags]).toEqual([['from', ['build']], ['link', ['']], ['chown', ['1:1']]]);
    expect([...lastOf('RUN --mount=type=cache --mount=from=$X a').flags]).toEqual([['mount', ['type=cache', 'from=$X']]]);
  });

  test('are marked as triggers in ONBUILD', () => {
    expect(lastOf('ONBUILD RUN chmod 777 /a')).toMatchObject({ keyword: 'RUN', isTrigger: true, line: 2, commands: [['chmod', '777', '/a']] });
  });

  test('may have here-documents', () => {
    const { instructions } = dockerfile('FROM a:1', 'RUN <<-"ONE" cat >/x && cat <<TWO', '\tUSER root', '\tONE', 'x', 'TWO', 'COPY <<EOF /etc/y', '# z', 'EOF', 'USER 5');
    expect(instructions.map(({ keyword, line }) => `${keyword} ${line}`)).toEqual(['FROM 1', 'RUN 2', 'COPY 7', 'USER 10']);
    expect(instructions[2].words).toEqual(['<<EOF', '/etc/y']);
  });

  test('do not include comments, except in here-documents', () => {
    const { comments } = dockerfile('# syntax=docker/dockerfile:1', '# a=b', 'FROM a:1', 'RUN x \\', '  # in', ' y', 'RUN <<E', '# not', 'E', '#last');
    expect(comments).toEqual([{ line: 2, text: 'a=b' }, { line: 5, text: 'in' }, { line: 10, text: 'last' }]);
  });
});

describe('variables', () => {
  const userWith = (...lines: string[]) => lastOf(...lines).words[0];

  test.each<[string, string[], string]>([
    ['ENV', ['ENV A=1 B="2 3"', 'USER $A'], '1'],
    ['ENV in its old form', ['ENV A 1 2', 'USER $A'], '1 2'],
    ['ARG', ['ARG A=1', 'USER ${A}:${A}'], '1:1'],
    ['ENV before ARG', ['ENV A=1', 'ARG A=2', 'USER $A'], '1'],
    ['the last ARG', ['ARG A=1', 'ARG A=2', 'USER $A'], '2'],
    ['an ARG without a value', ['ARG A', 'USER $A'], '$A'],
    ['an undeclared variable', ['USER ${A}'], '${A}'],
    ['an ARG with a default in USER', ['ARG A', 'USER ${A:-7}'], '7'],
    ['an ARG with a default that is not needed', ['ARG A=1', 'USER ${A:-7}'], '1'],
    ['a nested default', ['USER ${A:-${B:-8}}'], '8'],
    ['an empty value', ['ENV A=""', 'USER ${A:-7}${A-8}'], '7'],
    ['an alternative value', ['ENV A=1', 'USER ${A:+2}'], '2'],
    ['single quotes', ['ENV A=1', "USER '$A'"], '$A'],
    ['double quotes', ['ENV A=1', 'USER "$A\\$"'], '1$'],
    ['escaped', ['ENV A=1', 'USER \\$A'], '$A'],
  ])('are resolved: %s', (_, lines, user) => expect(userWith(...lines)).toBe(user));

  test('before the first FROM are resolved there, and in stages that declare them again', () => {
    const { stages, instructions } = dockerfile('ARG V=3.22', 'FROM alpine:$V', 'USER $V', 'ARG V', 'USER $V');
    expect(stages[0].base.image).toBe('alpine:3.22');
    expect(instructions.slice(2).map(({ words }) => words[0])).toEqual(['$V', 'V', '3.22']);
  });

  test('of a base stage are resolved', () => {
    expect(dockerfile('FROM a:1 AS base', 'ENV U=9', 'WORKDIR /app', 'FROM base', 'WORKDIR sub', 'USER $U').instructions[5])
      .toMatchObject({ words: ['9'], workdir: '/app/sub' });
  });

  test('of a base stage that ARG sets are not resolved everywhere', () => {
    expect(dockerfile('FROM a:1 AS base', 'ARG U=9', 'ARG V=8', 'ENV V=$V', 'FROM base', 'USER $U:$V').instructions[5].words).toEqual(['$U:8']);
  });

  test('that double in every line stay small', () => {
    expect(userWith('ENV A=12345678', ...Array(100).fill('ENV A=$A$A'), 'USER $A').length).toBeLessThan(10_000);
  });

  test.each<[string, string[]]>([
    ['VOLUME ["$A", "/$A/b", "\\"/c\\""]', ['/a', '//a/b', '/c']],
    ['COPY ["x", "$A/"]', ['x', '/a/']],
    ['CMD ["$A"]', ['$A']],
  ])('are resolved in the list of %s', (line, words) => expect(lastOf('ARG A=/a', line).words).toEqual(words));

  test('of shells are empty in instructions, and unknown in their commands', () => {
    expect(lastOf('USER 0$@$1').words).toEqual(['0']);
    expect(lastOf('RUN chown $1 $@ /a$?').commands).toEqual([['chown', '$1', '$@', '/a$?']]);
  });

  test('are resolved in the commands of RUN', () => {
    expect(lastOf('ENV U=9', 'RUN chown "$U":${U} /a \'$U\' $X').commands).toEqual([['chown', '9:9', '/a', '$U', '$X']]);
  });
});

describe('stages', () => {
  test('know what ENV sets below them, and hide it from ARG', () => {
    const { stages } = dockerfile('FROM alpine:3 AS a', 'ENV V=1', 'FROM a AS b', 'ARG V=2', 'ARG W=3', 'FROM b', 'USER $V', 'USER $W', 'ENV V=4', 'USER $V');
    expect(stages[2].instructions.filter(({ keyword }) => keyword === 'USER').map(({ words }) => words)).toEqual([['1'], ['$W'], ['4']]);
  });

  test('are at most 200', () => {
    const chain = (length: number) => ['FROM alpine:3 AS s0', ...Array.from({ length: length - 1 }, (_, index) => `FROM s${index} AS s${index + 1}`)];
    expect(dockerfile(...chain(200)).stages).toHaveLength(200);
    expect(() => dockerfile(...chain(201))).toThrow('it has more than 200 stages: divide it into several Dockerfiles');
  });

  test('are referenced by name in any case, and only if they are defined earlier', () => {
    const { stages } = dockerfile('FROM alpine:3 AS One', 'FROM one AS two', 'FROM --platform=$P three AS three', 'FROM TWO');
    expect(stages.map(({ name, base }) => [name, base])).toEqual([
      ['One', { image: 'alpine:3' }], ['two', { image: 'one', stage: 0 }], ['three', { image: 'three' }], [undefined, { image: 'TWO', stage: 1 }],
    ]);
  });

  test('of the final image are marked', () => {
    const view = dockerfile('FROM alpine:3 AS one', 'USER 1', 'FROM x:1 AS other', 'USER 2', 'FROM one', 'ONBUILD USER 0', 'RUN a');
    expect(finalInstructions(view).map(({ keyword, line }) => `${keyword} ${line}`)).toEqual(['USER 2', 'RUN 7']);
    expect(outerBase(view)).toBe('alpine:3');
  });

  test('may use another shell', () => {
    expect(lastOf('SHELL ["/bin/bash", "-c"]', 'RUN a').commands).toEqual([['a']]);
    expect(lastOf('SHELL ["pwsh", "-Command"]', 'RUN a').commands).toEqual([]);
    expect(lastOf('SHELL ["conda", "run", "-n", "env", "/bin/bash", "-c"]', 'RUN a').commands).toEqual([['a']]);
    expect(lastOf('SHELL []', 'RUN a').commands).toEqual([]);
  });

  test.each<[string, string[][]]>([
    ['mcr.microsoft.com/windows/servercore:ltsc2022', []],
    ['windows/nanoserver', []],
    ['mcr.microsoft.com/dotnet/sdk:9.0-nanoserver-ltsc2022', []],
    ['golang:1.25-windowsservercore', []],
    ['dockcross/windows-static-x64:20250109', [['a']]],
    ['debian:13.1', [['a']]],
  ])('have the shell of %s', (image, commands) => expect(dockerfile(`FROM ${image}`, 'RUN a').instructions[1].commands).toEqual(commands));
});

describe('invalid Dockerfiles', () => {
  test.each<[string, string | Buffer, number | undefined, string]>([
    ['an empty file', '', undefined, 'it is empty'],
    ['blanks', ' \n\t\n', undefined, 'it is empty'],
    ['only comments', '# FROM a\n', undefined, 'it has no FROM'],
    ['only ARG', 'ARG A=1\n', undefined, 'it has no FROM'],
    ['bytes', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]), 1, 'it contains a control character'],
    ['no UTF-8', Buffer.from('FROM a\n# \xe9', 'latin1'), undefined, 'it is not in UTF-8'],
    ['UTF-16', Buffer.from('FROM a', 'utf16le'), 1, 'it contains a control character'],
    ['a control character', 'FROM a\nRUN \u001b[0m', 2, 'it contains a control character'],
    ['a large file', `FROM a\n${'#\n'.repeat(200_000)}`, undefined, 'it is larger than 256 KiB'],
    ['YAML', 'apiVersion: v1\nkind: Pod\n', 1, 'unknown instruction "APIVERSION:"'],
    ['a misspelled instruction', 'FROM a\n\nCOYP a b', 3, 'unknown instruction "COYP": did you mean COPY?'],
    ['an instruction before FROM', 'RUN a\nFROM b', 1, 'RUN comes before the first FROM'],
    ['FROM alone', 'FROM\n', 1, 'FROM has no argument'],
    ['FROM of two words', 'FROM a b', 1, 'FROM takes an image'],
    ['FROM AS', 'FROM a AS', 1, 'FROM takes an image'],
    ['FROM ""', 'FROM ""', 1, 'FROM takes an image'],
    ['USER alone', 'FROM a\nUSER', 2, 'USER has no argument'],
    ['ONBUILD alone', 'FROM a\nONBUILD', 2, 'ONBUILD has no argument'],
    ['ONBUILD RUN alone', 'FROM a\nONBUILD RUN', 2, 'RUN has no argument'],
    ['ONBUILD FROM', 'FROM a\nONBUILD FROM b', 2, 'ONBUILD cannot have "FROM"'],
    ['ONBUILD ONBUILD', 'FROM a\nONBUILD ONBUILD RUN b', 2, 'ONBUILD cannot have "ONBUILD"'],
    ['an unterminated here-document', 'FROM a\nRUN <<EOF\nUSER 1\n', 2, 'the here-document "EOF" has no end'],
    ['an unterminated second here-document', 'FROM a\nCOPY <<A <<B /x/\nA\nUSER 1\n', 2, 'the here-document "B" has no end'],
    ['two escapes at the end of a line', 'FROM a\nRUN b\\\\\nUSER 0', 2, 'it ends in \\\\'],
    ['an invalid escape character', '# escape=x\nFROM a', 1, '"x" is not an escape character'],
  ])('are refused: %s', (_, content, line, message) => {
    let error: unknown;
    try {
      readDockerfile(Buffer.from(content as string));
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(DockerfileError);
    expect(error).toMatchObject({ line, message: expect.stringContaining(message) });
  });
});

describe('any text', () => {
  const PIECES = [
    'FROM ', 'a', 'AS b', 'ARG ', 'chmod 777 ', 'chown a ', 'sudo', 'VOLUME ', 'ADD https://', 'WORKDIR ', 'RUN ', 'COPY ', 'USER ', 'ENV ', 'ONBUILD ', 'EXPOSE ', 'CMD ', 'SHELL ', '\n', '\n', '\n', '\r\n', '\\\n', '\\ \n', '`', ' ', '\t',
    '#', '# escape=`\n', '<<E', '<<-"E"', '\nE\n', '"', '\'', '$', '${A', ':-', '}', '$(', ')', '=', '[', ']', '"x"', ',', '--x=', '\\', '&&', ';', '|', '>', '<', '{',
  ];

  /** What was parsed and evaluated, or undefined if the parser refuses the file. */
  function read(text: string) {
    try {
      const view = readDockerfile(Buffer.from(text));
      evaluateDockerfile(view, profileOf('hardened'));
      return view;
    } catch (error) {
      expect(error).toBeInstanceOf(DockerfileError);
      expect((error as Error).message).not.toContain('it cannot be read');
      return undefined;
    }
  }

  test('is parsed or refused with an error of the parser', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((all) => all.join(''))), (text) => {
      read(text);
      read(`FROM a\n${text}`);
    }), { numRuns: 2000 });
  });

  test('each line that is not a comment belongs to one instruction', () => {
    const seen = { all: 0, readable: 0 };
    fc.assert(fc.property(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 25 }), (pieces) => {
      const text = `FROM a\nRUN ${pieces.join('')}`;
      const view = read(text);
      seen.all++;
      seen.readable += view ? 1 : 0;
      view?.instructions.forEach(({ line, endLine }, index, all) => {
        expect(endLine).toBeGreaterThanOrEqual(line);
        expect(all[index + 1]?.line ?? Infinity).toBeGreaterThan(endLine);
      });
      const lines = text.split('\n');
      const lost = view && lines.filter((line, index) => line.trim() !== '' && !line.trim().startsWith('#')
        && !view.instructions.some((instruction) => instruction.line <= index + 1 && index + 1 <= instruction.endLine));
      expect(lost ?? []).toEqual([]);
    }), { numRuns: 2000 });
    expect(seen.readable).toBeGreaterThan(seen.all / 10);
  });
});
