import * as fc from 'fast-check';
import { DockerfileError } from '../../src/dockerfile/parser/dockerfile-error';
import { readDockerfile } from '../../src/dockerfile/parser/read-dockerfile';
import { evaluateDockerfile } from '../../src/engine/evaluate';
import { profileOf } from '../../src/engine/profile';

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
  ['heredoc indented end', 'FROM a:1\nUSER 1000\nRUN <<-EOF\necho\n\tEOF\nUSER root'],
  ['heredoc no dash, tab end (not end)', 'FROM a:1\nRUN <<EOF\n\tEOF\nUSER 1000\nEOF\nUSER root'],
  ['heredoc fake in quotes', 'FROM a:1\nUSER 1000\nRUN echo "<<EOF"\nUSER root\nRUN echo EOF\nUSER 0'],
  ['heredoc fake in single word', 'FROM a:1\nUSER 1000\nRUN echo a<<EOF\nUSER root\nEOF'],
  ['heredoc fake <<<', 'FROM a:1\nUSER 1000\nRUN cat <<<EOF\nUSER root\n'],
  ['heredoc fake arithmetic', 'FROM a:1\nUSER 1000\nRUN echo $((1<<EOF))\nUSER root\n'],
  ['heredoc with digit', 'FROM a:1\nUSER 1000\nRUN cat 3<<EOF\nx\nEOF\nUSER root\n'],
  ['heredoc on USER (no)', 'FROM a:1\nUSER 1000\nENV A=<<EOF\nUSER root\nRUN EOF'],
  ['heredoc on LABEL', 'FROM a:1\nUSER 1000\nLABEL a=<<EOF\nUSER root\n'],
  ['heredoc on CMD', 'FROM a:1\nUSER 1000\nCMD cat <<EOF\nUSER root\n'],
  ['heredoc on ENTRYPOINT', 'FROM a:1\nUSER 1000\nENTRYPOINT cat <<EOF\nUSER root\n'],
  ['heredoc on HEALTHCHECK', 'FROM a:1\nUSER 1000\nHEALTHCHECK CMD cat <<EOF\nUSER root\n'],
  ['heredoc in exec RUN', 'FROM a:1\nUSER 1000\nRUN ["cat", "<<EOF"]\nUSER root\n'],
  ['heredoc in comment', 'FROM a:1\nUSER 1000\nRUN a # <<EOF\nUSER root\n'],
  ['heredoc after continuation', 'FROM a:1\nUSER 1000\nRUN a \\\n <<EOF\nx\nEOF\nUSER root\n'],
  ['heredoc name continuation', 'FROM a:1\nUSER 1000\nRUN cat <<EO\\\nF\nx\nEOF\nUSER root\n'],
  ['heredoc escaped name', 'FROM a:1\nUSER 1000\nRUN cat <<\\EOF\nx\nEOF\nUSER root\n'],
  ['heredoc name partly quoted', 'FROM a:1\nUSER 1000\nRUN cat <<E"O"F\nx\nEOF\nUSER root\n'],
  ['heredoc escaped <<', 'FROM a:1\nUSER 1000\nRUN echo \\<<EOF\nUSER root\n'],
  ['heredoc two', 'FROM a:1\nUSER 1000\nRUN cat <<A <<B\nx\nA\nUSER 5\nB\nUSER root\n'],
  ['heredoc two same', 'FROM a:1\nUSER 1000\nRUN cat <<A <<A\nx\nA\nUSER 5\nA\nUSER root\n'],
  ['heredoc body has CR', 'FROM a:1\nUSER 1000\nRUN <<A\r\nx\r\nA\r\nUSER root\r\n'],
  ['heredoc copy', 'FROM a:1\nUSER 1000\nCOPY <<A <<B /x/\nx\nA\ny\nB\nUSER root\n'],
  ['heredoc copy quoted', 'FROM a:1\nUSER 1000\nCOPY "<<A" /x/\nUSER root\n'],
  ['heredoc flags', 'FROM a:1\nUSER 1000\nRUN --mount=type=bind,target=<<EOF a\nUSER root\n'],
  ['heredoc without space after RUN', 'FROM a:1\nUSER 1000\nRUN<<EOF\nx\nEOF\nUSER root\n'],
  ['escape directive', '# escape=`\nFROM a:1\nUSER 1000\nRUN a \\\nUSER root'],
  ['escape directive lower', '#eScApE=`\nFROM a:1\nUSER 1000\nRUN a \\\nUSER root'],
  ['escape after comment (not)', '# x\n# escape=`\nFROM a:1\nUSER 1000\nRUN a `\nUSER root'],
  ['escape after blank (not)', '\n# escape=`\nFROM a:1\nUSER 1000\nRUN a `\nUSER root'],
  ['escape after unknown directive (not)', '# foo=bar\n# escape=`\nFROM a:1\nUSER 1000\nRUN a `\nUSER root'],
  ['escape after shebang (not)', '#!/bin/x\n# escape=`\nFROM a:1\nUSER 1000\nRUN a `\nUSER root'],
  ['escape after syntax', '# syntax=docker/dockerfile:1\n# escape=`\nFROM a:1\nUSER 1000\nRUN a \\\nUSER root'],
  ['escape leading blank', '  # escape=`\nFROM a:1\nUSER 1000\nRUN a \\\nUSER root'],
  ['escape with nbsp', '#\u00a0escape=`\nFROM a:1\nUSER 1000\nRUN a \\\nUSER root'],
  ['comment in continuation', 'FROM a:1\nUSER 1000\nRUN a \\\n# c \\\nb\nUSER root'],
  ['blank in continuation', 'FROM a:1\nUSER 1000\nRUN a \\\n\n\nb\nUSER root'],
  ['continued keyword', 'FROM a:1\nUSER 1000\nUS\\\nER root'],
  ['continued keyword 2', 'FROM a:1\nUSER 1000\nUSER\\\n root'],
  ['continued keyword 3', 'FROM a:1\nUSER 1000\nUSER \\\nro\\\not'],
  ['continued with comment', 'FROM a:1\nUSER 1000\nUSER \\\n# x\nroot'],
  ['comment ends with backslash', 'FROM a:1\nUSER 1000\n# x \\\nUSER root'],
  ['nbsp keyword', 'FROM a:1\nUSER 1000\n\u00a0USER root'],
  ['nbsp after keyword', 'FROM a:1\nUSER 1000\nUSER\u00a0root'],
  ['nbsp value', 'FROM a:1\nUSER \u00a00'],
  ['tab', 'FROM a:1\nUSER 1000\n\tUSER\troot'],
  ['case', 'from a:1\nuSeR 1000\nUser ROOT'],
  ['case2', 'from a:1\nuSeR 1000\nuSer root'],
  ['dotless i etc', 'FROM a:1\nUSER 1000\nUſER root'],
  ['vertical tab', 'FROM a:1\nUSER 1000\nUSER \u2003root'],
  ['arg before from', 'ARG U=0\nFROM a:1\nARG U\nUSER $U'],
  ['arg before from overriden', 'ARG U=1000\nARG U=0\nFROM a:1\nARG U\nUSER $U'],
  ['arg default redeclared', 'ARG U=0\nFROM a:1\nARG U=1000\nARG U\nUSER $U'],
  ['arg multi', 'FROM a:1\nARG A=1 B=0\nUSER $B'],
  ['env multi same line old value', 'FROM a:1\nENV A=0\nENV A=1000 B=$A\nUSER $B'],
  ['env self', 'FROM a:1\nARG A=0\nENV A=${A}\nUSER $A'],
  ['env unquoted colon', 'FROM a:1\nENV U=0:1\nUSER $U'],
  ['quoted', "FROM a:1\nUSER 'root'"],
  ['quoted part', 'FROM a:1\nUSER r"oo"t'],
  ['escaped', 'FROM a:1\nUSER r\\oot'],
  ['empty quotes', 'FROM a:1\nUSER ""0'],
  ['onbuild lower', 'FROM a:1\nUSER 1\nonbuild user root'],
  ['onbuild heredoc', 'FROM a:1\nUSER 1\nONBUILD RUN <<E\nx\nE\nUSER root'],
  ['stage by number', 'FROM a:1\nUSER root\nFROM b:1\nUSER 1\nFROM 0\n'],
  ['stage via var', 'ARG S=x\nFROM a:1 AS x\nUSER root\nFROM b:1 AS y\nUSER 1\nFROM $S'],
  ['stage trailing', 'FROM a:1 AS x\nUSER 1\nFROM a:1'],
  ['stage self', 'FROM a:1 AS x\nUSER 1\nFROM x AS x\nUSER 0\nFROM x'],
  ['stage onbuild in same file', 'FROM a:1 AS x\nUSER 1\nONBUILD USER root\nFROM x\nRUN a'],
  ['stage onbuild two levels', 'FROM a:1 AS x\nUSER 1\nONBUILD USER root\nFROM x AS y\nFROM y'],
  ['from heredoc', 'FROM a:1\nUSER 1000\nFROM a:1'],
  ['crlf continuation', 'FROM a:1\r\nUSER 1000\r\nRUN a \\\r\nb\r\nUSER root\r\n'],
  ['bare CR', 'FROM a:1\rUSER root\nUSER 1000'],
  ['bom inside', 'FROM a:1\nUSER 1000\n\ufeffUSER root'],
  ['double escape end', 'FROM a:1\nUSER 1000\nRUN a \\\\\nUSER root'],
  ['trailing backslash at eof', 'FROM a:1\nUSER root\\'],
  ['escape + nbsp', 'FROM a:1\nUSER 1000\nRUN a \\\u00a0\nUSER root'],
  ['label unclosed', 'FROM a:1\nUSER 1000\nLABEL a="x\nUSER root'],
  ['env old', 'FROM a:1\nENV U 0\nUSER $U'],
  ['env value with space esc', 'FROM a:1\nENV U=0\\ x\nUSER ${U%% *}'],
  ['uid colon', 'FROM a:1\nUSER 0:1000'],
  ['user with comment', 'FROM a:1\nUSER 0 # me'],
  ['arg in onbuild', 'FROM a:1\nUSER 1\nONBUILD ARG U=0\nONBUILD USER $U'],
  ['target platform arg', 'FROM a:1\nUSER $TARGETVARIANT'],
  ['path empty', 'FROM a:1\nUSER ${PATH#*}'],
  ['scratch path', 'FROM scratch\nUSER ${PATH%%/*}'],
  ['sheba', 'FROM a:1\nUSER 1000\nSHELL ["x"]\nUSER ro\u200bot'],
  ['from with flags', 'FROM --platform=$X a:1 AS b\nUSER 1\nFROM --platform=x b\nUSER 0'],
  ['multiple FROM platform', 'FROM a:1 AS B\nUSER 0\nFROM b'],
  ['HD quoted name with blank', 'FROM a:1\nUSER root\nRUN cat <<"USER 1000"\nUSER 1000'],
  ['HD fd quoted', 'FROM a:1\nUSER root\nRUN cat 3<<"USER 1000"\nUSER 1000'],
  ['HD unclosed quote', "FROM a:1\nUSER 1000\nRUN echo it's <<CMD\nUSER root\nCMD"],
  ['HD bad modifier', 'FROM a:1\nUSER 1000\nRUN echo ${A^^} <<CMD\nUSER root\nCMD'],
  ['HD blank', 'FROM a:1\nUSER root\nRUN cat << CMD\nUSER 1000\nCMD'],
  ['HD mid', 'FROM a:1\nUSER root\nRUN cat a<<CMD\nUSER 1000\nCMD'],
  ['HD ok shift', 'FROM a:1\nUSER root\nRUN echo $((1<<2)) $((1 << 2)) "<<CMD"\nCMD x'],
  ['dashdash env', 'FROM a:1\nENV U=1000\nENV -- U=0\nUSER $U'],
  ['dashdash user', 'FROM a:1\nUSER -- root'],
  ['nbsp env', 'FROM a:1\nENV U=1000\nENV A=1\u00a0U=0\nUSER $U'],
  ['nel env', 'FROM a:1\nENV U=1000\nENV A=1\u0085U=0\nUSER $U'],
  ['onbuild env same file', 'FROM a:1 AS x\nENV U=1000\nONBUILD ENV U=0\nFROM x\nUSER $U'],
  ['onbuild arg same file', 'FROM a:1 AS x\nONBUILD ARG U=0\nFROM x\nUSER $U'],
  ['passwd name', 'FROM a:1\nRUN echo "app:x:0:0::/:/bin/sh" >> /etc/passwd\nUSER app'],
])('%s is not silent', (_, text) => expect(reported(text)).not.toEqual([]));

test.each([
  ['heredoc end with trailing space', 'FROM a:1\nUSER 1000\nRUN <<EOF\nx\nEOF \nUSER root\nEOF'],
  ['stage redefined', 'FROM a:1 AS x\nUSER 0\nFROM b:1 AS x\nUSER 1\nFROM x'],
  ['bare CR 2', 'FROM a:1\nUSER 1000\n#x\rUSER root'],
  ['trailing backslash before user', 'FROM a:1\nUSER 1000\nRUN a\\\n\nUSER root'],
  ['backslash space', 'FROM a:1\nUSER 1000\nRUN a \\ \t\nUSER root'],
  ['label multi', 'FROM a:1\nUSER 1000\nLABEL a="x\\\nUSER root"'],
])('%s leaves the user to BuildKit, too', (_, text) => expect(reported(text)).toEqual([]));

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

test('the last USER is that of a model of BuildKit\'s parser, or the file is refused', () => {
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
