import { policyWith } from './built';
import { dockerfileRunAs } from '../../../../src/policy/controls/dockerfile/dockerfile-run-as';
import { found, goodContainer, goodPod, violations } from '../support';

const IMAGE = { user: 1001, ownedPaths: ['/data', '/cache'] };
const evaluate = (image: object, change?: (spec: any) => void) => found(dockerfileRunAs, goodPod(change), undefined, policyWith(image));

test('refuses another user of the pod, and names the owner of the files', () => {
  expect(violations(dockerfileRunAs, goodPod(), undefined, policyWith(IMAGE))).toEqual([{
    container: 'main',
    path: ['spec', 'securityContext', 'runAsUser'],
    value: 65532,
    detail: 'Dockerfile gives "/data", "/cache" to its USER 1001',
    remedy: undefined,
  }]);
});

test('refuses another user of the container, where it takes effect', () => {
  const own = (user: number) => ({ containers: [main] }: any) => { main.securityContext.runAsUser = user; };
  expect(evaluate(IMAGE, own(7))).toEqual(['spec.containers[0].securityContext.runAsUser']);
  expect(evaluate(IMAGE, own(1001))).toEqual([]);
});

test.each<[string, object, ((spec: any) => void)?]>([
  ['the same user', { ...IMAGE, user: 65532 }],
  ['a Dockerfile without a user', { ...IMAGE, user: undefined }],
  ['a Dockerfile whose user owns no files', { ...IMAGE, ownedPaths: [] }],
  ['a pod without a uid', IMAGE, (spec) => { delete spec.securityContext.runAsUser; }],
  ['a Dockerfile of another container', { ...IMAGE, container: 'other' }],
  ['a Dockerfile of one of two containers', IMAGE, ({ containers }) => containers.push(goodContainer('second'))],
])('accepts %s', (_, image, change = () => {}) => expect(evaluate(image, change)).toEqual([]));

test('checks the named container', () => {
  expect(evaluate({ ...IMAGE, container: 'second' }, ({ containers }) => containers.push({ ...goodContainer('second'), securityContext: { runAsUser: 7 } })))
    .toEqual(['spec.containers[1].securityContext.runAsUser']);
});

test('accepts any user without a Dockerfile', () => expect(found(dockerfileRunAs, goodPod())).toEqual([]));

describe('without a uid', () => {
  const none = (spec: any) => { delete spec.securityContext.runAsUser; };

  test('refuses a USER that the kubelet does not start', () => {
    expect(violations(dockerfileRunAs, goodPod(none), undefined, policyWith({ refusedUser: 'app' }))).toEqual([{
      container: 'main',
      path: ['spec', 'securityContext', 'runAsUser'],
      value: undefined,
      detail: 'Dockerfile has USER app, which the kubelet does not accept with `runAsNonRoot`',
      remedy: 'write the uid in `runAsUser` or in USER',
      remedyInCode: { hardened: 'set the uid with `runAs`, or in USER', plain: 'set the uid as `user`, or in USER' },
    }]);
  });

  test.each<[string, object, ((spec: any) => void)]>([
    ['it is a number or unknown', {}, none],
    ['the platform assigns the uid', { target: { platform: 'openshift' } }, none],
    ['root is allowed', {}, (spec) => {
      none(spec);
      spec.securityContext.runAsNonRoot = spec.containers[0].securityContext.runAsNonRoot = false;
    }],
  ])('accepts the USER if %s', (_, more, change) => {
    const refusedUser = 'target' in more || change !== none ? 'app' : undefined;
    expect(found(dockerfileRunAs, goodPod(change), undefined, { ...policyWith({ refusedUser }), ...more })).toEqual([]);
  });
});
