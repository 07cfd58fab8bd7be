import { posix, win32 } from 'path';
import { isOnOtherMachine } from '../../../src/formats/files/other-machine';

test.each([
  ['\\\\host\\share\\values.yaml', 'C:\\app', true],
  ['//host/share/values.yaml', 'C:\\app', true],
  ['\\\\?\\UNC\\host\\share\\values.yaml', 'C:\\app', true],
  ['\\\\other\\share\\values.yaml', '\\\\host\\share\\app', true],
  ['\\\\HOST\\share\\app\\values.yaml', '\\\\host\\share\\app', false],
  ['C:\\other\\values.yaml', 'C:\\app', false],
  ['D:\\values.yaml', 'C:\\app', false],
  ['\\values.yaml', 'C:\\app', false],
  ['\\\\?\\C:\\app\\values.yaml', 'C:\\app', false],
  ['\\\\.\\pipe\\values.yaml', 'C:\\app', true],
])('on Windows, %s in the settings of %s is on another machine: %s', (path, folder, expected) => {
  expect(isOnOtherMachine(path, folder, win32)).toBe(expected);
});

test('elsewhere no path names another machine', () => {
  expect(isOnOtherMachine('//host/share/values.yaml', '/app', posix)).toBe(false);
  expect(isOnOtherMachine('\\\\host\\share', '/app', posix)).toBe(false);
});
