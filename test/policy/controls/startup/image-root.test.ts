import { imageRoot } from '../../../../src/policy/controls/startup/image-root';
import { imageUser } from '../../../../src/policy/controls/startup/image-user';
import { APP, lockWith } from '../../../knowledge/image-lock/support';
import { found, goodPod, violations } from '../support';

const FIELD = 'spec.containers[0].securityContext.runAsUser';
const podWith = (securityContext: object, more: object = {}, list = 'containers') => goodPod((spec) => {
  delete spec.initContainers;
  spec.securityContext = {};
  spec[list] = [{ name: 'main', image: 'gitlab/gitlab-ce:18.5.1-ce.0', securityContext, ...more }];
});

test.each<[string, object, string]>([
  ['another user', { runAsUser: 65532 }, 'broken'],
  ['a user that must not be root', { runAsNonRoot: true }, 'broken'],
  ['a user that the image decides about', {}, 'low'],
])('an image that works as root only is reported with %s', (_, context, risk) => {
  expect(violations(imageRoot, podWith(context))).toMatchObject([{ risk, detail: expect.stringMatching(/^gitlab 18\.5\.1 works only as root: its start script .*\. The chart gitlab\/gitlab has/) }]);
});

test.each<[string, object, object?, string?]>([
  ['root, which someone decided', { runAsUser: 0 }],
  ['a command of its own', {}, { command: ['sh'] }],
  ['an ephemeral container', {}, {}, 'ephemeralContainers'],
  ['another image', {}, { image: 'redis:8' }],
])('accepts %s', (...[, context, more, list]) => expect(found(imageRoot, podWith(context, more, list))).toEqual([]));

test('a platform that assigns users is not checked, and no image where images do not count', () => {
  expect(found(imageRoot, podWith({}), undefined, { target: { platform: 'openshift' } })).toEqual([]);
  expect(found(imageRoot, podWith({}), undefined, { choices: { imageFacts: 'off' } })).toEqual([]);
});

test('it is one finding, and not that of image-user, which asks for a uid', () => {
  expect(found(imageRoot, podWith({ runAsNonRoot: true }))).toEqual([FIELD]);
  expect(found(imageUser, podWith({ runAsNonRoot: true }))).toEqual([]);
});

describe('an image whose start script changes the user, as only root may', () => {
  const leavesRoot = { with: 'gosu', uid: 999, gid: 998 };
  const reported = (facts: object, more: object = {}) => {
    const imageLock = { lock: lockWith({ uid: 0, gid: 0, entrypoint: ['/start'], leavesRoot, ...facts }) };
    const pod = podWith({ runAsUser: 999, runAsGroup: 998 }, { image: APP, ...more });
    return violations(imageRoot, pod, undefined, { choices: { imageLock } });
  };

  test('is reported with the way out', () => {
    expect(reported({ leavesRoot: { ...leavesRoot, asUser: 'fails' } })).toMatchObject([{
      risk: 'broken',
      remedy: expect.stringContaining('write the program as `command`'),
      detail: expect.stringContaining('works only as root: its start script switches to the user 999 with gosu, which needs root even for the same user. Write the program as `command`'),
    }]);
  });

  test('is not with a command, or where it may start', () => {
    expect(reported({ leavesRoot: { ...leavesRoot, asUser: 'fails' } }, { command: ['/app'] })).toEqual([]);
    expect(reported({ leavesRoot: { ...leavesRoot, asUser: 'unknown' } })).toEqual([]);
    expect(reported({})).toEqual([]);
  });
});
