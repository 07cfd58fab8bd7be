import { suggestFor } from './support';
import { lowPortsOf, portRemarks, remarksOnRun } from '../../../../src/commands/cli/suggest/remarks-on-run';
import { RunUser } from '../../../../src/commands/cli/suggest/run-as';
import { Ending } from '../../../../src/commands/cli/suggest/watch';

const TIME: Ending = { kind: 'time', seconds: 30 };
const NOTHING = suggestFor([], [], { volumes: ['/data'] });
const NOT_ALLOWED = 'paths that this user has no permission to write are not listed: see the log of the container';

const OF_GROUP = 'a hardened workload refuses the group 0: run this again with --user 101:101';

test.each<[string, RunUser, string[]]>([
  ['root', { text: 'root', ids: { uid: 0, gid: 0 } },
    [expect.stringMatching(/^a hardened workload does not run it as root, but as 65532:65532 .*again with --user 65532:65532$/)]],
  ['a name that the image does not have', { text: 'nobody' }, [expect.stringContaining('does not run it as root')]],
  ['a number', { text: '101:101', ids: { uid: 101, gid: 101 } }, [NOT_ALLOWED]],
  ['group 0', { text: '101:0', ids: { uid: 101, gid: 0 } }, [OF_GROUP, NOT_ALLOWED]],
  ['what is known', { text: '999:999', ids: { uid: 999, gid: 999 }, known: 'postgres 17' },
    ['the image starts as root, and a hardened workload does not: it ran as the user of postgres 17; --user chooses another', NOT_ALLOWED]],
])('has a remark on the user: %s', (_, user, expected) => {
  expect(remarksOnRun({ user, ending: TIME }, NOTHING)).toEqual(expected);
});

test.each<[number[], number | undefined, number[]]>([
  [[8080], undefined, []], [[8080, 443, 80], 80, [80, 443]], [[], 81, [81]], [[1024], 1023, [1023]],
])(
  'the image with the ports %j that is asked at %s has the low ports %j', (ports, asked, expected) => {
    expect(lowPortsOf({ config: { ports } as any }, asked)).toEqual(expected);
  });

test('has a remark on low ports only', () => {
  expect(portRemarks([])).toEqual([]);
  expect(portRemarks([80])).toEqual([expect.stringContaining('declare 80 as a port of the container')]);
  expect(portRemarks([80, 443])).toEqual([expect.stringContaining('declare 80, 443 as ports of the container')]);
});

describe('a program that ends immediately', () => {
  const ended: Ending = { kind: 'exit', seconds: 0.4, exitCode: 0 };
  const remarks = (ending: Ending, suggestion = NOTHING) => remarksOnRun({ user: { text: '101:101', ids: { uid: 101, gid: 101 } }, ending }, suggestion).slice(1);

  test('has a remark if it wrote nothing', () => {
    expect(remarks(ended)).toEqual(['it exited after 0.4 s: paths that it writes only later, or from a process in the background, are missing']);
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
