import { commandsIn, lastOf } from '../dockerfile/support';

test.each<[string, string[], string[]]>([
  ['one after the other', ['a b; c && d || e | f & g'], ['a b', 'c', 'd', 'e', 'f', 'g']],
  ['on lines', ['a', '', '  b # c; d', 'e \\', '  f'], ['a', 'b', 'e f']],
  ['in quotes', ['a "b; c" \'d && e\' f"g"\'h\' i\\ j'], ['a b; c d && e fgh i j']],
  ['with a quote in quotes', ['a "it\'s \\"b\\" \\n" \'c"d\''], ['a it\'s "b" \\n c"d']],
  ['behind variables', ['A=1 B="2 3" a', 'C=4'], ['a']],
  ['in if, for and while', ['if a; then b; else c; fi; for x in 1 2; do d $x; done; while ! e; do f; done'], ['a', 'b', 'c', 'for x in 1 2', 'd $x', 'e', 'f']],
  ['in a group and a subshell', ['{ a; b; }; (c; d)'], ['a', 'b', 'c', 'd']],
  ['in substitutions', ['a $(b "$(c)" d) "e $(f; g)" `h i`'], ['c', 'b $() d', 'f', 'g', 'h i', 'a $() e $() $()']],
  ['with redirections', ['a <b >c 2>&1 d 2 >>e; f &>g; h <<<i j'], ['a d 2', '> c a d 2 b', '> e a d 2 b', 'f', '> g f', 'h j']],
  ['with redirections to no files', ['a >/dev/null 2>&1; b >&2; c >&-; { d; } >e; >f; $(g >h) >i'],
    ['a', 'b', 'c', 'd', '> e', '> f', 'g', '> h g', '$()', '> i $()']],
  ['in a comment', ['a#b # c'], ['a#b']],
  ['as input of a shell', ['sh -e <<X', 'a', 'X', 'cat <<Y', 'b', 'Y', 'c'], ['sh -e', 'a', 'cat', 'c']],
  ['as an indented here-document', ['bash <<-"X"', '\ta', '\tX', 'b'], ['bash', 'a', 'b']],
  ['behind sudo and env', ['sudo -u root -E a b; env -i A=1 c; timeout -k 5 10 d'], ['sudo -u root -E a b', 'a b', 'env -i A=1 c', 'c', 'timeout -k 5 10 d', 'd']],
  ['behind find and xargs', ['find / -type d -exec a {} + -exec b {} \\; | xargs -n 1 c'],
    ['find / -type d -exec a {} + -exec b {} ;', 'a {}', 'b {}', 'xargs -n 1 c', 'c']],
  ['behind a find that finds another', ['find a -exec find b -exec c {} +'], ['find a -exec find b -exec c {} +', 'find b -exec c {}', 'c {}']],
  ['in sh -c', ['sh -euc "a; b" x; su app -c \'c\''], ['sh -euc a; b x', 'a', 'b', 'su app -c c', 'c']],
  ['in sh -cex', ['sh -cex "a; b"'], ['sh -cex a; b', 'a', 'b']],
  ['with what never ends', ['a "b; c'], ['a b; c']],
  ['with nothing', [';; && ()', '#'], []],
])('%s', (_, script, commands) => expect(commandsIn(...script)).toEqual(commands));

test.each<[string, string[][]]>([
  ['RUN ["sh", "-c", "a && b"]', [['sh', '-c', 'a && b'], ['a'], ['b']]],
  ['RUN ["a", "b && c"]', [['a', 'b && c']]],
  ['ENTRYPOINT exec a', [['exec', 'a'], ['a']]],
  ['HEALTHCHECK --interval=5s CMD a || b', [['a'], ['b']]],
  ['HEALTHCHECK CMD ["a", "b"]', [['a', 'b']]],
  ['HEALTHCHECK NONE', []],
  ['CMD []', []],
])('of %s', (line, commands) => expect(lastOf(line).commands).toEqual(commands));

test('a script for another program is none of a shell', () => {
  expect(lastOf('RUN <<E', '#!/usr/bin/env python3', 'a', 'E').commands).toEqual([]);
  expect(lastOf('RUN <<E', '#!/bin/bash', 'a', 'E').commands).toEqual([['a']]);
});

test('nothing is too much', () => {
  expect(lastOf(`RUN a \`${'b;'.repeat(128_000)}\``).commands).toHaveLength(128_001);
  expect(lastOf(`RUN sh -c "${'b;'.repeat(128_000)}"`).commands).toHaveLength(128_001);
});

test('nothing is too deep', () => {
  expect(lastOf(`RUN ${'find -exec '.repeat(5000)}a`).commands.length).toBeLessThan(50);
  const deep = '$('.repeat(5000);
  expect(lastOf(`RUN a ${deep}`).commands.length).toBeGreaterThan(0);
  expect(lastOf(`RUN ${'sudo '.repeat(5000)}a`).commands.length).toBeGreaterThan(0);
});
