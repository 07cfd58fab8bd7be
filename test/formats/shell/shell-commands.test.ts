import { ownWords } from '../../../src/formats/shell/nested-commands';
import { simpleCommands } from '../../../src/formats/shell/shell-commands';
import { NOTHING_KNOWN } from '../../../src/formats/shell/variables';
import { commandsIn, lastOf } from '../dockerfile/support';

test.each<[string, string[], string[]]>([
  ['in a row', ['a b; c && d || e | f & g'], ['a b', 'c', 'd', 'e', 'f', 'g']],
  ['on several lines', ['a', '', '  b # c; d', 'e \\', '  f'], ['a', 'b', 'e f']],
  ['in quotes', ['a "b; c" \'d && e\' f"g"\'h\' i\\ j'], ['a b; c d && e fgh i j']],
  ['with nested quotes', ['a "it\'s \\"b\\" \\n" \'c"d\''], ['a it\'s "b" \\n c"d']],
  ['after variables', ['A=1 B="2 3" a', 'C=4'], ['a']],
  ['in if, for and while', ['if a; then b; else c; fi; for x in 1 2; do d $x; done; while ! e; do f; done'], ['a', 'b', 'c', 'd $x', 'e', 'f']],
  ['in loops over one word', ['for x in 1; do a $x; done; for y in *; do b $y; done; for z in $(c); do d $z; done'], ['a 1', 'b $y', 'c', 'd $z']],
  ['in a group and a subshell', ['{ a; b; }; (c; d)'], ['a', 'b', 'c', 'd']],
  ['in substitutions', ['a $(b "$(c)" d) "e $(f; g)" `h i`'], ['c', 'b $() d', 'f', 'g', 'h i', 'a $() e $() $()']],
  ['with redirections', ['a <b >c 2>&1 d 2 >>e; f &>g; h <<<i j'], ['a d 2', '> c a d 2 b', '> e a d 2 b', 'f', '> g f', 'h j']],
  ['with redirections to devices and descriptors', ['a >/dev/null 2>&1; b >&2; c >&-; { d; } >e; >f; $(g >h) >i'],
    ['a', 'b', 'c', 'd', '> e', '> f', 'g', '> h g', '$()', '> i $()']],
  ['in a comment', ['a#b # c'], ['a#b']],
  ['in a here-document of a shell', ['sh -e <<X', 'a', 'X', 'cat <<Y', 'b', 'Y', 'c'], ['sh -e', 'a', 'cat', 'c']],
  ['in an indented here-document', ['bash <<-"X"', '\ta', '\tX', 'b'], ['bash', 'a', 'b']],
  ['after sudo and env', ['sudo -u root -E a b; env -i A=1 c; timeout -k 5 10 d'], ['sudo -u root -E a b', 'a b', 'env -i A=1 c', 'c', 'timeout -k 5 10 d', 'd']],
  ['after find and xargs', ['find / -type d -exec a {} + -exec b {} \\; | xargs -n 1 c'],
    ['find / -type d -exec a {} + -exec b {} ;', 'a {}', 'b {}', 'xargs -n 1 c', 'c']],
  ['of nested finds', ['find a -exec find b -exec c {} +'], ['find a -exec find b -exec c {} +', 'find b -exec c {}', 'c {}']],
  ['in sh -c', ['sh -euc "a; b" x; su app -c \'c\''], ['sh -euc a; b x', 'a', 'b', 'su app -c c', 'c']],
  ['in sh -cex', ['sh -cex "a; b"'], ['sh -cex a; b', 'a', 'b']],
  ['with an unterminated quote', ['a "b; c'], ['a b; c\n']],
  ['in an empty script', [';; && ()', '#'], []],
])('reads commands %s', (_, script, commands) => expect(commandsIn(...script)).toEqual(commands));

test.each<[string, string[][]]>([
  ['RUN ["sh", "-c", "a && b"]', [['sh', '-c', 'a && b'], ['a'], ['b']]],
  ['RUN ["a", "b && c"]', [['a', 'b && c']]],
  ['ENTRYPOINT exec a', [['exec', 'a'], ['a']]],
  ['HEALTHCHECK --interval=5s CMD a || b', [['a'], ['b']]],
  ['HEALTHCHECK CMD ["a", "b"]', [['a', 'b']]],
  ['HEALTHCHECK NONE', []],
  ['CMD []', []],
])('reads the commands of %s', (line, commands) => expect(lastOf(line).commands).toEqual(commands));

test('a script for another program has no shell commands', () => {
  expect(lastOf('RUN <<E', '#!/usr/bin/env python3', 'a', 'E').commands).toEqual([]);
  expect(lastOf('RUN <<E', '#!/bin/bash', 'a', 'E').commands).toEqual([['a']]);
});

test('refuses commands that start others without an end', () => {
  for (const wrapper of ['find -exec ', 'sudo ', 'eval ', 'env -S ']) {
    expect(() => lastOf(`RUN ${wrapper.repeat(5000)}a`)).toThrow('commands start each other more than 20 levels deep');
  }
  expect(lastOf(`RUN ${'sudo '.repeat(20)}a`).commands).toContainEqual(['a']);
});

test.each<[string, [string[], string[]][]]>([
  ['A=1 B="2 3" C=$D a b', [[['A=1', 'B=2 3', 'C=$D'], ['a', 'b']]]],
  ['A=1; B+=2; export C=3', [[['A=1'], []], [['B+=2'], []], [[], ['export', 'C=3']]]],
  ['"A=1" b', [[[], ['A=1', 'b']]]],
  ['sudo A=1 env B=2 c', [[[], ['sudo', 'A=1', 'env', 'B=2', 'c']], [[], ['env', 'B=2', 'c']], [[], ['c']]]],
  ['A=1 sh -c "B=2 c"', [[['A=1'], ['sh', '-c', 'B=2 c']], [['B=2'], ['c']]]],
  ['A="$(B=1 b)" c >d', [[['B=1'], ['b']], [['A=$()'], ['c']], [[], ['>', 'd', 'c']]]],
  ['A=(1 2) b', [[['A=(1 2)'], ['b']]]],
])('reads the variables before the commands of %j', (script, commands) => {
  expect(simpleCommands(script, NOTHING_KNOWN)).toEqual(commands.map(([assignments, words]) => ({ assignments, words })));
});

test.each<[string[], string[]]>([
  [['a', 'b'], ['a', 'b']], [['sudo', '-u', 'a', 'env', 'B=1', 'c'], ['sudo', '-u', 'a']], [['env', 'B=1', 'c'], ['env', 'B=1']], [['sh', '-c', 'a'], []],
  [['find', '.', '-exec', 'a', '{}', ';', '-exec', 'b', '+'], ['find', '.', '-exec']], [['find', '.', '-name', 'a'], ['find', '.', '-name', 'a']], [[], []],
])('of the words %j its own are %j', (words, own) => expect(ownWords(words)).toEqual(own));
