import { foundBehindFrom } from './found';
import { dockerfileShellForm } from '../../../../src/policy/controls/dockerfile/dockerfile-shell-form';

const evaluate = (...lines: string[]) => foundBehindFrom(dockerfileShellForm, ...lines);

test.each<[string, string[], string]>([
  ['an ENTRYPOINT', ['ENTRYPOINT node server.js'], '2 ENTRYPOINT node'],
  ['an ENTRYPOINT that is not JSON', ["ENTRYPOINT ['node']"], '2 ENTRYPOINT [node]'],
  ['a CMD without ENTRYPOINT', ['CMD node server.js'], '2 CMD node'],
  ['the last ENTRYPOINT', ['ENTRYPOINT ["a"]', 'ENTRYPOINT b', 'CMD ["c"]'], '3 ENTRYPOINT b'],
  ['an ENTRYPOINT of the base stage', ['FROM alpine:3.22 AS one', 'ENTRYPOINT a', 'FROM one'], '3 ENTRYPOINT a'],
  ['a CMD with an ENTRYPOINT, which gets a shell as arguments', ['CMD b', 'ENTRYPOINT ["a"]'], '2 CMD b'],
  ['a CMD with exec and an ENTRYPOINT, where exec does not help', ['ENTRYPOINT ["a"]', 'CMD exec b'], '3 CMD exec, b'],
  ['a CMD with an empty ENTRYPOINT', ['ENTRYPOINT []', 'CMD a'], '3 CMD a'],
  ['an exec without a program', ['CMD exec >/log; b'], '2 CMD exec, b'],
  ['a CMD after the ENTRYPOINT of the base stage', ['FROM alpine:3.22 AS one', 'ENTRYPOINT ["a"]', 'FROM one', 'CMD b'], '5 CMD b'],
])('refuses %s', (_, lines, expected) => expect(evaluate(...lines)).toEqual([expected]));

test.each<[string, string[]]>([
  ['lists', ['ENTRYPOINT ["a"]', 'CMD ["b"]']],
  ['a CMD that is not used', ['ENTRYPOINT exec a', 'CMD b']],
  ['exec', ['ENTRYPOINT exec a $B']],
  ['exec of the last command', ['CMD a && exec b']],
  ['exec in a script', ['ENTRYPOINT bash -c "a; exec b"']],
  ['a CMD of the base stage that an ENTRYPOINT discards', ['FROM alpine:3.22 AS one', 'CMD a', 'FROM one', 'ENTRYPOINT ["b"]']],
  ['an empty list', ['ENTRYPOINT []', 'CMD ["a"]']],
  ['neither', ['RUN a']],
  ['an ENTRYPOINT before a list', ['ENTRYPOINT a', 'ENTRYPOINT ["b"]']],
  ['an ENTRYPOINT in ONBUILD', ['ONBUILD ENTRYPOINT a']],
  ['a CMD in a discarded stage', ['CMD a', 'FROM alpine:3.22']],
])('accepts %s', (_, lines) => expect(evaluate(...lines)).toEqual([]));
