import * as fc from 'fast-check';
import { DockerfileError } from '../../../src/formats/dockerfile/parser/dockerfile-error';
import { readDockerfile } from '../../../src/formats/dockerfile/parser/read-dockerfile';
import { evaluateDockerfile } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';

// Attempts to hide `USER root` from the reader, in ways that BuildKit accepts. Each is a finding, or an error that names the place.

/** What is reported of the user; undefined where the file is refused. */
function reported(text: string): string[] | undefined {
  try {
    return evaluateDockerfile(readDockerfile(Buffer.from(text)), profileOf('hardened')).map(({ control }) => control.id).filter((id) => id.startsWith('dockerfile-user'));
  } catch (error) {
    if (error instanceof DockerfileError) {
      return undefined;
    }
    throw error;
  }
}

test.each([
  ['plain', 'FROM a:1\nUSER 1000\nUSER root'],
  ['an indented end of a here-document', 'FROM a:1\nUSER 1000\nRUN <<-EOF\necho\n\tEOF\nUSER root'],
  ['heredoc no dash, tab end (not end)', 'FROM a:1\nRUN <<EOF\n\tEOF\nUSER 1000\nEOF\nUSER root'],
  ['a here-document in quotes', 'FROM a:1\nUSER 1000\nRUN echo "<<EOF"\nUSER root\nRUN echo EOF\nUSER 0'],
  ['a here-document within a word', 'FROM a:1\nUSER 1000\nRUN echo a<<EOF\nUSER root\nEOF'],
  ['heredoc fake <<<', 'FROM a:1\nUSER 1000\nRUN cat <<<EOF\nUSER root\n'],
  ['a here-document operator in arithmetic', 'FROM a:1\nUSER 1000\nRUN echo $((1<<EOF))\nUSER root\n'],
  ['a here-document with a file descriptor', 'FROM a:1\nUSER 1000\nRUN cat 3<<EOF\nx\nEOF\nUSER root\n'],
  ['heredoc on USER (no)', 'FROM a:1\nUSER 1000\nENV A=<<EOF\nUSER root\nRUN EOF'],
  ['a here-document of LABEL', 'FROM a:1\nUSER 1000\nLABEL a=<<EOF\nUSER root\n'],
  ['a here-document of CMD', 'FROM a:1\nUSER 1000\nCMD cat <<EOF\nUSER root\n'],
  ['a here-document of ENTRYPOINT', 'FROM a:1\nUSER 1000\nENTRYPOINT cat <<EOF\nUSER root\n'],
  ['a here-document of HEALTHCHECK', 'FROM a:1\nUSER 1000\nHEALTHCHECK CMD cat <<EOF\nUSER root\n'],
  ['a here-document in the exec form of RUN', 'FROM a:1\nUSER 1000\nRUN ["cat", "<<EOF"]\nUSER root\n'],
  ['a here-document in a comment', 'FROM a:1\nUSER 1000\nRUN a # <<EOF\nUSER root\n'],
  ['a here-document after a continuation', 'FROM a:1\nUSER 1000\nRUN a \\\n <<EOF\nx\nEOF\nUSER root\n'],
  ['a continuation in the name of a here-document', 'FROM a:1\nUSER 1000\nRUN cat <<EO\\\nF\nx\nEOF\nUSER root\n'],
  ['an escaped name of a here-document', 'FROM a:1\nUSER 1000\nRUN cat <<\\EOF\nx\nEOF\nUSER root\n'],
  ['a partly quoted name of a here-document', 'FROM a:1\nUSER 1000\nRUN cat <<E"O"F\nx\nEOF\nUSER root\n'],
  ['heredoc escaped <<', 'FROM a:1\nUSER 1000\nRUN echo \\<<EOF\nUSER root\n'],
  ['two here-documents', 'FROM a:1\nUSER 1000\nRUN cat <<A <<B\nx\nA\nUSER 5\nB\nUSER root\n'],
  ['two here-documents with the same name', 'FROM a:1\nUSER 1000\nRUN cat <<A <<A\nx\nA\nUSER 5\nA\nUSER root\n'],
  ['a here-document with CRLF', 'FROM a:1\nUSER 1000\nRUN <<A\r\nx\r\nA\r\nUSER root\r\n'],
  ['a here-document of COPY', 'FROM a:1\nUSER 1000\nCOPY <<A <<B /x/\nx\nA\ny\nB\nUSER root\n'],
  ['a quoted here-document of COPY', 'FROM a:1\nUSER 1000\nCOPY "<<A" /x/\nUSER root\n'],
  ['a here-document operator in a flag', 'FROM a:1\nUSER 1000\nRUN --mount=type=bind,target=<<EOF a\nUSER root\n'],
  ['a here-document without a space after RUN', 'FROM a:1\nUSER 1000\nRUN<<EOF\nx\nEOF\nUSER root\n'],
  ['an escape directive', '# escape=`\nFROM a:1\nUSER 1000\nRUN a \\\nUSER root'],
  ['an escape directive in mixed case', '#eScApE=`\nFROM a:1\nUSER 1000\nRUN a \\\nUSER root'],
  ['escape after comment (not)', '# x\n# escape=`\nFROM a:1\nUSER 1000\nRUN a `\nUSER root'],
  ['escape after blank (not)', '\n# escape=`\nFROM a:1\nUSER 1000\nRUN a `\nUSER root'],
  ['escape after unknown directive (not)', '# foo=bar\n# escape=`\nFROM a:1\nUSER 1000\nRUN a `\nUSER root'],
  ['escape after shebang (not)', '#!/bin/x\n# escape=`\nFROM a:1\nUSER 1000\nRUN a `\nUSER root'],
  ['an escape directive after a syntax directive', '# syntax=docker/dockerfile:1\n# escape=`\nFROM a:1\nUSER 1000\nRUN a \\\nUSER root'],
  ['an escape directive after a space', '  # escape=`\nFROM a:1\nUSER 1000\nRUN a \\\nUSER root'],
  ['an escape directive with a no-break space', '#\u00a0escape=`\nFROM a:1\nUSER 1000\nRUN a \\\nUSER root'],
  ['a comment in a continuation', 'FROM a:1\nUSER 1000\nRUN a \\\n# c \\\nb\nUSER root'],
  ['blank lines in a continuation', 'FROM a:1\nUSER 1000\nRUN a \\\n\n\nb\nUSER root'],
  ['a continued keyword', 'FROM a:1\nUSER 1000\nUS\\\nER root'],
  ['continued keyword 2', 'FROM a:1\nUSER 1000\nUSER\\\n root'],
  ['continued keyword 3', 'FROM a:1\nUSER 1000\nUSER \\\nro\\\not'],
  ['a comment in a continued USER', 'FROM a:1\nUSER 1000\nUSER \\\n# x\nroot'],
  ['a comment that ends with a backslash', 'FROM a:1\nUSER 1000\n# x \\\nUSER root'],
  ['a no-break space before a keyword', 'FROM a:1\nUSER 1000\n\u00a0USER root'],
  ['a no-break space after a keyword', 'FROM a:1\nUSER 1000\nUSER\u00a0root'],
  ['a no-break space before a value', 'FROM a:1\nUSER \u00a00'],
  ['tab', 'FROM a:1\nUSER 1000\n\tUSER\troot'],
  ['case', 'from a:1\nuSeR 1000\nUser ROOT'],
  ['case2', 'from a:1\nuSeR 1000\nuSer root'],
  ['a non-ASCII letter in a keyword', 'FROM a:1\nUSER 1000\nUſER root'],
  ['a non-ASCII space after a keyword', 'FROM a:1\nUSER 1000\nUSER \u2003root'],
  ['an ARG before FROM', 'ARG U=0\nFROM a:1\nARG U\nUSER $U'],
  ['an overridden ARG before FROM', 'ARG U=1000\nARG U=0\nFROM a:1\nARG U\nUSER $U'],
  ['a redeclared ARG with a default', 'ARG U=0\nFROM a:1\nARG U=1000\nARG U\nUSER $U'],
  ['several variables in one ARG', 'FROM a:1\nARG A=1 B=0\nUSER $B'],
  ['an ENV that refers to the old value', 'FROM a:1\nENV A=0\nENV A=1000 B=$A\nUSER $B'],
  ['an ENV that refers to an ARG of the same name', 'FROM a:1\nARG A=0\nENV A=${A}\nUSER $A'],
  ['a colon in the value of a variable', 'FROM a:1\nENV U=0:1\nUSER $U'],
  ['quoted', "FROM a:1\nUSER 'root'"],
  ['a partly quoted name', 'FROM a:1\nUSER r"oo"t'],
  ['escaped', 'FROM a:1\nUSER r\\oot'],
  ['empty quotes', 'FROM a:1\nUSER ""0'],
  ['ONBUILD in lower case', 'FROM a:1\nUSER 1\nonbuild user root'],
  ['a here-document in ONBUILD', 'FROM a:1\nUSER 1\nONBUILD RUN <<E\nx\nE\nUSER root'],
  ['a stage by number', 'FROM a:1\nUSER root\nFROM b:1\nUSER 1\nFROM 0\n'],
  ['a stage by variable', 'ARG S=x\nFROM a:1 AS x\nUSER root\nFROM b:1 AS y\nUSER 1\nFROM $S'],
  ['a final stage without USER', 'FROM a:1 AS x\nUSER 1\nFROM a:1'],
  ['a stage with the name of its base', 'FROM a:1 AS x\nUSER 1\nFROM x AS x\nUSER 0\nFROM x'],
  ['ONBUILD in a stage of the same file', 'FROM a:1 AS x\nUSER 1\nONBUILD USER root\nFROM x\nRUN a'],
  ['ONBUILD in a stage two levels above', 'FROM a:1 AS x\nUSER 1\nONBUILD USER root\nFROM x AS y\nFROM y'],
  ['a final FROM without USER', 'FROM a:1\nUSER 1000\nFROM a:1'],
  ['a continuation with CRLF', 'FROM a:1\r\nUSER 1000\r\nRUN a \\\r\nb\r\nUSER root\r\n'],
  ['a bare CR', 'FROM a:1\rUSER root\nUSER 1000'],
  ['a byte order mark in the middle', 'FROM a:1\nUSER 1000\n\ufeffUSER root'],
  ['a double escape at the end of a line', 'FROM a:1\nUSER 1000\nRUN a \\\\\nUSER root'],
  ['a backslash at the end of the file', 'FROM a:1\nUSER root\\'],
  ['escape + nbsp', 'FROM a:1\nUSER 1000\nRUN a \\\u00a0\nUSER root'],
  ['an unclosed quote in LABEL', 'FROM a:1\nUSER 1000\nLABEL a="x\nUSER root'],
  ['the old form of ENV', 'FROM a:1\nENV U 0\nUSER $U'],
  ['an escaped space in ENV', 'FROM a:1\nENV U=0\\ x\nUSER ${U%% *}'],
  ['a uid with a group', 'FROM a:1\nUSER 0:1000'],
  ['a comment after USER', 'FROM a:1\nUSER 0 # me'],
  ['an ARG in ONBUILD', 'FROM a:1\nUSER 1\nONBUILD ARG U=0\nONBUILD USER $U'],
  ['a predefined platform ARG', 'FROM a:1\nUSER $TARGETVARIANT'],
  ['a substitution that empties PATH', 'FROM a:1\nUSER ${PATH#*}'],
  ['a substitution of PATH on scratch', 'FROM scratch\nUSER ${PATH%%/*}'],
  ['sheba', 'FROM a:1\nUSER 1000\nSHELL ["x"]\nUSER ro\u200bot'],
  ['flags of FROM', 'FROM --platform=$X a:1 AS b\nUSER 1\nFROM --platform=x b\nUSER 0'],
  ['a stage in another case', 'FROM a:1 AS B\nUSER 0\nFROM b'],
  ['HD quoted name with blank', 'FROM a:1\nUSER root\nRUN cat <<"USER 1000"\nUSER 1000'],
  ['HD fd quoted', 'FROM a:1\nUSER root\nRUN cat 3<<"USER 1000"\nUSER 1000'],
  ['HD unclosed quote', "FROM a:1\nUSER 1000\nRUN echo it's <<CMD\nUSER root\nCMD"],
  ['HD bad modifier', 'FROM a:1\nUSER 1000\nRUN echo ${A^^} <<CMD\nUSER root\nCMD'],
  ['HD blank', 'FROM a:1\nUSER root\nRUN cat << CMD\nUSER 1000\nCMD'],
  ['HD mid', 'FROM a:1\nUSER root\nRUN cat a<<CMD\nUSER 1000\nCMD'],
  ['HD ok shift', 'FROM a:1\nUSER root\nRUN echo $((1<<2)) $((1 << 2)) "<<CMD"\nCMD x'],
  ['ENV --', 'FROM a:1\nENV U=1000\nENV -- U=0\nUSER $U'],
  ['USER --', 'FROM a:1\nUSER -- root'],
  ['a no-break space in ENV', 'FROM a:1\nENV U=1000\nENV A=1\u00a0U=0\nUSER $U'],
  ['a next-line character in ENV', 'FROM a:1\nENV U=1000\nENV A=1\u0085U=0\nUSER $U'],
  ['an ONBUILD ENV in the same file', 'FROM a:1 AS x\nENV U=1000\nONBUILD ENV U=0\nFROM x\nUSER $U'],
  ['an ONBUILD ARG in the same file', 'FROM a:1 AS x\nONBUILD ARG U=0\nFROM x\nUSER $U'],
  ['a name written to /etc/passwd', 'FROM a:1\nRUN echo "app:x:0:0::/:/bin/sh" >> /etc/passwd\nUSER app'],
])('reports root despite %s', (_, text) => expect(reported(text)).not.toEqual([]));

test.each([
  ['the end of a here-document with a trailing space', 'FROM a:1\nUSER 1000\nRUN <<EOF\nx\nEOF \nUSER root\nEOF'],
  ['a redefined stage', 'FROM a:1 AS x\nUSER 0\nFROM b:1 AS x\nUSER 1\nFROM x'],
  ['bare CR 2', 'FROM a:1\nUSER 1000\n#x\rUSER root'],
  ['a trailing backslash before USER', 'FROM a:1\nUSER 1000\nRUN a\\\n\nUSER root'],
  ['a backslash followed by spaces', 'FROM a:1\nUSER 1000\nRUN a \\ \t\nUSER root'],
  ['a continued quote in LABEL', 'FROM a:1\nUSER 1000\nLABEL a="x\\\nUSER root"'],
])('accepts %s, as BuildKit does', (_, text) => expect(reported(text)).toEqual([]));

/** Which lines BuildKit takes for instructions: a model of its parser, without the words. Source: frontend/dockerfile/parser/parser.go. */
function lastUserInModel(lines: readonly string[]): string | undefined {
  let user: string | undefined;
  for (let index = 0; index < lines.length; index++) {
    let line = lines[index].trimStart();
    if (line === '' || line.startsWith('#')) {
      continue;
    }
    let isContinued = CONTINUED.test(line);
    line = line.replace(CONTINUED, '$1');
    while (isContinued && index + 1 < lines.length) {
      const next = lines[++index];
      if (next.trim() === '' || next.trimStart().startsWith('#')) {
        continue;
      }
      isContinued = CONTINUED.test(next);
      line += next.replace(CONTINUED, '$1');
    }
    for (const [, tabs, name] of /^(?:RUN|COPY) /.test(line) ? line.matchAll(/(?<=\s)<<(-?)"?(\w+)"?(?=\s|$)/g) : []) {
      do {
        index++;
      } while (index < lines.length && (tabs ? lines[index].replace(/^\t+/, '') : lines[index]) !== name);
    }
    user = /^USER\s+(\S+)/.exec(line)?.[1] ?? user;
  }
  return user;
}

const CONTINUED = /(^|[^\\])\\[ \t]*$/;

test('finds the same last USER as a model of BuildKit\'s parser, or refuses the file', () => {
  const line = fc.constantFrom('USER 1', 'USER root', 'USER 2', 'RUN a', 'RUN a \\', '\\', 'b \\ ', '# c', '  # c \\', '', '  ', 'RUN cat <<E', 'E', '\tE', 'RUN cat <<-E', 'RUN cat <<"F" >x', 'F',
    'COPY <<E <<F /x', 'RUN a \\\\', 'CMD a', 'USER \\', 'root', 'ENV A=1 \\', 'U\\', 'SER root', 'RUN echo "<<E"', 'LABEL a=<<E');
  fc.assert(fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
    const all = ['FROM a:1', 'USER 1', ...lines];
    let view;
    try {
      view = readDockerfile(Buffer.from(all.join('\n')));
    } catch (error) {
      return expect(error).toBeInstanceOf(DockerfileError);
    }
    const users = view.instructions.filter(({ keyword }) => keyword === 'USER');
    return expect(users[users.length - 1].text.split(/\s/)[0]).toBe(lastUserInModel(all));
  }), { numRuns: 3000 });
});
