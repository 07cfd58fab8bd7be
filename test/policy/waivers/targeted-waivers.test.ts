import { waiver } from './findings';
import { waiverTarget } from '../../../src/policy/controls/waivers/waiver-target';
import { WaiverTarget } from '../../../src/policy/settings/waiver';
import { TargetedWaivers } from '../../../src/policy/waivers/targeted-waivers';

const listedFor = (target: WaiverTarget) => ({ waiver: waiver('privileged'), target });
const objectOf = (apiVersion: string, namespace?: string, name = 'web') => ({ apiVersion, kind: 'Thing', metadata: { name, namespace } });

describe('the target of a waiver', () => {
  const listed = listedFor({ kind: 'Thing', namespace: 'shop', name: 'web' });
  const problems = (...groups: string[]) => {
    const waivers = new TargetedWaivers([listed]);
    groups.forEach((group) => expect(waivers.forObject(objectOf(`${group}/v1`, 'shop'))).toEqual([listed]));
    expect(waivers.isMatched(listed)).toBe(true);
    return waivers.problemsOf(listed);
  };

  test('is accepted for objects of one API group', () => expect(problems('a.example', 'a.example')).toEqual([]));

  test('is reported for objects of two API groups', () => {
    expect(problems('b.example', 'a.example')).toMatchObject([{
      control: waiverTarget,
      detail: 'waiver of "privileged" matches Thing shop/web in several API groups, a.example and b.example: add `apiGroup` to its target',
    }]);
  });
});

test.each([
  ['web/Dockerfile', true], ['./web/../web/Dockerfile', true], ['Dockerfile', false],
])('a target of kind Dockerfile with the name %s matches web/Dockerfile: %p', (name, expected) => {
  const listed = listedFor({ kind: 'Dockerfile', name });
  const waivers = new TargetedWaivers([listed]);
  expect(waivers.forDockerfile('web/Dockerfile')).toEqual(expected ? [listed] : []);
  expect(waivers.isMatched(listed)).toBe(expected);
});

test('a target of a kind of Kubernetes does not match the same kind of another API group', () => {
  const listed = listedFor({ kind: 'Service', name: 'web' });
  const waivers = new TargetedWaivers([listed]);
  expect(waivers.forObject({ apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'web' } })).toEqual([]);
  expect(waivers.isMatched(listed)).toBe(false);
});

test('a target of another kind is no Dockerfile', () => {
  expect(new TargetedWaivers([listedFor({ kind: 'Pod', name: 'web/Dockerfile' })]).forDockerfile('web/Dockerfile')).toEqual([]);
});

test('the waivers of one target keep their order, and others have their own', () => {
  const [first, other, second] = [listedFor({ kind: 'Thing', name: 'web' }), listedFor({ kind: 'Thing', name: 'db' }), listedFor({ kind: 'Thing', name: 'web' })];
  const waivers = new TargetedWaivers([first, other, second]);
  expect(waivers.forObject(objectOf('a.example/v1'))).toEqual([first, second]);
  expect(waivers.isMatched(other)).toBe(false);
  expect(waivers.absence(other, 'the input')).toBe('is for Thing db, which is not in the input');
});

describe('a target that matches nothing', () => {
  const absence = (target: WaiverTarget, ...objects: object[]) => {
    const listed = listedFor(target);
    const waivers = new TargetedWaivers([listed]);
    objects.forEach((object) => expect(waivers.forObject({ ...object })).toEqual([]));
    return waivers.absence(listed, 'the input');
  };
  const target = { kind: 'Thing', namespace: 'shop', name: 'web' };

  test('is said to be in the namespaces where objects of its kind and name are, each once', () => {
    expect(absence(target, objectOf('a.example/v1', 'eu'), objectOf('a.example/v2', 'eu'), objectOf('b.example/v1', 'us')))
      .toContain('but only Thing eu/web, Thing us/web are in the input: write one of these namespaces in its target');
  });

  test.each<[string | undefined, readonly (string | undefined)[], string]>([
    ['shop', ['eu'], 'is for Thing shop/web, but only Thing eu/web is in the input: write `namespace: eu` in its target'],
    ['shop', [undefined], 'is for Thing shop/web, but only Thing web without a namespace is in the input: remove `namespace` from its target'],
    [undefined, ['eu'], 'is for Thing web without a namespace, but only Thing eu/web is in the input: write `namespace: eu` in its target'],
    ['shop', ['a', 'b', 'c'],
      'is for Thing shop/web, but only Thing a/web, Thing b/web, Thing c/web are in the input: write one of these namespaces in its target'],
    ['shop', ['a', 'b', 'c', 'd', 'e'],
      'is for Thing shop/web, but only Thing a/web, Thing b/web, Thing c/web and 2 more are in the input: write one of these namespaces in its target'],
  ])('in the namespace %j is said to be in %j', (namespace, others, expected) => {
    expect(absence({ ...target, namespace }, ...others.map((each) => objectOf('a.example/v1', each)))).toBe(expected);
  });

  test('is not said to be where only other API groups have it', () => {
    expect(absence({ ...target, apiGroup: 'b.example' }, objectOf('a.example/v1', 'eu'))).toBe('is for Thing shop/web, which is not in the input');
  });

  test('and has no name matches no object without a name', () => {
    expect(absence({ ...target, name: '' }, objectOf('a.example/v1', 'eu', ''))).toBe('is for Thing shop/, which is not in the input');
  });
});
