import { DIGEST, HEX, lockText } from './support';
import { InputError } from '../../../src/formats/manifest/input-error';
import { parseLock } from '../../../src/knowledge/image-lock/parse-lock';
import { readLock } from '../../../src/knowledge/image-lock/read-lock';

const read = (text: string) => parseLock(Buffer.from(text), 'images.lock.yaml');

function errorOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
  throw new Error('it is accepted');
}

const HEAD = 'apiVersion: cdk8s-hardened/v1\nkind: ImageLock\n';
const withEntry = (fields: string) => `${HEAD}images:\n  - ${fields}\n`;

test('reads entries by their names, whatever registry is written', () => {
  const { file, images } = read(`# a comment
${HEAD}images:
  - image: nginx:1.29@${DIGEST}
    platforms: [linux/amd64, linux/arm/v7]
    resolved: "2026-11-28"
  - { image: 'reg.example:5000/team/app:1@sha512:${HEX}${HEX}', resolved: 2026-01-02 }
`);
  expect(file).toBe('images.lock.yaml');
  expect([...images.values()]).toEqual([
    { name: 'docker.io/library/nginx:1.29', digest: DIGEST, platforms: ['linux/amd64', 'linux/arm/v7'], resolved: '2026-11-28' },
    { name: 'reg.example:5000/team/app:1', digest: `sha512:${HEX}${HEX}`, platforms: undefined, resolved: '2026-01-02' },
  ]);
});

test('reads a file without images', () => expect(read(lockText([])).images.size).toBe(0));

test.each([
  ['', '1:1: this is not a lock file: remove the file, and run `cdk8s-hardened lock`, which writes a new one'],
  ['[]', '1:1: this is not a lock file'],
  ['a: [', '1:'],
  [`${HEAD}---\n${HEAD}`, '1:1: it has several documents: keep one'],
  ['kind: ImageLock\nimages: []', '1:1: the `apiVersion` of the lock file is missing: write cdk8s-hardened/v1'],
  ['apiVersion: v1\nkind: ImageLock', '1:1: the `apiVersion` of the lock file is "v1": write cdk8s-hardened/v1'],
  ['apiVersion: cdk8s-hardened/v1\nkind: Lock', '2:1: the `kind` of the lock file is "Lock": write ImageLock'],
  [`${HEAD}image: []`, '3:1: the lock file has no key `image`: did you mean `images`?'],
  [`${HEAD}zzz: 1`, '3:1: the lock file has no key `zzz`: the keys are apiVersion, kind, images'],
  [HEAD, '1:1: the lock file has no list `images`'],
  [`${HEAD}images: {}`, '3:1: the lock file has no list `images`'],
  [withEntry('text'), '4:5: `images[0]` is "text": write an object with `image` and `resolved`'],
  [withEntry('{ imag: a, resolved: "2026-11-28" }'), '4:7: `images[0]` has no key `imag`: did you mean `image`?'],
  [withEntry('resolved: "2026-11-28"'), '4:5: the `image` of `images[0]` is missing: write a name with tag and digest, such as nginx:1.29@sha256:<64 digits>'],
  ...['7', 'nginx:1.29', `nginx@${DIGEST}`, `nginx:1@sha256:${HEX.slice(1)}`, `-o:1@${DIGEST}`, `"$(id):1@${DIGEST}"`, `"a b:1@${DIGEST}"`, `NGINX:1@${DIGEST}`]
    .map((image) => [withEntry(`{ image: ${image.startsWith('"') ? image : JSON.stringify(image)}, resolved: "2026-11-28" }`), '4:7: the `image` of `images[0]` is "']),
  [withEntry(`{ image: "a:1@${DIGEST}" }`), '4:5: the `resolved` of `images[0]` is missing, which is not a date: write one such as "2026-11-28"'],
  ...['2026-02-30', '2026-11', 'yesterday', '2026-11-28T00:00:00Z'].map((day) =>
    [`${HEAD}images:\n  - image: a:1@${DIGEST}\n    resolved: "${day}"`, `5:5: the \`resolved\` of \`images[0]\` is "${day}", which is not a date`]),
  ...['linux', '[]', '[linux]', '[7]', '["linux/amd64; rm"]'].map((platforms) =>
    [`${HEAD}images:\n  - image: a:1@${DIGEST}\n    platforms: ${platforms}\n    resolved: "2026-11-28"`, '5:5: the `platforms` of `images[0]` are ']),
  [lockText([`nginx:1@${DIGEST}`, `docker.io/library/nginx:1@${DIGEST}`]), '6:5: `images[1]` is for docker.io/library/nginx:1, as `images[0]` is: remove one of them'],
])('%j is refused with its place and the way out', (text, message) => {
  expect(errorOf(text)).toContain(`images.lock.yaml:${message}`);
});

test('a file that is missing is named', () => {
  expect(() => readLock({ path: 'nowhere/images.lock.yaml' })).toThrow('nowhere/images.lock.yaml: no such file');
});
