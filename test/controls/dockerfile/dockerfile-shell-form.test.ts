import { foundBehindFrom } from './found';
import { dockerfileShellForm } from '../../../src/controls/dockerfile/dockerfile-shell-form';

const judge = (...lines: string[]) => foundBehindFrom(dockerfileShellForm, ...lines);

test.each<[string, string[], string]>([
  ['an ENTRYPOINT', ['ENTRYPOINT node server.js'], '2 ENTRYPOINT node server.js'],
  ['an ENTRYPOINT that is no JSON', ["ENTRYPOINT ['node']"], "2 ENTRYPOINT ['node']"],
  ['a CMD without ENTRYPOINT', ['CMD node server.js'], '2 CMD node server.js'],
  ['the last ENTRYPOINT', ['ENTRYPOINT ["a"]', 'ENTRYPOINT b', 'CMD ["c"]'], '3 ENTRYPOINT b'],
  ['one of the stage below', ['FROM alpine:3.22 AS one', 'ENTRYPOINT a', 'FROM one'], '3 ENTRYPOINT a'],
  ['the CMD of an ENTRYPOINT, which gets a shell as arguments', ['CMD b', 'ENTRYPOINT ["a"]'], '2 CMD b'],
  ['the same with exec, which is no help there', ['ENTRYPOINT ["a"]', 'CMD exec b'], '3 CMD exec b'],
  ['a CMD behind no ENTRYPOINT', ['ENTRYPOINT []', 'CMD a'], '3 CMD a'],
  ['an exec of nothing', ['CMD exec >/log; b'], '2 CMD exec >/log; b'],
  ['a CMD below an ENTRYPOINT', ['FROM alpine:3.22 AS one', 'ENTRYPOINT ["a"]', 'FROM one', 'CMD b'], '5 CMD b'],
])('refuses %s', (_, lines, expected) => expect(judge(...lines)).toEqual([expected]));

test.each<[string, string[]]>([
  ['lists', ['ENTRYPOINT ["a"]', 'CMD ["b"]']],
  ['a CMD that nobody reads', ['ENTRYPOINT exec a', 'CMD b']],
  ['exec', ['ENTRYPOINT exec a $B']],
  ['exec at the end', ['CMD a && exec b']],
  ['exec in a script', ['ENTRYPOINT bash -c "a; exec b"']],
  ['a CMD that an ENTRYPOINT in a stage above takes away', ['FROM alpine:3.22 AS one', 'CMD a', 'FROM one', 'ENTRYPOINT ["b"]']],
  ['an empty list', ['ENTRYPOINT []', 'CMD ["a"]']],
  ['neither', ['RUN a']],
  ['one above a list', ['ENTRYPOINT a', 'ENTRYPOINT ["b"]']],
  ['one in ONBUILD', ['ONBUILD ENTRYPOINT a']],
  ['one in a stage that is thrown away', ['CMD a', 'FROM alpine:3.22']],
])('accepts %s', (_, lines) => expect(judge(...lines)).toEqual([]));
