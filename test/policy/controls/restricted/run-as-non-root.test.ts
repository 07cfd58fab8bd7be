import { runAsNonRoot, exceptInUserNamespaces } from '../../../../src/policy/controls/restricted/run-as-non-root';
import { CONTAINERS, fixed, ODD, withContainers, withContexts } from '../baseline/contexts';
import { fixed as fixedFor } from '../hardened/fixed';
import { found, goodPod } from '../support';

const FIELDS = ['spec', ...CONTAINERS].map((owner) => `${owner}.securityContext.runAsNonRoot`);
const [OF_POD, ...OF_CONTAINERS] = FIELDS;

const pod = (ofPod: unknown, ofContainers: unknown) =>
  withContexts({ runAsNonRoot: ofContainers }, (spec) => { spec.securityContext.runAsNonRoot = ofPod; });

test.each<[unknown, unknown, string[]]>([
  [true, undefined, []],
  [undefined, true, []],
  [false, true, [OF_POD]],
  [true, false, OF_CONTAINERS],
  [false, false, FIELDS],
  [false, undefined, FIELDS],
  [undefined, undefined, OF_CONTAINERS],
  [null, null, OF_CONTAINERS],
  ['true', undefined, OF_CONTAINERS],
  [1, 1, OF_CONTAINERS],
])('evaluates pod %j with containers %j', (ofPod, ofContainers, expected) => {
  expect(found(runAsNonRoot, pod(ofPod, ofContainers))).toEqual(expected);
});

test.each(ODD)('security contexts of %j do not set the field', (securityContext) => {
  const makeOdd = (owner: any) => { owner.securityContext = securityContext; };
  expect(found(runAsNonRoot, withContainers(makeOdd, makeOdd))).toEqual(OF_CONTAINERS);
});

test('a pod without containers has no findings', () => {
  expect(found(runAsNonRoot, goodPod((spec) => Object.assign(spec, { securityContext: null, containers: null, initContainers: 'text' })))).toEqual([]);
});

test.each<[unknown, unknown, unknown, unknown]>([
  [undefined, undefined, true, true],
  [null, null, true, true],
  [false, undefined, false, undefined],
  [undefined, false, true, false],
  ['text', 0, 'text', 0],
])('the fix turns pod %j and containers %j into %j and %j', (ofPod, ofContainers, podThen, containersThen) => {
  const once = fixed(runAsNonRoot, pod(ofPod, ofContainers));
  expect(once).toEqual(pod(podThen, containersThen));
  expect(fixed(runAsNonRoot, once)).toEqual(once);
});

test('the fix creates missing security contexts', () => {
  const bare = withContainers((container) => { delete container.securityContext; }, (spec) => { delete spec.securityContext; });
  expect(found(runAsNonRoot, fixed(runAsNonRoot, bare))).toEqual([]);
});

test.each<[unknown, unknown, unknown]>([[true, true, undefined], [false, false, false], [true, 'text', 'text'], [undefined, null, null]])(
  'for root in a user namespace the fix removes true: pod %j and containers %j', (ofPod, ofContainers, containersThen) => {
    const then = fixedFor(runAsNonRoot, pod(ofPod, ofContainers), { choices: { identity: { user: 0, isRoot: true } } });
    expect(then).toEqual(pod(ofPod === true ? undefined : ofPod, containersThen));
    expect(JSON.stringify(then)).not.toContain('"runAsNonRoot":true');
  });

test.each([[34, FIELDS], [35, []]])('user namespaces are not restricted since 1.35: 1.%i', (version, expected) => {
  const inNamespace = withContexts({ runAsNonRoot: false }, (spec) => {
    spec.hostUsers = false;
    spec.securityContext.runAsNonRoot = false;
  });
  expect(found(runAsNonRoot, inNamespace, `1.${version}`)).toEqual(expected);
});

test('a check in the cluster has one variant before 1.35, and one since then that leaves out user namespaces', () => {
  const variant = { each: 'pod', violates: 'spec.a' } as const;
  expect(exceptInUserNamespaces(variant)).toEqual([
    { ...variant, before: 35 }, { ...variant, since: 35, violates: '!(variables.spec.?hostUsers.orValue(true) == false) && spec.a' },
  ]);
});
