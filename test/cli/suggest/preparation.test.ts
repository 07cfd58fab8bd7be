import { changes, listing } from './support';
import { imageFiles, withoutPreparation } from '../../../src/cli/suggest/preparation';

const PASSWD = '/etc/passwd';
const PREPARATION = changes('C /etc/', `C ${PASSWD}`, 'A /etc/group', 'A /work/', 'A /work/dir/');
const prepared = listing(['/etc/', PASSWD, '/etc/group', '/etc/app.conf', '/work/', '/work/dir/'], { [PASSWD]: { size: 71, modified: 1000 } });

test('what the runtime added is none of the image\'s', () => {
  expect([...imageFiles(prepared, PREPARATION).keys()]).toEqual(['/etc', PASSWD, '/etc/app.conf']);
});

test('what the runtime changed is not what the program did', () => {
  const seen = [...PREPARATION, ...changes('C /etc/app.conf', 'A /work/dir/f')];
  expect(withoutPreparation(seen, PREPARATION, prepared, prepared)).toEqual(changes('C /etc/app.conf', 'A /work/dir/f'));
});

test.each([{ size: 90 }, { mode: 0o600 }, { uid: 1 }, { gid: 1 }, { modified: 2000 }, { kind: 'link' as const }])('but for what the program changed once more: %j', (change) => {
  const after = new Map([...prepared, [PASSWD, { ...prepared.get(PASSWD)!, ...change }]]);
  expect(withoutPreparation(PREPARATION, PREPARATION, prepared, after)).toEqual(changes(`C ${PASSWD}`));
});

test('nor what it removed', () => {
  const after = new Map([...prepared].filter(([path]) => path !== '/etc/group'));
  expect(withoutPreparation(changes('D /etc/group'), PREPARATION, prepared, after)).toEqual(changes('D /etc/group'));
});

test('a directory that the runtime made is its own, also where the program wrote in it', () => {
  const after = listing(['/work/', '/work/dir/', '/work/dir/f'], { '/work/dir': { modified: 3000 } });
  expect(withoutPreparation(changes('A /work/', 'A /work/dir/', 'A /work/dir/f'), PREPARATION, prepared, after)).toEqual(changes('A /work/dir/f'));
});

test('a runtime that does nothing before the start, as Docker', () => {
  const seen = changes('C /etc/', `C ${PASSWD}`);
  expect(imageFiles(prepared, [])).toEqual(prepared);
  expect(withoutPreparation(seen, [], prepared, prepared)).toEqual(seen);
});
