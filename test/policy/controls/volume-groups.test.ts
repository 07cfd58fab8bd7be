import { podsOf } from '../../../src/formats/manifest/workload';
import { DEFAULT_WRITABLE_PATH } from '../../../src/knowledge/writable-paths/declared-path';
import { amended, ContextParts, DEFAULT_CONTEXT } from '../../../src/policy/context/context';
import { canChangeGroups } from '../../../src/policy/controls/volume-groups';
import { claimsNamed } from '../facts/known';

const OWN: ContextParts = { facts: { claims: claimsNamed('own', 'also-own') } };
const DECLARED: ContextParts = { choices: { writablePaths: [DEFAULT_WRITABLE_PATH, { kind: 'persistentVolumeClaim', path: '/x', claim: { name: 'declared' } }] } };
const claims = (...names: unknown[]) => names.map((claimName, index) => ({ name: `v${index}`, persistentVolumeClaim: { claimName } }));

function canChange(volumes: unknown[], context: ContextParts, ...containers: object[]): boolean {
  const [pod] = podsOf({ apiVersion: 'v1', kind: 'Pod', spec: { volumes, containers: [...containers, { name: 'last' }] } });
  return canChangeGroups(pod, amended(DEFAULT_CONTEXT, context));
}

test.each<[unknown[], ContextParts, boolean]>([
  [[], { }, true],
  [[{ name: 'a', emptyDir: {} }, 'text'], { }, true],
  [claims(7), { }, true],
  [claims('own', 'also-own'), OWN, true],
  [claims('declared'), DECLARED, true],
  [claims('own', 'declared'), { ...OWN, ...DECLARED }, true],
  [claims('foreign'), { }, false],
  [claims('own', 'foreign'), OWN, false],
  [claims('declared', 'foreign'), DECLARED, false],
])('the files on the volumes %j may get the group: %#', (volumes, context, expected) => expect(canChange(volumes, context)).toBe(expected));

const mounting = (mountPath: unknown, fields: object = {}, env?: unknown) => ({ name: 'main', volumeMounts: [{ name: 'data', mountPath, ...fields }], env });
const PGDATA = { name: 'PGDATA', value: '/data/pg/' };

test.each<[object, boolean]>([
  [mounting('/var/lib/postgresql/data'), false],
  [mounting('/var//lib/postgresql/data/'), false],
  [mounting('/data/pg', {}, [{ name: 'OTHER', value: '/other' }, PGDATA]), false],
  [mounting('/var/lib/postgresql/data', {}, [{ name: 'PGDATA', valueFrom: {} }]), false],
  [mounting('/var/lib/postgresql/data', { readOnly: true }), true],
  [mounting('/var/lib/postgresql'), true],
  [mounting('/var/lib/postgresql/data', {}, [PGDATA]), true],
  [mounting('/other', {}, [{ name: 'OTHER', value: '/other' }]), true],
  [mounting(7), true],
  [mounting(undefined), true],
])('beside the container %j files may get the group: %p', (container, expected) => expect(canChange([], { }, container)).toBe(expected));
