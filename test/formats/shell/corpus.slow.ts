import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { commandsByOracle, UNKNOWN } from './oracle';
import { scripts } from './scripts';
import { readDockerfile } from '../../../src/formats/dockerfile/parser/read-dockerfile';
import { OUTPUT } from '../../../src/formats/shell/command';
import { shellCommands } from '../../../src/formats/shell/shell-commands';
import { NOTHING_KNOWN } from '../../../src/formats/shell/variables';
import { evaluateDockerfile } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';

// Which commands a script runs, compared with an independent reader of shells: mvdan/sh.

const CORPUS = join(__dirname, 'corpus');
const FIXTURES = join(__dirname, '..', 'dockerfile', 'fixtures');

/** Scripts in the manner of popular Dockerfiles: each has a title of its own. */
const WRITTEN = readdirSync(CORPUS).flatMap((file) => readFileSync(join(CORPUS, file), 'utf8').split(/^#### /m).slice(1)
  .map((piece): [title: string, script: string] => [piece.slice(0, piece.indexOf('\n')), piece.slice(piece.indexOf('\n') + 1)]));

/** The scripts of RUN in the Dockerfiles of other tests. */
const OF_FIXTURES = readdirSync(FIXTURES).flatMap((file) => readDockerfile(readFileSync(join(FIXTURES, file))).instructions
  .filter(({ keyword, isExec, text }) => keyword === 'RUN' && !isExec && !text.includes('<<'))
  .map(({ text, line }): [title: string, script: string] => [`${file}:${line}`, text]));

const DECLARES = 'mvdan/sh has declarations as grammar; they are commands of the shell';
const IS_INPUT = 'a script that a shell reads from its input, which is no grammar';
const EXPANDS = 'mvdan/sh does not expand braces';

/** What differs, and why: commands that only one of the two has. */
const DIFFERENCES: { readonly [title: string]: { why: string; ours?: readonly string[]; oracle?: readonly string[] } } = {
  'a declared array': { why: DECLARES, ours: ['declare -a p=(sudo)'] },
  'a key server loop': { why: DECLARES, ours: ['export GNUPGHOME=$()'] },
  'export': { why: DECLARES, ours: ['export PATH=/opt/bin:$PATH JAVA_HOME=$()'] },
  'let': { why: DECLARES, ours: ['let x = 1 + 2'] },
  'local and readonly': { why: DECLARES, ours: ['local x=1 y=$()', 'readonly z=2'] },
  'a here-document for a shell': { why: IS_INPUT, ours: ['apt-get update', 'apt-get install -y jq'] },
  'a here-document for a shell, after a pipe': { why: IS_INPUT, ours: ['make install'] },
  'a here-string for a shell': { why: IS_INPUT, ours: ['sudo a', 'a'] },
  'a text for a shell': { why: IS_INPUT, ours: ['sudo a', 'a'] },
  'a text of lines for a shell': { why: IS_INPUT, ours: ['a', 'b'] },
  'eval of parts': { why: 'what eval gets is printed by a command: a program that no one knows', ours: ['$()'] },
  'a program in a variable': { why: 'the oracle does not know that it is sudo, which runs its arguments', ours: ['a'] },
  'braces': { why: EXPANDS, ours: ['sudo a', 'a'], oracle: ['{sudo,a}'] },
  'braces in arguments': { why: EXPANDS, ours: ['mkdir -p /app/bin /app/etc /app/var/log'], oracle: ['mkdir -p /app/{bin,etc,var/log}'] },
  'braces with a prefix and a suffix': { why: EXPANDS, ours: ['cp a1.txt a2.txt /tmp'], oracle: ['cp a{1,2}.txt /tmp'] },
};

test('the corpus is large, and its titles are unique', () => {
  expect(WRITTEN.length + OF_FIXTURES.length).toBeGreaterThan(200);
  expect(new Set(WRITTEN.map(([title]) => title)).size).toBe(WRITTEN.length);
  expect(Object.keys(DIFFERENCES).filter((title) => !WRITTEN.some(([each]) => each === title))).toEqual([]);
});

test.each([...WRITTEN, ...OF_FIXTURES])('agrees on: %s', (title, script) => {
  const { ours = [], oracle = [] } = DIFFERENCES[title] ?? {};
  expect(differences(script)).toEqual({ ours, oracle });
});

/** The scripts in which something is wrong, and the control that finds it. All others are clean. */
const WRONG: { readonly [title: string]: string } = {
  'sudo in a default': 'dockerfile-sudo',
  'an index by a substitution': 'dockerfile-sudo',
  'coproc': 'dockerfile-sudo',
  'setcap': 'dockerfile-capabilities',
  'sudoers': 'dockerfile-sudo',
  'sudo': 'dockerfile-sudo',
  'eval': 'dockerfile-sudo',
  'trap': 'dockerfile-sudo',
  'alias': 'dockerfile-sudo',
  'a here-string for a shell': 'dockerfile-sudo',
  'a text for a shell': 'dockerfile-sudo',
  'a program in a variable': 'dockerfile-sudo',
  'braces': 'dockerfile-sudo',
  'parallel': 'dockerfile-sudo',
  'passwd': 'dockerfile-passwords',
  'a function in one line': 'dockerfile-sudo',
};

test('the controls find what is wrong in the corpus, and nothing else', () => {
  const found = WRITTEN.flatMap(([title, script]) => {
    const view = readDockerfile(Buffer.from(`FROM debian:13.1-slim\nRUN <<'END_OF_RUN'\n${script}\nEND_OF_RUN\nUSER 10001\nCMD ["a"]\n`));
    return evaluateDockerfile(view, profileOf('hardened')).map(({ control }) => [title, control.id]);
  });
  expect(Object.fromEntries(found)).toEqual(WRONG);
});

test('agrees on generated scripts', () => {
  fc.assert(fc.property(scripts(), (script) => expect(differences(script)).toEqual({ ours: [], oracle: [] })), { numRuns: 300 });
});

/** The commands that only one of the two readers finds. */
function differences(script: string): { ours: readonly string[]; oracle: readonly string[] } {
  const oracle = commandsByOracle(script);
  if (oracle === undefined) throw new Error('the oracle cannot read the script');
  const ours = shellCommands(script, NOTHING_KNOWN).filter(([program]) => program !== OUTPUT).map((words) => words.join(' '));
  return {
    ours: ours.filter((command) => !oracle.some((each) => isMeant(each, command))),
    oracle: oracle.filter((command) => !ours.some((each) => isMeant(command, each))),
  };
}

/** Whether a command is that of the oracle, which does not know all of its words. */
function isMeant(pattern: string, command: string): boolean {
  const [start, ...pieces] = pattern.split(UNKNOWN);
  let position = command.startsWith(start) ? start.length : -1;
  for (const piece of pieces) {
    const next = position < 0 ? -1 : command.indexOf(piece, position);
    position = next < 0 ? -1 : next + piece.length;
  }
  return position >= 0 && (pieces.length > 0 || position === command.length);
}
