import { shellCommands } from '../../../src/formats/shell/shell-commands';
import { ShellError } from '../../../src/formats/shell/shell-error';
import { expectQuick } from '../../support/quick';
import { lastOf } from '../dockerfile/support';

test('reads very long scripts', () => {
  expect(lastOf(`RUN a \`${'b;'.repeat(64_000)}\``).commands).toHaveLength(64_001);
  expect(lastOf(`RUN sh -c "${'b;'.repeat(64_000)}"`).commands).toHaveLength(64_001);
});

/** The longest that is read: what takes time that grows with the square of a script takes many seconds here. */
const LENGTH = 131_000;
const SECONDS = 4;

const BEGINNINGS = ['', 'a ', '"', '$(', '`', 'a <<E\n', 'x=(', '[[ ', '((', '${a:-', 'a=(1 2 3 4 5 6 7 8);', `a=${'x'.repeat(500)};`, `a='${'x '.repeat(250)}';`, `a ${'<<E '.repeat(900)}`, '$('.repeat(10), '"${a:-'.repeat(6)];
const PIECES = [
  '<<a ', '<<a\n', '<<a\nb\na\n', '<<<a ', '$(', '`', '${', '$((', '((', '[[ ', '[[ a && ', '{ ', '(', '( ', '"', "'", '"$(', '"${', 'case a in ', 'case a in b) ', 'x=$(', 'a && ', 'a | ', 'a;', 'a', 'a\\\n', 'x=(', 'x=(a ',
  '${a:-', '${a/', '${a##', 'if ', 'while ', 'for a in ', 'for ((;', 'select a in ', 'f() { ', 'f()', 'function ', '! ', 'time ', 'coproc ', "$'", '$"', '<(', '>(', '>a ', '<a ', 'a=b ', 'a+=(x);', '{a,', '{a,b}', '{a,b} ', '[', '@(', 'a[', '$[', '`a\\`',
  '$a ', '"$a$a"', '$a;', '${a[@]} ', '${a#x};', 'eval $a;', 'eval a;', 'sh -c "a";', "sh -c 'sh -c \"a\"';", 'echo a|sh;', 'a|', 'sh|', 'alias a=b ', 'trap a;', 'env a;', 'find -exec a + ', 'for a in b;do c;done;',
];

test.each(PIECES)('reads or refuses a long script of %j in little time', async (piece) => {
  for (const beginning of BEGINNINGS) {
    const script = beginning + piece.repeat((LENGTH - beginning.length) / piece.length);
    await expectQuick(SECONDS, () => {
      try {
        shellCommands(script, () => 'x'.repeat(4000));
      } catch (error) {
        expect(error).toBeInstanceOf(ShellError);
      }
    }, JSON.stringify(beginning.slice(0, 20)));
  }
}, 300_000);
