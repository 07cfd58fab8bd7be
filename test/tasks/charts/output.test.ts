import { failureText } from '../../../src/tasks/charts/output';

test.each([
  ['Error: x', 1, 'x'],
  ['', 1, 'helm failed with exit code 1'],
  ['', null, 'helm was killed'],
])('the reason of a program that printed %j and ended with %p', (stderr, status, text) => {
  expect(failureText('helm', { stderr, status })).toBe(text);
});
