import { judgedBehindFrom } from './judged';
import { dockerfileShellForm } from '../../../src/controls/dockerfile/dockerfile-shell-form';

const judge = (...lines: string[]) => judgedBehindFrom(dockerfileShellForm, ...lines);

test.each<[string, string[], string]>([
  ['an ENTRYPOINT', ['ENTRYPOINT node server.js'], '2 ENTRYPOINT node server.js'],
  ['an ENTRYPOINT that is no JSON', ["ENTRYPOINT ['node']"], "2 ENTRYPOINT ['node']"],
  ['a CMD without ENTRYPOINT', ['CMD node server.js'], '2 CMD node server.js'],
  ['the last ENTRYPOINT', ['ENTRYPOINT ["a"]', 'ENTRYPOINT b', 'CMD ["c"]'], '3 ENTRYPOINT b'],
  ['one of the stage below', ['FROM alpine:3.22 AS one', 'ENTRYPOINT a', 'FROM one'], '3 ENTRYPOINT a'],
  ['the CMD of an ENTRYPOINT, which gets a shell as arguments', ['CMD b', 'ENTRYPOINT ["a"]'], '2 CMD b'],
  ['the same with exec, which is no help there', ['ENTRYPOINT ["a"]', 'CMD exec b'], '3 CMD exec b'],
  ['a CMD behind no ENTRYPOINT', ['ENTRYPOINT []', 'CMD a'], '3 CMD a'],
  ['one that only ends in exec', ['CMD a; exec b'], '2 CMD a; exec b'],
])('refuses %s', (_, lines, expected) => expect(judge(...lines)).toEqual([expected]));

test.each<[string, string[]]>([
  ['lists', ['ENTRYPOINT ["a"]', 'CMD ["b"]']],
  ['a CMD that nobody reads', ['ENTRYPOINT exec a', 'CMD b']],
  ['exec', ['ENTRYPOINT exec a $B']],
  ['an empty list', ['ENTRYPOINT []', 'CMD ["a"]']],
  ['neither', ['RUN a']],
  ['one above a list', ['ENTRYPOINT a', 'ENTRYPOINT ["b"]']],
  ['one in ONBUILD', ['ONBUILD ENTRYPOINT a']],
  ['one in a stage that is thrown away', ['CMD a', 'FROM alpine:3.22']],
])('accepts %s', (_, lines) => expect(judge(...lines)).toEqual([]));
