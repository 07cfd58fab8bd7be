import { ODD_LISTS } from './pod-with';
import { JsonObject } from '../../../../src/formats/manifest/json';
import { amended, thirdPartyContext } from '../../../../src/policy/context/context';
import { undeclaredWritablePaths } from '../../../../src/policy/controls/hardened/undeclared-writable-paths';
import { writablePaths } from '../../../../src/policy/controls/hardened/writable-paths';
import { assess } from '../../../../src/policy/engine/assess';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { EvaluatedFinding } from '../../../../src/policy/engine/finding';
import { planOf } from '../../../../src/policy/engine/plan';
import { profileOf } from '../../../../src/policy/engine/profile';
import { found, goodContainer, goodPod, violations } from '../support';

/** As hardening leaves a pod whose author said nothing about root filesystems. */
const FOREIGN = amended(thirdPartyContext('kubernetes'), { notes: { writableRoots: new Set(['main', 'side', 'open', 'debug', 'setup', 'writable-seed-main']) } });
const closed = (name: string, fields: JsonObject = {}) => ({ ...goodContainer(name), volumeMounts: [], ...fields });
const podOf = (...containers: JsonObject[]) => goodPod((spec) => Object.assign(spec, { initContainers: [], containers }));

test('reports one warning per pod, with all containers that have no writable path', () => {
  const pod = podOf(closed('main'), goodContainer('open'), closed('side'));
  const ids = evaluate(pod, profileOf('hardened'), FOREIGN).map(({ control, severity }) => `${control.id} ${severity}`)
    .filter((id) => id.includes('writable-paths'));
  expect(ids).toEqual(['undeclared-writable-paths warning']);
  expect(violations(undeclaredWritablePaths, pod, undefined, FOREIGN)).toMatchObject([{
    path: ['spec', 'containers', 0, 'securityContext', 'readOnlyRootFilesystem'],
    container: undefined,
    allowKey: 'main, side',
    detail: 'these containers have neither a writable mount nor declared writable paths: main, side',
  }]);
});

test.each<[string, JsonObject]>([
  ['a writable mount elsewhere than /tmp', closed('main', { volumeMounts: [{ name: 'tmp-main', mountPath: '/run' }] })],
  ['a writable PVC', closed('main', { volumeMounts: [{ name: 'template', mountPath: '/data' }] })],
  ['a writable root', closed('main', { securityContext: {} })],
])('accepts %s', (_, container) => {
  expect(found(undeclaredWritablePaths, podOf(container), undefined, FOREIGN)).toEqual([]);
  expect(found(writablePaths, podOf(container), undefined, FOREIGN)).toEqual([]);
});

test('read-only mounts do not count as writable', () => {
  const mounts = [{ name: 'tmp-main', mountPath: '/tmp', readOnly: true }];
  expect(found(undeclaredWritablePaths, podOf(closed('main', { volumeMounts: mounts })), undefined, FOREIGN)).toEqual(['spec.containers[0].securityContext.readOnlyRootFilesystem']);
});

test('reports each missing path of a hardened construct as an error', () => {
  expect(found(undeclaredWritablePaths, podOf(closed('main')))).toEqual([]);
  expect(found(writablePaths, podOf(closed('main')))).toEqual(['spec.containers[0].volumeMounts']);
});

test('ignores ephemeral containers, which get no volume', () => {
  const pod = goodPod((spec) => { spec.ephemeralContainers = [closed('debug')]; });
  expect(found(undeclaredWritablePaths, pod, undefined, FOREIGN)).toEqual([]);
});

test('ignores a container that the library adds', () => {
  const pod = goodPod((spec) => { spec.initContainers = [closed('writable-seed-main')]; });
  expect(found(undeclaredWritablePaths, pod, undefined, FOREIGN)).toEqual([]);
});

test.each(ODD_LISTS)('survives containers and mounts of %j', (list) => {
  const odd = goodPod((spec) => { spec.containers[0].volumeMounts = list; spec.initContainers = list; });
  expect(() => found(undeclaredWritablePaths, odd, undefined, FOREIGN)).not.toThrow();
});

describe('a read-only root filesystem that the author chose', () => {
  const CHOSEN = thirdPartyContext('kubernetes');

  test('is not reported', () => {
    expect(found(undeclaredWritablePaths, podOf(closed('main')), undefined, CHOSEN)).toEqual([]);
    expect(found(undeclaredWritablePaths, podOf(closed('main')), undefined, amended(CHOSEN, { notes: { writableRoots: new Set<string>() } }))).toEqual([]);
  });

  test('is not reported beside one that hardening filled in', () => {
    const [{ allowKey }] = violations(undeclaredWritablePaths, podOf(closed('main'), closed('side')), undefined, amended(CHOSEN, { notes: { writableRoots: new Set(['side']) } }));
    expect(allowKey).toBe('side');
  });

  test('is reported where it may be the default of cdk8s-plus', () => {
    expect(found(undeclaredWritablePaths, podOf(closed('main')), undefined, amended(CHOSEN, { notes: { hasLibraryDefaults: true } }))).toHaveLength(1);
  });
});

test('hardening reports what it made read-only without a place to write', () => {
  // Nothing is mounted over what the author mounts at /tmp.
  const bare = (name: string, securityContext: object) => closed(name, { securityContext, volumeMounts: [{ name: 'config', mountPath: '/tmp', readOnly: true }] });
  const pod = podOf(bare('main', {}), bare('side', { readOnlyRootFilesystem: true }));
  const { objects: [{ findings, opened }] } = assess(pod, (object) => planOf({ profile: 'hardened' }, object));
  const keys = (all: readonly EvaluatedFinding[]) =>
    all.filter(({ control }) => control === undeclaredWritablePaths).map(({ allowKey }) => allowKey);
  expect(keys(findings)).toEqual(['main']);
  expect(keys(evaluate(opened.object, profileOf('hardened')))).toEqual([]);
});
