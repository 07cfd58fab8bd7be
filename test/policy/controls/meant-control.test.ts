import { CATALOG } from '../../../src/policy/controls/catalog';
import { meantControl } from '../../../src/policy/controls/meant-control';

test.each([
  ['the beginning of an id', 'seccomp', 'seccomp-profile-baseline'],
  ['an id with more behind it', 'privileged-container', 'privileged'],
  ['a misspelled id', 'privilegd', 'privileged'],
  ['a part of an id without its hyphens', 'readonly', 'read-only-root-filesystem'],
  ['an abbreviated id', 'read-only-rootfs', 'read-only-root-filesystem'],
  ['a word of an id', 'escalation', 'allow-privilege-escalation'],
  ['words that begin in the middle of an id', 'rootfs', 'read-only-root-filesystem'],
  ['a field', 'readOnlyRootFilesystem', 'read-only-root-filesystem'],
  ['a field that no id names', 'hostNetwork', 'host-namespaces'],
  ['a field of a container', 'procMount', 'proc-mount'],
  ['an id in capitals', 'HOST-PORTS', 'host-ports'],
])('%s: %s means %s', (_, text, expected) => expect(meantControl(text)).toBe(expected));

test.each(['', '-', 'x', 'latest', 'something-else', 'z'.repeat(1e6), 'read-only'.repeat(1e5)])('%#: a text that means no control', (text) => {
  expect(meantControl(text)).toBeUndefined();
});

test('every id without its hyphens means itself', () => {
  const wrong = CATALOG.map(({ id }) => id).filter((id) => id.includes('-') && meantControl(id.replace(/-/g, '')) !== id);
  expect(wrong).toEqual([]);
});
