import * as fc from 'fast-check';
import { isNamed, listeningTo, UNLISTED } from './reading';
import { unsafePods } from './unsafe-pods';
import { PodView } from '../../../src/formats/manifest/pod';
import { EvaluationContext, DEFAULT_CONTEXT, thirdPartyContext } from '../../../src/policy/context/context';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { isPodControl, onlyFillsIn } from '../../../src/policy/controls/control';
import { fieldsOf, PodField } from '../../../src/policy/controls/reads';
import { openManifest } from '../../../src/policy/engine/open';
import { PLATFORMS } from '../../../src/policy/settings/target';
import { workload } from '../engine/manifests';

// The fields that controls name as data are the fields that their checks read.

const controls = CATALOG.filter(isPodControl).filter((control) => !onlyFillsIn(control));
const SETTINGS = [DEFAULT_CONTEXT, ...PLATFORMS.map(thirdPartyContext)];

/** The fields that the checks of each control read, by its id. */
function readFields(): ReadonlyMap<string, ReadonlySet<string>> {
  const read = new Map(controls.map(({ id }) => [id, new Set<string>()]));
  const readAll = (pod: PodView, context: EvaluationContext) => {
    for (const { id, checks } of pod.part ? [] : controls) {
      const listening = listeningTo(pod, (field) => read.get(id)!.add(field));
      checks.forEach(({ check }) => check(listening, context));
    }
  };
  unsafePods().forEach(({ pod, context }) => readAll(pod, context));
  fc.assert(fc.property(workload, fc.constantFrom(...SETTINGS), (manifest, context) => {
    openManifest(manifest).objects.flatMap(({ pods }) => pods).forEach((pod) => readAll(pod, context));
  }), { numRuns: 1000, seed: 1 });
  return read;
}

const read = readFields();

test.each(controls.map((control) => [control.id, control] as const))('%s names the fields that it reads, and no others', (id, { reads = {} }) => {
  const named = fieldsOf(reads);
  const fields = [...read.get(id)!];
  expect(fields.filter((field) => !isNamed(field, named))).toEqual([]);
  expect(named.filter((field) => !UNLISTED.has(field) && !fields.some((each) => isNamed(each, [field])))).toEqual([]);
});

test('each field is one that a pod is scanned for', () => {
  const PLACE = /^(?:metadata|spec|spec\.securityContext|spec\.volumes\[\*\]|containers\[\*\]|containers\[\*\]\.securityContext)\.\w+$/;
  const needed: readonly PodField[] = controls.flatMap(({ reads }) => reads?.needs ?? []);
  expect(needed.filter((field) => !PLACE.test(field))).toEqual([]);
});
