import { parse } from 'yaml';
import { withImage } from '../../../src/tasks/settings-file/write-image';

const WEB = { repository: 'registry.example.com/shop/web', uid: 10001, gid: 10001, writablePaths: [{ path: '/data', kind: 'empty' as const }] };
const after = (text: string | undefined, image = 'registry.example.com/shop/web:1.4', found: any = WEB) =>
  Buffer.from(withImage(text === undefined ? undefined : Buffer.from(text), image, found)).toString();

const ENTRY = `  - repository: registry.example.com/shop/web
    uid: 10001
    gid: 10001
    writablePaths:
      - path: /data
        kind: empty
`;

test('a new file has the schema and the entry', () => {
  expect(after(undefined)).toBe(`# yaml-language-server: $schema=https://raw.githubusercontent.com/cdk8s-hardened/cdk8s-hardened/main/schema/settings.json\nimages:\n${ENTRY}`);
});

test.each(['', '# mine\n', '# mine'])('a file without settings keeps its comments: %j', (text) => {
  expect(after(text)).toBe(`${text}${text === '# mine' ? '\n' : ''}images:\n${ENTRY}`);
});

test('a file with other settings keeps them byte for byte', () => {
  const text = '# ours\nprofile:   "hardened"  # for now\n\nwaivers: []\n';
  const result = after(text);
  expect(parse(result).images).toEqual([WEB]);
  const [comment, ...rest] = text.split(/(?<=\n)/);
  expect(result.startsWith(comment) && result.endsWith(rest.join(''))).toBe(true);
});

test('an entry is added behind those of other images, in their style', () => {
  const text = "images:\n- repository: 'a.example/b'   # first\n  uid: 5\nprofile: hardened # last\n";
  expect(after(text)).toBe(`images:
- repository: 'a.example/b'   # first
  uid: 5
- repository: registry.example.com/shop/web
  uid: 10001
  gid: 10001
  writablePaths:
  - path: /data
    kind: empty
profile: hardened # last
`);
});

test('the entry of the image changes, and keeps what is not found again', () => {
  const text = 'images:\n  - repository: registry.example.com/shop/web # ours\n    uid: 5 # old\n    hint: "Set it up"\n    environment: { HOME: /tmp, A: "1" }\n    gid: 10001\n';
  const found = { ...WEB, environment: { A: '2' } };
  const result = after(text, undefined, found);
  expect(result).toMatch(/^images:\n  - repository: registry\.example\.com\/shop\/web # ours\n    uid: 10001 # old\n    hint: "Set it up"\n    environment: \{ HOME: \/tmp, A: "2" \}\n    gid: 10001\n/);
  expect(parse(result).images).toEqual([{ ...found, hint: 'Set it up', environment: { HOME: '/tmp', A: '2' } }]);
});

test('a file that says it already stays as it is', () => {
  const text = `images:\n${ENTRY}    hint: x\n`;
  expect(after(text)).toBe(text);
});

describe('of several entries of a repository', () => {
  const text = 'images:\n  - { repository: docker.io/library/redis, versions: { from: "7", below: "8" }, uid: 1 }\n  - { repository: docker.io/library/redis, tags: [alpine], uid: 2 }\n';
  const uids = (image: string) => parse(after(text, image, { repository: 'docker.io/library/redis', uid: 9 })).images.map(({ uid }: any) => uid);

  test.each<[string, number[]]>([['redis:7.4', [9, 2]], ['redis:8-alpine', [1, 9]], ['redis:8', [1, 2, 9]]])('that which counts for %s changes', (image, expected) => {
    expect(uids(image)).toEqual(expected);
  });
});

test('an entry that lists several repositories changes, and keeps them', () => {
  const text = 'images:\n  - { repositories: [registry.example.com/shop/web, mirror.example.com/web], uid: 5 }\n';
  expect(parse(after(text, undefined, { repository: WEB.repository, uid: 9 })).images).toEqual([
    { repositories: ['registry.example.com/shop/web', 'mirror.example.com/web'], uid: 9 },
  ]);
});

test('an entry with * stays, and the image gets its own', () => {
  const text = 'images:\n  - { repository: registry.example.com/shop/*, uid: 5 }\n';
  expect(parse(after(text)).images).toEqual([{ repository: 'registry.example.com/shop/*', uid: 5 }, WEB]);
});

test('JSON stays JSON', () => {
  expect(JSON.parse(after('{\n  "profile": "hardened"\n}\n'))).toEqual({ profile: 'hardened', images: [WEB] });
});

test.each(['images: 5\n', 'a: [\n', 'a: 1\n---\nb: 2\n'])('a file that is no settings file is refused: %j', (text) => expect(() => after(text)).toThrow());
