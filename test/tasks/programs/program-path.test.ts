import { dirname } from 'path';
import { programPath } from '../../../src/tasks/programs/program-path';

const on = (...files: readonly string[]) => ({ platform: 'win32' as const, isFile: (path: string) => files.includes(path) });
const PATH = { Path: 'C:\\Tools;"C:\\Program Files\\Helm";.;bin;\\bin' };

test('on Windows, a program comes from an absolute folder of the PATH', () => {
  expect(programPath('helm', PATH, on('C:\\Tools\\helm.exe', 'C:\\Program Files\\Helm\\helm.exe'))).toBe('C:\\Tools\\helm.exe');
  expect(programPath('helm', { PATH: PATH.Path }, on('C:\\Program Files\\Helm\\helm.exe'))).toBe('C:\\Program Files\\Helm\\helm.exe');
  expect(programPath('more', PATH, on('C:\\Tools\\more.com'))).toBe('C:\\Tools\\more.com');
});

test.each(['helm.exe', '.\\helm.exe', 'bin\\helm.exe', '\\bin\\helm.exe', 'C:\\Tools\\helm.cmd'])('on Windows, %s is not started: a stranger may have written it, or it is a script', (file) => {
  const path = programPath('helm', PATH, on(file));
  expect(path).not.toBe('helm');
  expect(path).toBe(`${dirname(process.execPath).replaceAll('/', '\\')}\\helm.exe`);
});

test('on Windows, a path is a program as it is', () => {
  expect(programPath('C:\\node.exe', PATH, on())).toBe('C:\\node.exe');
});

test('elsewhere, the system looks only into the PATH', () => {
  expect(programPath('helm', PATH, { ...on('C:\\Tools\\helm.exe'), platform: 'linux' })).toBe('helm');
});
