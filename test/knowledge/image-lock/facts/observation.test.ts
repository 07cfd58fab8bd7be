import { LockedImage } from '../../../../src/knowledge/image-lock/locked-images';
import { parseLock } from '../../../../src/knowledge/image-lock/parse-lock';
import { printLock } from '../../../../src/knowledge/image-lock/print-lock';
import { APP, DIGEST, OTHER } from '../support';

const OBSERVATION = {
  digest: DIGEST,
  date: '2026-11-29',
  uid: 10007,
  gid: 0,
  writablePaths: [{ path: '/app/logs', kind: 'empty' as const }, { path: '/data/ü', kind: 'seeded' as const, size: 2 ** 31 }],
};
const ENTRY: LockedImage = { name: APP, digest: DIGEST, resolved: '2026-11-28', observation: OBSERVATION };
const read = (text: string) => parseLock(Buffer.from(text), 'images.lock.yaml').images.get(APP)!;

test('what is printed reads as the same', () => {
  const text = printLock([ENTRY]);
  expect(text).toBe(`# Written by \`cdk8s-hardened lock\`. Renovate and Dependabot can update it.
apiVersion: cdk8s-hardened/v1
kind: ImageLock
images:
  - image: ${APP}@${DIGEST}
    resolved: "2026-11-28"
    observation:
      version: 1
      digest: ${DIGEST}
      date: "2026-11-29"
      uid: 10007
      gid: 0
      writablePaths:
        - { path: /app/logs, kind: empty }
        - { path: "/data/\\u00fc", kind: seeded, size: 2147483648 }
`);
  expect(read(text)).toEqual({ ...ENTRY, platforms: undefined });
});

test('no path is a list, too', () => {
  expect(read(printLock([{ ...ENTRY, observation: { ...OBSERVATION, writablePaths: [] } }])).observation!.writablePaths).toEqual([]);
});

test('of another digest it does not count, and stays when the file is written', () => {
  const bumped = printLock([ENTRY]).replace(`${APP}@${DIGEST}`, `${APP}@sha256:${OTHER}`);
  const entry = read(bumped);
  expect(entry.observation).toBeUndefined();
  expect(entry.staleObservation).toEqual(OBSERVATION);
  expect(printLock([entry])).toBe(bumped);
});

test.each<[string, string, RegExp]>([
  ['uid: 10007', 'uid: 0', /:11:7: the `uid` is 0, and must be the id of a user that is not root: remove this observation, and run `cdk8s-hardened suggest-paths IMAGE --save` again/],
  ['uid: 10007', 'uid: x', /the `uid` is "x"/],
  ['gid: 0', 'gid: -1', /the `gid` is -1, and must be an id/],
  ['version: 1', 'version: 2', /the `version` is 2, and must be 1; a newer cdk8s-hardened writes others/],
  ['date: "2026-11-29"', 'date: "29.11."', /the `date` is "29\.11\."/],
  [`digest: ${DIGEST}\n      date`, 'digest: x\n      date', /the `digest` is "x"/],
  ['path: /app/logs', 'path: logs', /the `path` is "logs", and must be an absolute path where a volume can be mounted/],
  ['path: /app/logs', 'path: /proc', /the `path` is "\/proc"/],
  ['path: /app/logs', 'path: /etc', /the `path` is "\/etc"/],
  ['kind: empty', 'kind: full', /the `kind` is "full", and must be empty or seeded/],
  ['size: 2147483648', 'size: 0', /the `size` is 0/],
  ['date: "2026-11-29"', 'day: "2026-11-29"', /an observation has no key `day` here/],
])('instead of %s, %s is an error', (right, wrong, message) => {
  expect(() => read(printLock([ENTRY]).replace(right, wrong))).toThrow(message);
});

test.each(['observation: 7', 'observation: { writablePaths: 7 }'])('%s is an error', (text) => {
  expect(() => read(printLock([{ ...ENTRY, observation: undefined }]) + `    ${text}\n`)).toThrow(/is not an object, which `suggest-paths --save` writes|is missing/);
});
