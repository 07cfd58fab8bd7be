import { DIGEST, lockOf, OTHER } from './support';
import { lockedImage } from '../../../src/knowledge/image-lock/find-image';
import { familiarName, lockName } from '../../../src/knowledge/image-lock/lock-name';

test.each([
  ['nginx', 'docker.io/library/nginx:latest'],
  ['nginx:1.29', 'docker.io/library/nginx:1.29'],
  ['library/nginx:1.29', 'docker.io/library/nginx:1.29'],
  ['docker.io/nginx:1.29', 'docker.io/library/nginx:1.29'],
  ['index.docker.io/library/nginx:1.29', 'docker.io/library/nginx:1.29'],
  [`nginx:1.29@${DIGEST}`, 'docker.io/library/nginx:1.29'],
  ['localhost:5000/a/b-c__d:x', 'localhost:5000/a/b-c__d:x'],
  ['[::1]:5000/app:1', '[::1]:5000/app:1'],
])('%s is locked as %s', (image, name) => {
  expect(lockName(image)).toBe(name);
  expect(lockName(familiarName(name))).toBe(name);
});

test.each([
  undefined, null, 7, {}, '', ' nginx', '-nginx', '--help', '-o=x', 'nginx:', 'nginx:1 2', 'nginx:$(id)', '${IMAGE}', '{{ .Values.image }}', 'a//b', 'a/../b', 'A',
  'app@sha256:12', `app@${DIGEST}`, `app:1@md5:${OTHER}`, 'a\nb', 'nginx:1\n', `a${'b'.repeat(600)}`,
])('%p has no name in a lock file', (image) => expect(lockName(image)).toBeUndefined());

test('a name that needs its registry keeps it', () => {
  expect(familiarName('docker.io/localhost/app:1')).toBe('docker.io/localhost/app:1');
  expect(familiarName('quay.io/library/app:1')).toBe('quay.io/library/app:1');
});

const LOCK = lockOf([`nginx:1.29@${DIGEST}`, `harbor.example/hub/library/redis:8@${DIGEST}`, `docker.io/library/redis:8@sha256:${OTHER}`]);
const MIRRORS = { 'harbor.example/hub': 'docker.io', 'proxy.example': '' };

test.each([
  ['nginx:1.29', 'docker.io/library/nginx:1.29'],
  [`nginx:1.29@sha256:${OTHER}`, 'docker.io/library/nginx:1.29'],
  ['harbor.example/hub/library/nginx:1.29', 'docker.io/library/nginx:1.29'],
  ['proxy.example/docker.io/library/nginx:1.29', 'docker.io/library/nginx:1.29'],
  // Its own name counts before that of its mirror.
  ['harbor.example/hub/library/redis:8', 'harbor.example/hub/library/redis:8'],
  ['redis:8', 'docker.io/library/redis:8'],
])('finds the entry of %s', (image, name) => expect(lockedImage(LOCK, image, MIRRORS)?.name).toBe(name));

// Nobody but the user knows which of the public mirrors the registry of a lock file stands for.
test.each(['nginx:1.28', 'nginx', `nginx@${DIGEST}`, 'team/nginx:1.29', 'quay.io/library/nginx:1.29', 'public.ecr.aws/docker/library/nginx:1.29', '', undefined, 7])(
  'finds none for %p', (image) => expect(lockedImage(LOCK, image, MIRRORS)).toBeUndefined(),
);

test('without mirrors a name is only itself', () => expect(lockedImage(LOCK, 'harbor.example/hub/library/nginx:1.29')).toBeUndefined());
