import * as fc from 'fast-check';

const NAMES = ['a', 'b', 'sudo', 'chmod', 'apt-get', './run.sh', '/bin/x', 'if-up', 'case_', 'done1'];
const WORDS = ['x', '-y', '--z=1', '/etc/x', "'a b; c'", '"d && e"', '"$V"', '${V:-w}', 'a\\ b', '\\;', '"it\'s"', "'\"'", 'a"b"c', '$(( 1 + 2 ))', 'x=y', '#no', 'a#b', '""'];
const REDIRECTIONS = ['> /tmp/x', '2>&1', '>> "log file"', '< in', '> /dev/null', '2> /dev/null', '&> all'];

/** Scripts of all forms of the grammar, nested. */
export function scripts(): fc.Arbitrary<string> {
  const { list } = fc.letrec<{ list: string; command: string }>((tie) => ({
    list: fc.array(fc.tuple(tie('command'), fc.constantFrom(' && ', ' || ', '; ', ' | ', '\n', ' & ', ' &&\n\t', ' \\\n | ')), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.map(([command, separator], index) => command + (index < parts.length - 1 ? separator : '')).join('')),
    command: fc.oneof({ depthSize: 'small', withCrossShrink: true }, simple(), simple(), compound(tie('list')), substituted(tie('list'))),
  }));
  return list;
}

function simple(): fc.Arbitrary<string> {
  const words = fc.array(fc.constantFrom(...WORDS.filter((word) => !word.startsWith('#'))), { maxLength: 3 });
  return fc.tuple(fc.constantFrom('', '', '', 'A=1 ', 'B="2 3" C= '), fc.constantFrom(...NAMES), words, fc.constantFrom('', '', ...REDIRECTIONS))
    .map(([assignment, name, args, redirection]) => `${assignment}${[name, ...args, redirection].filter((each) => each !== '').join(' ')}`);
}

function substituted(list: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...NAMES), list, fc.constantFrom('$(%)', '"$(%)"', 'x="$(%)"', '${V:-$(%)}', 'a$(%)b', '<(%)'))
    .map(([name, inner, form]) => `${name} ${form.replace('%', () => inner.startsWith('(') ? ` ${inner}\n` : `${inner}\n`)}`);
}

function compound(list: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const forms = [
    'if %; then %; fi', 'if %; then %; elif %; then %; else %; fi', 'while %; do %; done', 'until %; do %; done', 'for v in 1 "2 3" sudo; do %; done',
    '( % )', '{ %; }', 'case "$V" in\n a|sudo) % ;;\n (b) % ;;\n *) % ;;\nesac', 'f() { %; }', 'if ! %; then %; fi', '{ [[ -n $V && sudo != "$V" ]] && %; }', '{ %; } > /tmp/out',
  ];
  return fc.tuple(fc.constantFrom(...forms), fc.array(list, { minLength: 5, maxLength: 5 })).map(([form, inner]) => {
    const rest = inner.map((each) => each.replace(/ & ?$/, ''));
    return form.replace(/%/g, () => `${rest.shift()}\n`).replace(/\n;/g, '\n');
  });
}
