import { deployment, messagesOf } from './support';
import { DeclaredPath } from '../../../../src/knowledge/writable-paths/declared-path';
import { seedUpdateStrategy } from '../../../../src/policy/controls/declarations/seed-update-strategy';

const replaced = (replaces: boolean) => ({ paths: [{ kind: 'persistentVolumeClaim', path: '/a', claim: { name: 'data' }, seed: { replaces } } as DeclaredPath] });
const ERROR = [`path "/a" replaces its files, and several pods can use the PVC at once: ${seedUpdateStrategy.remedy}`];

test.each<[string, object, string[]]>([
  ['a Deployment with a rolling update', deployment({}, { replicas: 1 }), ERROR],
  ['a Deployment with two replicas', deployment({}, { replicas: 2, strategy: { type: 'Recreate' } }), ERROR],
  ['a Deployment with one replica that is recreated', deployment({}, { replicas: 1, strategy: { type: 'Recreate' } }), []],
  ['a StatefulSet with two replicas', { ...deployment({}, { replicas: 2 }), kind: 'StatefulSet' }, ERROR],
  ['a StatefulSet with one replica', { ...deployment({}, { replicas: 1 }), kind: 'StatefulSet' }, []],
  ['a Job, whose pods run one by one', { ...deployment({}, { replicas: 2 }), kind: 'Job' }, []],
  ['a DaemonSet', { ...deployment({}), kind: 'DaemonSet' }, ERROR],
])('evaluates replaced seed files in %s', (_, object, expected) => {
  expect(messagesOf(seedUpdateStrategy, replaced(true), object as any)).toEqual(expected);
  expect(messagesOf(seedUpdateStrategy, replaced(false), object as any)).toEqual([]);
});

test('accepts a path that is not seeded', () => {
  const paths = [{ kind: 'persistentVolumeClaim', path: '/a', claim: { name: 'data' } } as DeclaredPath];
  expect(messagesOf(seedUpdateStrategy, { paths }, deployment({}, { replicas: 2 }))).toEqual([]);
});
