import { suggestFor } from './support';
import { remarksOnRun } from '../../../src/cli/suggest/remarks-on-run';
import { Ending } from '../../../src/cli/suggest/watch';

const TIME: Ending = { kind: 'time', seconds: 30 };
const NOTHING = suggestFor([], [], { volumes: ['/data'] });
const NOT_ALLOWED = 'writes that this user was not permitted to make are not listed: look for them in the log of the program';

test.each<[string | undefined, boolean, string[]]>([
  [undefined, false, [expect.stringMatching(/run this again with --user \d+:\d+$/)]],
  ['0:5', false, [expect.stringContaining('does not run as root')]],
  ['nobody', false, [NOT_ALLOWED]],
  ['101', false, [NOT_ALLOWED]],
  ['10001:10001', true, [NOT_ALLOWED]],
  ['10001', true, [NOT_ALLOWED, 'the run had group 0, and a hardened workload has group 10001: if that makes a difference, run this again with --user 10001:10001']],
])('on the user %s', (user, isUnknownUser, expected) => {
  expect(remarksOnRun({ user, isUnknownUser, ending: TIME }, NOTHING)).toEqual(expected);
});

describe('on a program that ends at once', () => {
  const ended: Ending = { kind: 'exit', seconds: 0.4, exitCode: 0 };
  const remarks = (ending: Ending, suggestion = NOTHING) => remarksOnRun({ user: '101', isUnknownUser: false, ending }, suggestion).slice(1);

  test('it is told where it wrote nothing', () => {
    expect(remarks(ended)).toEqual(['it ended after 0.4 s: what it writes later, or in the background, is not listed']);
  });

  test.each<[string, Ending, typeof NOTHING]>([
    ['something', ended, suggestFor(['/a/'], ['A /a/f'])],
    ['where nothing can be declared', ended, suggestFor([], ['A /f'])],
    ['nothing for a while', { ...ended, seconds: 3 }, NOTHING],
    ['nothing before it died, which is told anyway', { ...ended, exitCode: 1 }, NOTHING],
    ['nothing until the time was up', { ...TIME, seconds: 1 }, NOTHING],
  ])('not where it wrote %s', (_, ending, suggestion) => {
    expect(remarks(ending, suggestion)).toEqual([]);
  });
});
