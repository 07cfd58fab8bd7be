import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { load } from 'js-yaml';
import { sensibleWorkload, workload } from './manifests';
import { anyPolicy } from './settings';
import { JsonObject } from '../../../src/formats/manifest/json';
import { amended, EvaluationContext, DEFAULT_CONTEXT, thirdPartyContext } from '../../../src/policy/context/context';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { isPodControl, AnyPodControl } from '../../../src/policy/controls/control';
import { fixesOf, overridesOf } from '../../../src/policy/engine/fixes';
import { hardenBy } from '../../../src/policy/engine/harden';

const GOLDEN = join(__dirname, '../../golden');
const CHANGING = CATALOG.filter(isPodControl).filter(({ fix, overrideUnsafe }) => fix || overrideUnsafe);

/** The workloads of the golden files, without what hardening fills in. */
const REAL = readdirSync(GOLDEN).filter((file) => file.endsWith('.yaml')).flatMap((file) =>
  readFileSync(join(GOLDEN, file), 'utf8').split(/^---$/m).map((text) => load(text) as JsonObject).filter((object) => object?.kind)
    .map((object) => JSON.parse(JSON.stringify(object, (key, value) => ['securityContext', 'resources'].includes(key) ? undefined : value))));

/** Here the pod's root must not keep `runAsNonRoot` from being filled in: its only container gets another uid. */
const OWN_USER = [
  { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { securityContext: { runAsUser: 0 }, containers: [{ name: 'main', image: 'web' }] } },
  amended(DEFAULT_CONTEXT, { choices: { containerIdentities: { main: { user: 101 } } } }),
] as const;

/** Here PGDATA, which is filled in, keeps the data directory from being the root of the volume: only then an fsGroup is. */
const DATABASE = [
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    spec: { containers: [{ name: 'main', image: 'web', volumeMounts: [{ name: 'data', mountPath: '/var/lib/postgresql/data' }] }], volumes: [{ name: 'data', emptyDir: {} }] },
  },
  amended(thirdPartyContext('kubernetes'), { choices: { identity: { user: 7, fsGroup: 7 }, environment: [{ name: 'PGDATA', value: '/var/lib/postgresql/data/files' }] } }),
] as const;

const SUBJECTS: readonly (readonly [JsonObject, EvaluationContext])[] = [
  OWN_USER,
  DATABASE,
  ...REAL.map((manifest) => [manifest, DEFAULT_CONTEXT] as const),
  ...fc.sample(fc.tuple(fc.oneof(workload, sensibleWorkload), anyPolicy), { numRuns: process.env.FULL_RUNS ? 400 : 60, seed: 7 }),
];

/** How a workload ends when nothing but `after` limits the order of controls: with the fixes alone, and with overrides before them. */
function hardenedBy(controls: readonly AnyPodControl[]) {
  const fixes = fixesOf(controls);
  const both = [...overridesOf(controls), ...fixes];
  return ([manifest, context]: typeof SUBJECTS[number]) =>
    [fixes, both].map((steps) => hardenBy(manifest, () => ({ context, steps })).manifest);
}

const SHUFFLED = fc.sample(fc.shuffledSubarray(CHANGING, { minLength: CHANGING.length }), { numRuns: 20, seed: 7 });
const ORDERS = [[...CHANGING].reverse(), ...SHUFFLED];
/** Made by the first test, and not while this file is loaded: mutation tests would run all tests for each mutant of the engine. */
let expected: readonly unknown[] | undefined;

test.each(ORDERS.map((order, index) => [index, order] as const))('fixes have the same result in another order, %i', (_, order) => {
  expected ??= SUBJECTS.map(hardenedBy(CHANGING));
  // Beside keys that the author wrote in no order, new ones are in the order of the fixes.
  expect(SUBJECTS.map(hardenedBy(order))).toEqual(expected);
});

test('every control runs after controls that change something, and never after itself', () => {
  const idsAfter = ({ id, after = [] }: AnyPodControl, seen: readonly string[] = []): readonly string[] => {
    expect(seen).not.toContain(id);
    return after.flatMap((each) => idsAfter(CHANGING.find((control) => control.id === each)!, [...seen, id]));
  };
  expect(CHANGING.flatMap((control) => idsAfter(control))).toEqual([]);
});
