import { policyWith } from './built';
import { dockerfileRunAs } from '../../../src/controls/dockerfile/dockerfile-run-as';
import { found, goodContainer, goodPod, violations } from '../support';

const IMAGE = { user: 1001, ownedPaths: ['/data', '/cache'] };
const judge = (image: object, change?: (spec: any) => void) => found(dockerfileRunAs, goodPod(change), undefined, policyWith(image));

test('refuses another user at the pod, and says whose the files are', () => {
  expect(violations(dockerfileRunAs, goodPod(), undefined, policyWith(IMAGE))).toEqual([{
    container: 'main',
    path: ['spec', 'securityContext', 'runAsUser'],
    value: 65532,
    detail: 'Dockerfile gives "/data", "/cache" to its USER 1001',
    remedy: undefined,
  }]);
});

test('refuses another user at the container, where it counts', () => {
  const own = (user: number) => ({ containers: [main] }: any) => { main.securityContext.runAsUser = user; };
  expect(judge(IMAGE, own(7))).toEqual(['spec.containers[0].securityContext.runAsUser']);
  expect(judge(IMAGE, own(1001))).toEqual([]);
});

test.each<[string, object, ((spec: any) => void)?]>([
  ['the same user', { ...IMAGE, user: 65532 }],
  ['a user that the Dockerfile does not say', { ...IMAGE, user: undefined }],
  ['any where it gives nothing to its user', { ...IMAGE, ownedPaths: [] }],
  ['none', IMAGE, (spec) => { delete spec.securityContext.runAsUser; }],
  ['any in another container', { ...IMAGE, container: 'other' }],
  ['any where nobody knows which of two containers it is', IMAGE, ({ containers }) => containers.push(goodContainer('second'))],
])('accepts %s', (_, image, change = () => {}) => expect(judge(image, change)).toEqual([]));

test('looks at the container that is named', () => {
  expect(judge({ ...IMAGE, container: 'second' }, ({ containers }) => containers.push({ ...goodContainer('second'), securityContext: { runAsUser: 7 } })))
    .toEqual(['spec.containers[1].securityContext.runAsUser']);
});

test('says nothing where no Dockerfile is known', () => expect(found(dockerfileRunAs, goodPod())).toEqual([]));

describe('where nobody gives a uid', () => {
  const none = (spec: any) => { delete spec.securityContext.runAsUser; };

  test('refuses a USER that a kubelet does not start', () => {
    expect(violations(dockerfileRunAs, goodPod(none), undefined, policyWith({ refusedUser: 'app' }))).toEqual([{
      container: 'main',
      path: ['spec', 'securityContext', 'runAsUser'],
      value: undefined,
      detail: 'Dockerfile has USER app, which a kubelet does not accept under `runAsNonRoot`',
      remedy: 'write the number of a user in `runAsUser`, or in USER',
      remedyInCode: 'set the number of a user with `runAs`, or in USER',
    }]);
  });

  test.each<[string, object, ((spec: any) => void)]>([
    ['it is a number, or not known', {}, none],
    ['the platform assigns it', { platform: 'openshift' }, none],
    ['root is allowed', {}, (spec) => {
      none(spec);
      spec.securityContext.runAsNonRoot = spec.containers[0].securityContext.runAsNonRoot = false;
    }],
  ])('accepts it where %s', (_, more, change) => {
    const refusedUser = 'platform' in more || change !== none ? 'app' : undefined;
    expect(found(dockerfileRunAs, goodPod(change), undefined, { ...policyWith({ refusedUser }), ...more })).toEqual([]);
  });
});
