import { failureText, printedLines } from '../../../src/tasks/charts/output';

test.each([
  ['Error: x', 1, 'x'],
  ['', 1, 'helm failed with exit code 1'],
  ['', null, 'helm was killed'],
])('the reason of a program that printed %j and ended with %p', (stderr, status, text) => {
  expect(failureText('helm', { stderr, status })).toBe(text);
});

test.each([
  ['Error: execution error at (web/templates/a.yaml:1:3): password=hunter2Zq7W9', 'execution error at (web/templates/a.yaml:1:3): password=(hidden)'],
  ["Error: - at '/auth/password': 'tiger2horse' does not match pattern '^[a-z]+$'", "- at '/auth/password': '(hidden)' does not match pattern '^[a-z]+$'"],
  ["Error: - at '/users/0/passwords/1': 'tiger2horse' is not valid", "- at '/users/0/passwords/1': '(hidden)' is not valid"],
  ["Error: - at '/auth/mode': 'plain' is not valid", "- at '/auth/mode': 'plain' is not valid"],
  ['Error: execution error at (a.yaml:1:3): password "tiger2horse" is too short', 'execution error at (a.yaml:1:3): password "(hidden)" is too short'],
  ['Error: secret "web-tls" not found', 'secret "web-tls" not found'],
  ['Error: - auth.password: Does not match pattern', '- auth.password: Does not match pattern'],
  ['Error: GET https://bot:hunter2Zq7W9@charts.example.com/index.yaml: 401', 'GET https://bot:(hidden)@charts.example.com/index.yaml: 401'],
  ['Error: manifest sha256:5342f6a1411bd48a5e510b27c4c13cd4f4c68cb45135161454ac98a9598be0e5 not found', 'manifest sha256:5342f6a1411bd48a5e510b27c4c13cd4f4c68cb45135161454ac98a9598be0e5 not found'],
])('of the output %j it shows no secret', (stderr, text) => {
  expect(failureText('helm', { stderr, status: 1 })).toBe(text);
  expect(printedLines(stderr)).toEqual([`Error: ${text}`]);
});
