import { deployment, said } from './support';
import { seedUpdateStrategy } from '../../../src/controls/declarations/seed-update-strategy';
import { DeclaredPath } from '../../../src/settings/paths';

const replaced = (replaces: boolean) => ({ paths: [{ kind: 'persistentVolumeClaim', path: '/a', claim: { name: 'data' }, seed: { replaces } } as DeclaredPath] });
const ERROR = [`path "/a" replaces its files, and several pods can use the PVC at once: ${seedUpdateStrategy.remedy}`];

test.each<[string, object, string[]]>([
  ['a Deployment with a rolling update', deployment({}, { replicas: 1 }), ERROR],
  ['a Deployment with two replicas', deployment({}, { replicas: 2, strategy: { type: 'Recreate' } }), ERROR],
  ['a Deployment with one replica that is recreated', deployment({}, { replicas: 1, strategy: { type: 'Recreate' } }), []],
  ['a StatefulSet with two replicas', { ...deployment({}, { replicas: 2 }), kind: 'StatefulSet' }, ERROR],
  ['a StatefulSet with one replica', { ...deployment({}, { replicas: 1 }), kind: 'StatefulSet' }, []],
  ['a DaemonSet', { ...deployment({}), kind: 'DaemonSet' }, ERROR],
])('evaluates replaced seed files in %s', (_, object, expected) => {
  expect(said(seedUpdateStrategy, replaced(true), object as any)).toEqual(expected);
  expect(said(seedUpdateStrategy, replaced(false), object as any)).toEqual([]);
});
