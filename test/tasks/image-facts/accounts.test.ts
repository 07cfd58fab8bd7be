import { factsOf } from './support';
import { groupsOf, homeOf, accountIds, candidatesIn } from '../../../src/tasks/image-facts/answers/accounts';

const FILES = {
  passwd: 'root:x:0:0:root:/root:/bin/sh\n  web:x:33:34::/var/www:/sbin/nologin\napp:x:1000:1001::/home/app:/bin/sh\nnobody:x:65534:65534::/:\nodd:x:one:two\nshort\nten:x:0010:11::/ten:\n',
  group: 'root:x:0:\nstaff:x:50:app\nodd:x:none:\n',
};

test.each<[string, string, { uid: number; gid: number } | undefined]>([
  ['no USER', '', { uid: 0, gid: 0 }],
  ['a name', 'app', { uid: 1000, gid: 1001 }],
  ['a name and a group', 'app:staff', { uid: 1000, gid: 50 }],
  ['a name and a number', 'app:7', { uid: 1000, gid: 7 }],
  ['a name and nothing', 'app:', { uid: 1000, gid: 1001 }],
  ['only a group', ':staff', { uid: 0, gid: 50 }],
  ['a number', '33', { uid: 33, gid: 34 }],
  ['a number that no account has', '4711', { uid: 4711, gid: 0 }],
  ['a number with zeros, which is no octal one', '0010', { uid: 10, gid: 11 }],
  ['a number with a sign', '+33', { uid: 33, gid: 34 }],
  ['a number and a group', '4711:staff', { uid: 4711, gid: 50 }],
  ['a name that is not there', 'none', undefined],
  ['a group that is not there', 'app:none', undefined],
  ['a negative number', '-1', undefined],
  ['a number that is too large', '2147483648', undefined],
  ['ids that are no numbers count as root', 'odd', { uid: 0, gid: 0 }],
  ['a line without ids', 'short', { uid: 0, gid: 0 }],
])('%s', (_, user, ids) => expect(accountIds(user, FILES)).toEqual(ids));

test('homes, and users that are not of the system', () => {
  expect([0, 33, 1000, 4711].map((uid) => homeOf(uid, FILES))).toEqual(['/root', '/var/www', '/home/app', undefined]);
  expect(candidatesIn(FILES, new Map(), 5)).toEqual([{ name: 'app', uid: 1000, gid: 1001 }]);
});

test('an image without lists of accounts has its numeric user', async () => {
  expect(await factsOf({ config: { User: '0010' }, layers: [] })).toMatchObject({ user: '0010', uid: 10, gid: 0, home: '/' });
});

test('only an image that stays root lists its users', async () => {
  const layers = [{ 'etc/passwd': FILES.passwd }];
  expect(await factsOf({ layers })).toMatchObject({ uid: 0, accounts: [{ name: 'app', uid: 1000, gid: 1001 }] });
  expect(await factsOf({ config: { User: 'web' }, layers })).not.toHaveProperty('accounts');
});

test('the groups that list a user by its name', () => {
  const files = { ...FILES, group: 'root:x:0:app\nbig:x:70:web,app\nsmall:x:60:web\napp:x:1001:\n' };
  expect([1000, 33, 4711].map((uid) => groupsOf(uid, files, 5))).toEqual([[0, 70], [60, 70], []]);
  expect(groupsOf(1000, files, 1)).toEqual([0]);
});

test('the groups of the user that the program runs as are facts', async () => {
  const layers = [{ 'etc/passwd': FILES.passwd, 'etc/group': 'big:x:70:app\n' }];
  expect(await factsOf({ config: { User: 'app' }, layers })).toMatchObject({ uid: 1000, groups: [70] });
  expect(await factsOf({ config: { User: 'web' }, layers })).not.toHaveProperty('groups');
});

test('a system user is a candidate if it owns a directory that does not come from the base image', async () => {
  const passwd = 'root:x:0:0::/:\n_apt:x:42:65534::/:\nman:x:6:12::/:\nprosody:x:100:102::/:\nmail:x:8:8::/:\napp:x:1000:1000::/:\n';
  const layers = [{
    'etc/passwd': passwd, 'var/cache/apt/archives/partial/': { uid: 42 }, 'var/cache/man/': { uid: 6, gid: 12 }, 'var/lib/prosody/': { uid: 100, gid: 102 }, 'srv/mail.txt': { uid: 8 },
  }];
  expect(await factsOf({ layers })).toMatchObject({ accounts: [{ name: 'prosody', uid: 100, gid: 102, owns: '/var/lib/prosody' }, { name: 'app', uid: 1000, gid: 1000 }] });
});
