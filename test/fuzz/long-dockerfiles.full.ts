import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { DockerfileImage } from '../../src/constructs/options/dockerfile-image';
import { readDockerfile } from '../../src/formats/dockerfile/parser/read-dockerfile';
import { evaluateDockerfile } from '../../src/policy/engine/evaluate';
import { profileOf } from '../../src/policy/engine/profile';
import { expectQuick } from '../support/quick';

// As long-texts.test.ts, for Dockerfiles: what takes time that grows with the square of a file takes seconds here, and minutes in the
// largest file that is read; what doubles with every word never ends.

const LENGTH = 20_000;
const SECONDS = 1;

/** Beginnings, behind which a piece is written again and again. */
const BEGINNINGS = ['RUN ', 'RUN --mount=', 'USER ', 'USER 1:', 'ENV A=', 'ENV LD_PRELOAD=', '# syntax=', 'ARG A=', 'COPY --chown=', 'COPY ', 'CMD [', 'VOLUME ', 'EXPOSE ', 'WORKDIR /', 'ONBUILD '];
const PIECES = [
  'a', ' ', '\t', '/', '-', ':', '@', '=', '$', '$A', '${A', '${A:-', '${A:+x}', '${A#', '${A##*x*', '${A##$A}', '${A#${A##$A}}', '${A//*/', '${A//?/xx}', '${A%%*x*x*x*y}', '${A:-"', '${A:-\'', '$@', '$(', '`', '"', '\'', '\\ ', '{', '}', '[', '"a",', '(', ')', ';', '|', '<', '2>', '#', ' #',
  '\\\n', '\n\n', ' --a=b', ' --a ', ' x=y', '80-90 ', 'from=a,',
];
/** What controls look for in commands. */
const COMMANDS = [
  'a', 'chmod u+s /a', 'chmod 755 /a', 'chmod u+s,o+w /a; chmod -R a-s,o-w /b', 'chmod -R o-w /c; chmod o+w /a', 'install -m 4777 a /b', 'mkdir -m 777 /a', 'chown a /a',
  'install -d -o a /a', 'useradd -u 1 a', 'cat <<E\nb\nE\n', 'find / -xdev -xdev -xdev', 'apt-get install sudo', 'a >b', 'a >/etc/sudoers', 'usermod -aG sudo a',
  'setcap a+ep /a', 'cp /run/secrets/x /y', 'cat /run/secrets/x >/y', 'rm /y', 'echo a:x:0:0 >>/etc/passwd', 'gosu root',
];
const NESTED = ['env -S ', 'a >b ', 'a <b >c ', 'tini ', 'find -exec ', 'find / -perm ', 'sudo ', 'xargs ', 'sh -c ', 'sh -c "', 'timeout ', 'env A=1 ', 'if ', '! ', '$(a ', '-xdev ', '-xdev-xdev'];
/** Lines; `%` is a number that grows. */
const LINES = [
  'RUN chmod u+s,o+w /a%', 'RUN chmod u+s /a%\nRUN chmod -R a-s /b%', 'COPY a /a%', 'RUN install -d -o a /a%\nCOPY a /b%', 'RUN useradd -u % a%\nCOPY --chown=a% a /a%', 'FROM a AS a%',
  'RUN --mount=type=secret,id=x cp /run/secrets/x /y% && rm /z%', '# syntax=a%', 'ARG A%\nUSER $A%$A%', 'USER $A%', 'RUN useradd -o -u 0 a%\nENTRYPOINT ["gosu", "a%"]', 'FROM a AS b%\nCOPY --from=b% a b', 'ENV A=$A$A', 'ONBUILD USER a%', 'VOLUME /a%\nCOPY a /a%', '# x', 'RUN cat <<E\na\nE', 'RUN a \\', 'RUN $LONG', 'LABEL a=$LONG$LONG',
];

const filled = (piece: string) => piece.repeat(LENGTH / piece.length);
const numbered = (line: string) => Array.from({ length: LENGTH / (line.length + 5) }, (_, index) => line.replaceAll('%', String(index))).join('\n');

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Whatever it is: a Dockerfile or none. */
async function expectReadQuickly(text: string): Promise<void> {
  const path = join(folder, 'Dockerfile');
  writeFileSync(path, text);
  await expectQuick(SECONDS, () => {
    try {
      evaluateDockerfile(readDockerfile(Buffer.from(text)), profileOf('hardened'));
      DockerfileImage.fromFile(path);
    } catch (error) {
      expect((error as Error).message).not.toMatch(/^it cannot be read/);
    }
  }, JSON.stringify(text.slice(0, 60)));
}

test.each(BEGINNINGS)('reads a long text after %j in little time', async (beginning) => {
  for (const piece of PIECES) {
    await expectReadQuickly(`FROM a:1\n${beginning}${filled(piece)}`);
    await expectReadQuickly(`FROM a:1\nENV A=x\n${beginning}${filled(piece)}!\nUSER a`);
    await expectReadQuickly(`FROM a:1\nENV A=${'*?'.repeat(11)}\n${beginning}${filled(piece)}!\nUSER a`);
  }
}, 120_000);

test.each(COMMANDS)('reads %j many times in little time', async (command) => {
  await expectReadQuickly(`FROM a:1\nUSER a\nRUN ${filled(`${command};`)}`);
  await expectReadQuickly(`FROM a:1\nRUN --mount=type=secret,id=x ${filled(`${command};`)}`);
  await expectReadQuickly(`FROM a:1\nUSER a\nCMD sh -c "${filled(`${command};`)}"`);
}, 120_000);

test.each(NESTED)('reads nested %j in little time', async (command) => {
  await expectReadQuickly(`FROM a:1\nRUN ${filled(command)}chmod u+s {}`);
  await expectReadQuickly(`FROM a:1\nRUN find / ${filled(command)}y -exec chmod u-s {} +`);
}, 120_000);

test.each(LINES)('reads many lines of %j in little time', (line) => expectReadQuickly(`FROM a:1\nENV LONG="${'x '.repeat(2000)}"\nUSER a\n${numbered(line)}`), 120_000);

test('reads a directive with a long gap in little time', async () => {
  for (const gap of [filled(' '), filled('= ')]) {
    await expectReadQuickly(`# syntax=a${gap}b\n# escape${gap}=x\nFROM a:1`);
  }
});
