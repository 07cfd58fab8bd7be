import { DIGEST, HEX } from './support';
import { parseLock } from '../../../src/knowledge/image-lock/parse-lock';
import { printLock } from '../../../src/knowledge/image-lock/print-lock';

const entry = (name: string, platforms?: readonly string[]) => ({ name, digest: DIGEST, platforms, resolved: '2026-11-28' });

/** In the order of a file. */
const IMAGES = [
  entry('docker.io/grafana/grafana:12'), entry('docker.io/library/nginx:1.29'), entry('docker.io/localhost/app:1'),
  entry('quay.io/team/app:2', ['linux/amd64', 'linux/arm64']),
];

// Renovate: lib/modules/manager/kubernetes/extract.ts, k8sImageRegex with dockerImageRegexPattern. Dependabot: IMAGE_SPEC and DIGEST of
// docker/lib/dependabot/docker/file_parser.rb, and what shared_file_updater.rb makes of it: without docker.io, and only without quotes.
const RENOVATE = /^\s*-?\s*image:\s*['"]?((?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]+)?)\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,}))?['"]?\s*$/;

test('is sorted, is read as it was, and changes nothing if it is printed again', () => {
  const text = printLock(IMAGES);
  expect(text).toBe(printLock([...IMAGES].reverse()));
  expect(text).toContain('kind: ImageLock\nimages:\n  - image: grafana/grafana:12@sha256:');
  const { images } = parseLock(Buffer.from(text), 'images.lock.yaml');
  expect([...images.values()]).toEqual(IMAGES);
  expect(printLock([...images.values()])).toBe(text);
});

test('a registry with an address of IPv6 needs quotes', () => {
  const text = printLock([entry('[::1]:5000/team/app:2')]);
  expect([...parseLock(Buffer.from(text), 'f').images.keys()]).toEqual(['[::1]:5000/team/app:2']);
});

test('an empty one can be read', () => expect(parseLock(Buffer.from(printLock([])), 'f').images.size).toBe(0));

test('Renovate finds name, tag and digest of every entry', () => {
  const found = printLock(IMAGES).split('\n').flatMap((line) => {
    const match = RENOVATE.exec(line);
    return match ? [match.slice(1, 4)] : [];
  });
  expect(found).toEqual([
    ['grafana/grafana', '12', DIGEST], ['nginx', '1.29', DIGEST], ['docker.io/localhost/app', '1', DIGEST], ['quay.io/team/app', '2', DIGEST],
  ]);
});

test('Dependabot finds the line that it is to change by the name without docker.io', () => {
  const text = printLock([entry('docker.io/library/nginx:1.29')]);
  expect(new RegExp(`^\\s*(?:-\\s)?image:\\s+nginx:1\\.29@sha256:${HEX}(?=\\s|$)`, 'm').test(text)).toBe(true);
});
