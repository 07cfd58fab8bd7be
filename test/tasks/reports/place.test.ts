import { objectTitle, placeText, repositoryPlace, sourceOf } from '../../../src/tasks/reports/place';
import { toFinding } from '../../../src/tasks/reports/to-finding';
import { finding } from '../../policy/waivers/findings';

test.each([
  [{ kind: 'Deployment', namespace: 'shop', name: 'web' }, 'Deployment shop/web'],
  [{ kind: 'Namespace', name: 'shop' }, 'Namespace shop'],
  [{ kind: 'Pod', name: '' }, 'Pod (no name)'],
  [{ kind: 'Dockerfile', name: 'app/Dockerfile' }, 'Dockerfile app/Dockerfile'],
  [{ kind: '', name: '' }, '(no object)'],
  [{ kind: 'Pod', name: 'a\u001b[31m' }, 'Pod a\\u001b[31m'],
])('the title of %j is %s', (object, expected) => expect(objectTitle(object)).toBe(expected));

test('a finding is at its line of a file, or at its construct, and an app has no path', () => {
  expect(placeText({ file: 'dist/web.yaml', line: 12, column: 9 })).toBe('dist/web.yaml:12:9');
  expect(placeText({ constructPath: 'shop/web' })).toBe('shop/web');
  expect(sourceOf({ constructPath: '' })).toBe('(root)');
  expect(sourceOf({})).toBe('');
});

test('platforms show a finding of the construct tree at the program, and one of a file at its line', () => {
  const found = toFinding(finding('privileged'), {}, {});
  expect(repositoryPlace({ ...found, file: './dist/web.yaml', line: 3 })).toEqual({ uri: 'dist/web.yaml', line: 3 });
  expect(repositoryPlace({ ...found, constructPath: 'shop' }).line).toBe(1);
});
