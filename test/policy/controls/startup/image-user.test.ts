import { PlatformFacts } from '../../../../src/knowledge/image-lock/facts/image-facts';
import { ImageFacts } from '../../../../src/knowledge/images/known-image';
import { imageUser } from '../../../../src/policy/controls/startup/image-user';
import { APP, APP_SOURCE, lockWith } from '../../../knowledge/image-lock/support';
import { found, goodPod, violations } from '../support';

const FIELD = 'spec.containers[0].securityContext.runAsUser';
const podWith = (image: unknown, securityContext: object, list = 'containers') => goodPod((spec) => {
  delete spec.initContainers;
  delete spec.securityContext.runAsUser;
  spec[list] = [{ name: 'main', image, securityContext }];
});
const NON_ROOT = { runAsNonRoot: true };

test.each<[string, unknown, object, string[]]>([
  ['a USER that is a name', 'memcached:1.6', NON_ROOT, [FIELD]],
  ['a USER that is root', 'redis:8', NON_ROOT, [FIELD]],
  ['a USER that is a number', 'nginxinc/nginx-unprivileged:1.29', NON_ROOT, []],
  ['an image that no one knows', 'registry.example/app:1', NON_ROOT, []],
  ['no image', undefined, NON_ROOT, []],
  ['a name, and a uid', 'memcached:1.6', { ...NON_ROOT, runAsUser: 11211 }, []],
  ['a name, and another uid that works', 'memcached:1.6', { ...NON_ROOT, runAsUser: 65532 }, []],
  ['a container that may be root', 'memcached:1.6', { runAsNonRoot: false }, []],
  ['a container without a user, of an image that works as one user', 'opensearchproject/opensearch:3.1.0', { runAsNonRoot: false }, []],
])('evaluates %s', (_, image, context, expected) => expect(found(imageUser, podWith(image, context))).toEqual(expected));

test('reports init containers, and no ephemeral ones', () => {
  expect(found(imageUser, podWith('memcached:1.6', NON_ROOT, 'initContainers'))).toEqual([FIELD.replace('containers', 'initContainers')]);
  expect(found(imageUser, podWith('memcached:1.6', NON_ROOT, 'ephemeralContainers'))).toEqual([]);
});

test('says what is known, and which uid to write', () => {
  expect(violations(imageUser, podWith('memcached:1.6', NON_ROOT))).toMatchObject([{
    detail: 'the USER of memcached 1.6 is a name, which the kubelet refuses without a uid; the image is built for the uid 11211',
    risk: 'broken',
    refusedBy: 'kubelet',
    remedy: 'write `runAsUser: 11211`',
    remedyInCode: { hardened: 'set `runAs: RunAs.user(11211)`', plain: 'set `user: 11211`' },
  }]);
});

test('reports another uid than the only one that an image works with', () => {
  const [violation] = violations(imageUser, podWith('opensearchproject/opensearch:3.1.0', { runAsUser: 4242 }));
  expect(violation).toMatchObject({ risk: 'low', detail: expect.stringMatching(/works only as the uid \d+$/) });
  expect(violations(imageUser, podWith('opensearchproject/opensearch:3.1.0', { runAsUser: Number(/uid (\d+)/.exec(violation.detail!)![1]) }))).toEqual([]);
});

test.each<[string, ImageFacts, object, string | undefined]>([
  ['a USER that is root', { imageUser: 'root' }, NON_ROOT, 'the USER of app 1 is root, which the kubelet refuses without a uid'],
  ['a USER that no one knows', { uid: 1000 }, NON_ROOT, undefined],
  ['no user but its own, which no one knows', { anyUser: false }, { runAsUser: 4242 }, undefined],
  ['no user but its own', { anyUser: false, uid: 1000 }, { runAsUser: 4242 }, 'app 1 works only as the uid 1000'],
  ['any user', { anyUser: true, uid: 1000 }, { runAsUser: 4242 }, undefined],
])('evaluates an image with %s', (_, facts, context, detail) => {
  const ownImages = { families: [{ name: 'app', repositories: ['registry.example/app'], variants: [facts] }] };
  const remedy = facts.uid && `write \`runAsUser: ${facts.uid}\``;
  expect(violations(imageUser, podWith('registry.example/app:1', context), undefined, { choices: { ownImages } }).map((each) => [each.detail, each.remedy]))
    .toEqual(detail ? [[detail, remedy]] : []);
});

test('finds nothing where images do not count, and where the platform assigns users', () => {
  expect(found(imageUser, podWith('memcached:1.6', NON_ROOT), undefined, { choices: { imageFacts: 'hint' } })).toEqual([FIELD]);
  expect(found(imageUser, podWith('memcached:1.6', NON_ROOT), undefined, { choices: { imageFacts: 'off' } })).toEqual([]);
  expect(found(imageUser, podWith('memcached:1.6', NON_ROOT), undefined, { target: { platform: 'openshift' } })).toEqual([]);
});

describe('what the image itself says, in a lock file', () => {
  const of = (facts: Partial<PlatformFacts>, context: object) =>
    violations(imageUser, podWith(APP, context), undefined, { choices: { imageLock: { lock: lockWith(facts) } } });
  const NAME = `${APP} (${APP_SOURCE})`;

  test.each<[string, Partial<PlatformFacts>, string]>([
    ['a USER that is a name', { user: 'app', uid: 1000, gid: 1000 }, 'is a name, which the kubelet refuses without a uid; the image is built for the uid 1000'],
    ['a start script that leaves root', { uid: 0, leavesRoot: { with: 'gosu', uid: 999, gid: 999 } }, 'is root, which the kubelet refuses without a uid; the image is built for the uid 999'],
    ['root to the end', { uid: 0, accounts: [{ name: 'app', uid: 1000, gid: 1000 }] },
      'is root, which the kubelet refuses without a uid. It starts as root, and its start script changes to no other user that is certain; its users are app (1000:1000)'],
  ])('%s is found', (_, facts, detail) => expect(of(facts, NON_ROOT)).toMatchObject([{ detail: `the USER of ${NAME} ${detail}` }]));

  test('root to the end is found without runAsNonRoot, too, with the options', () => {
    expect(of({ uid: 0 }, { runAsNonRoot: false })).toMatchObject([{ detail: `${NAME}: It starts as root, and its start script changes to no other user that is certain`, remedy: expect.stringContaining('choose a user') }]);
  });

  test.each<[string, Partial<PlatformFacts>, object]>([
    ['a number', { user: '1000', uid: 1000 }, NON_ROOT], ['a uid in the manifest', { uid: 0 }, { runAsUser: 1000 }], ['a script that leaves root', { uid: 0, leavesRoot: { with: 'gosu', uid: 9, gid: 9 } }, {}],
  ])('nothing for %s', (_, facts, context) => expect(of(facts, { runAsNonRoot: false, ...context })).toEqual([]));
});
