import { suggestFor } from './support';
import { remarksOnRun } from '../../../src/cli/suggest/remarks-on-run';
import { Ending } from '../../../src/cli/suggest/watch';

const TIME: Ending = { kind: 'time', seconds: 30 };
const NOTHING = suggestFor([], [], { volumes: ['/data'] });
const NOT_ALLOWED = 'paths that this user may not write are missing: see the log of the container';

test.each<[string | undefined, boolean, string[]]>([
  [undefined, false, [expect.stringMatching(/run this again with --user \d+:\d+$/)]],
  ['0:5', false, [expect.stringContaining('does not run it as root')]],
  ['nobody', false, [NOT_ALLOWED]],
  ['101', false, [NOT_ALLOWED]],
  ['10001:10001', true, [NOT_ALLOWED]],
  ['10001', true, [NOT_ALLOWED, 'its group was 0; in a hardened workload it is 10001: if that matters, run this again with --user 10001:10001']],
])('has a remark on the user %s', (user, isUnknownUser, expected) => {
  expect(remarksOnRun({ user, isUnknownUser, ending: TIME }, NOTHING)).toEqual(expected);
});

describe('a program that ends immediately', () => {
  const ended: Ending = { kind: 'exit', seconds: 0.4, exitCode: 0 };
  const remarks = (ending: Ending, suggestion = NOTHING) => remarksOnRun({ user: '101', isUnknownUser: false, ending }, suggestion).slice(1);

  test('has a remark if it wrote nothing', () => {
    expect(remarks(ended)).toEqual(['it exited after 0.4 s: paths that a longer run, or a process it left in the background, writes are missing']);
  });

  test.each<[string, Ending, typeof NOTHING]>([
    ['something', ended, suggestFor(['/a/'], ['A /a/f'])],
    ['a path that cannot be declared', ended, suggestFor([], ['A /f'])],
    ['nothing, but ran for a while', { ...ended, seconds: 3 }, NOTHING],
    ['nothing, but failed, which is reported anyway', { ...ended, exitCode: 1 }, NOTHING],
    ['nothing until --for ended it', { ...TIME, seconds: 1 }, NOTHING],
  ])('has no remark if it wrote %s', (_, ending, suggestion) => {
    expect(remarks(ending, suggestion)).toEqual([]);
  });
});
