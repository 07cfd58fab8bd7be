import { changes, listing } from './support';
import { imageFiles, withoutPreparation } from '../../../../src/commands/cli/suggest/preparation';

const PASSWD = '/etc/passwd';
const PREPARATION = changes('C /etc/', `C ${PASSWD}`, 'A /etc/group', 'A /work/', 'A /work/dir/');
const prepared = listing(['/etc/', PASSWD, '/etc/group', '/etc/app.conf', '/work/', '/work/dir/'], { [PASSWD]: { size: 71, modified: 1000 } });

test('files that the runtime added are not files of the image', () => {
  expect([...imageFiles(prepared, PREPARATION).keys()]).toEqual(['/etc', PASSWD, '/etc/app.conf']);
});

test('changes of the runtime are not changes of the program', () => {
  const seen = [...PREPARATION, ...changes('C /etc/app.conf', 'A /work/dir/f')];
  expect(withoutPreparation(seen, PREPARATION, prepared, prepared)).toEqual(changes('C /etc/app.conf', 'A /work/dir/f'));
});

test.each([{ size: 90 }, { mode: 0o600 }, { uid: 1 }, { gid: 1 }, { modified: 2000 }, { kind: 'link' as const }])('keeps what the program changed again: %j', (change) => {
  const after = new Map([...prepared, [PASSWD, { ...prepared.get(PASSWD)!, ...change }]]);
  expect(withoutPreparation(PREPARATION, PREPARATION, prepared, after)).toEqual(changes(`C ${PASSWD}`));
});

test('keeps what the program removed', () => {
  const after = new Map([...prepared].filter(([path]) => path !== '/etc/group'));
  expect(withoutPreparation(changes('D /etc/group'), PREPARATION, prepared, after)).toEqual(changes('D /etc/group'));
});

test('ignores a directory that the runtime created, also if the program wrote in it', () => {
  const after = listing(['/work/', '/work/dir/', '/work/dir/f'], { '/work/dir': { modified: 3000 } });
  expect(withoutPreparation(changes('A /work/', 'A /work/dir/', 'A /work/dir/f'), PREPARATION, prepared, after)).toEqual(changes('A /work/dir/f'));
});

test('a runtime that prepares nothing, such as Docker, changes nothing', () => {
  const seen = changes('C /etc/', `C ${PASSWD}`);
  expect(imageFiles(prepared, [])).toEqual(prepared);
  expect(withoutPreparation(seen, [], prepared, prepared)).toEqual(seen);
});
