import { accountIdsOf } from '../../../../src/commands/cli/suggest/accounts';
import { runUser, workloadIds } from '../../../../src/commands/cli/suggest/run-as';
import { knowledgeOf } from '../../../../src/knowledge/images/knowledge-of';

const ACCOUNTS = {
  passwd: 'root:x:0:0:root:/root:/bin/sh\napp:x:1001:1002::/:/bin/sh\nshared:x:1003:0::/:/bin/sh\n',
  group: 'root:x:0:\nstaff:x:50:app\n',
};
const NO_ACCOUNTS = { passwd: '', group: '' };

test.each<[string, [number, number] | undefined]>([
  ['5:6', [5, 6]],
  ['5', [5, 5]],
  ['1001', [1001, 1002]],
  ['app', [1001, 1002]],
  ['app:staff', [1001, 50]],
  ['app:0', [1001, 0]],
  ['shared', [1003, 1003]],
  ['nobody', undefined],
  ['app:nogroup', undefined],
  ['0', [0, 0]],
])('the user %s has the ids %j', (text, expected) => {
  const ids = accountIdsOf(text, ACCOUNTS);
  expect(ids && [ids.uid, ids.gid]).toEqual(expected);
});

describe('the program runs as', () => {
  const POSTGRES = knowledgeOf('postgres:17');

  test('the user that was asked for, by its numbers', () => {
    expect(runUser('app', '5:5', ACCOUNTS, POSTGRES)).toEqual({ text: '1001:1002', ids: { uid: 1001, gid: 1002 } });
  });

  test('the USER of the image', () => {
    expect(runUser(undefined, 'app', ACCOUNTS, POSTGRES)).toEqual({ text: '1001:1002', ids: { uid: 1001, gid: 1002 } });
  });

  test.each(['', 'root', '0', '0:0', undefined])('the user that is known of an image whose USER is %j', (own) => {
    expect(runUser(undefined, own, ACCOUNTS, POSTGRES)).toEqual({ text: '999:999', ids: { uid: 999, gid: 999 }, known: 'postgres 17' });
  });

  test('root if nothing else is known, or if it was asked for', () => {
    expect(runUser(undefined, undefined, NO_ACCOUNTS, undefined)).toEqual({ text: 'root', ids: { uid: 0, gid: 0 } });
    expect(runUser('0', undefined, ACCOUNTS, POSTGRES)).toEqual({ text: '0', ids: { uid: 0, gid: 0 } });
  });

  test('a name that the image does not have, for the runtime to refuse', () => {
    expect(runUser('nobody', undefined, NO_ACCOUNTS, undefined)).toEqual({ text: 'nobody', ids: undefined });
  });
});

test('the workload has the same ids, but never those of root', () => {
  expect(workloadIds({ ids: { uid: 5, gid: 6 } })).toEqual({ uid: 5, gid: 6 });
  expect([{ ids: { uid: 0, gid: 0 } }, {}].map(workloadIds)).toEqual(Array(2).fill({ uid: 65532, gid: 65532 }));
});
