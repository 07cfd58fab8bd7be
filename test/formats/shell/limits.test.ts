import { parse } from '../../../src/formats/shell/parse';
import { execCommands, shellCommands } from '../../../src/formats/shell/shell-commands';
import { ShellError } from '../../../src/formats/shell/shell-error';
import { NOTHING_KNOWN } from '../../../src/formats/shell/variables';
import { dockerfile, lastOf } from '../dockerfile/support';

const mockCalls: string[] = [];

jest.mock('../../../vendor/unbash', () => {
  const { parse: read, forEachChild } = jest.requireActual('../../../vendor/unbash');
  return { forEachChild, parse: (script: string) => (mockCalls.push(script), read(script)) };
});

beforeEach(() => mockCalls.splice(0));

const FILE = 'move it into a file of the image';

test.each<[string, string, string, number]>([
  ['the longest argument of Linux', 'a'.repeat(131_072), `the script is longer than 131071 bytes, so Linux does not start it: ${FILE}`, 0],
  ['here-documents', 'a <<E\nE\n'.repeat(1001), `the script has more than 1000 here-documents: ${FILE}`, 0],
  ['here-documents in one line', '<<a '.repeat(30_000), `the script has more than 1000 here-documents: ${FILE}`, 0],
  ['substitutions', '$('.repeat(60_000), `the script is nested too deeply to be read: ${FILE}`, 1],
  ['quoted substitutions', '"$('.repeat(40_000), `the script is nested too deeply to be read: ${FILE}`, 1],
  ['defaults of variables', '${a:-'.repeat(25_000), `the script is nested too deeply to be read: ${FILE}`, 1],
  ['groups', `${'{ '.repeat(300)}sudo a`, `the script is nested too deeply to be read: ${FILE}`, 1],
  ['conditions in a substitution', `$(${'if '.repeat(300)})`, `the script is nested too deeply to be read: ${FILE}`, 1],
  ['functions', 'a()'.repeat(40_000), `the script is nested too deeply to be read: ${FILE}`, 1],
  ['background jobs', 'coproc '.repeat(18_000), `the script is nested too deeply to be read: ${FILE}`, 1],
  ['sums', `$((${'1+'.repeat(5000)}1))`, `the script is nested too deeply to be read: ${FILE}`, 1],
])('refuses more than %s', (_, script, message, calls) => {
  expect(() => parse(script)).toThrow(new ShellError(message));
  expect(() => shellCommands(`b; ${script}`, NOTHING_KNOWN)).toThrow(ShellError);
  expect(mockCalls).toHaveLength(2 * calls);
});

test.each<[string, string]>([
  ['the longest script', `${'b;'.repeat(65_530)}sudo a`],
  ['here-documents', `${'a <<E\nE\n'.repeat(1000)}sudo a`],
  ['texts of operators', `${'a <<<b; '.repeat(2000)}sudo a`],
  ['substitutions', `${'$('.repeat(12)}sudo a${')'.repeat(12)}`],
  ['groups', `${'{ '.repeat(200)}sudo a${'; }'.repeat(200)}`],
])('reads %s up to the limit', (_, script) => expect(shellCommands(script, NOTHING_KNOWN)).toContainEqual(['a']));

test.each<[string, string]>([
  ['a value', `A=${'x'.repeat(20_000)}; ${'echo $A; '.repeat(1000)}`],
  ['a value in a word', `A=${'x'.repeat(20_000)}; echo ${'$A'.repeat(10_000)}`],
  ['a value that is split', `A='${'x '.repeat(1900)}'; ${'echo $A; '.repeat(2000)}`],
  ['an array', `A=(${'x '.repeat(490)}); ${'echo ${A[@]}; '.repeat(1000)}`],
  ['braces', `echo ${'{a,b}'.repeat(20_000)}`],
  ['scripts in a value', `A='${'a;'.repeat(900)}'; ${'eval $A; '.repeat(1000)}`],
])('refuses %s that makes a short script long', (_, script) => {
  expect(() => shellCommands(script, NOTHING_KNOWN)).toThrow(new ShellError('the text is too long after its variables are expanded: use variables with long values less often'));
});

test('a value that starts itself does not double at each level', () => {
  const lookup = (name: string) => name === 'A' ? 'eval $A; eval $A' : undefined;
  expect(() => shellCommands('eval $A', lookup)).toThrow('more than 20 levels deep');
  expect(mockCalls.length).toBeLessThan(30);
});

test('the elements of an array are not copied for each that is added', () => {
  expect(shellCommands(`${'A+=(x);'.repeat(400)} a \${A[@]}`, NOTHING_KNOWN)).toEqual([['a', ...Array(400).fill('x')]]);
});

test('a program that starts others too often is refused, too', () => {
  expect(() => execCommands([...Array(30).fill('env'), 'a'])).toThrow('commands start each other more than 20 levels deep');
});

test('a Dockerfile has the line of a script that cannot be read', () => {
  expect(() => lastOf('RUN a', `RUN a "${'$('.repeat(20)}"`)).toThrow(expect.objectContaining({
    message: `the script is nested too deeply to be read: ${FILE}`, line: 3,
  }));
  expect(() => lastOf(`RUN ["sh", "-c", "${'b;'.repeat(70_000)}"]`)).toThrow(expect.objectContaining({ line: 2 }));
});

test('a Dockerfile has room for its values, and no more', () => {
  const value = 'x '.repeat(2000);
  const build = (runs: number) => dockerfile('FROM a', `ENV A="${value}"`, ...Array(runs).fill('RUN a $A'));
  expect(build(10).instructions[2].commands[0]).toHaveLength(2001);
  expect(() => build(1000)).toThrow(expect.objectContaining({
    message: 'the text is too long after its variables are expanded: use variables with long values less often', line: expect.any(Number),
  }));
});
