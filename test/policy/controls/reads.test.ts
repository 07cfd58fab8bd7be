import * as fc from 'fast-check';
import { isNamed, listeningTo, UNLISTED } from './reading';
import { UnsafePod, unsafePods } from './unsafe-pods';
import { DEFAULT_CONTEXT, thirdPartyContext } from '../../../src/policy/context/context';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { AnyPodControl, isPodControl, onlyFillsIn } from '../../../src/policy/controls/control';
import { fieldsOf, PodField } from '../../../src/policy/controls/reads';
import { openManifest } from '../../../src/policy/engine/open';
import { PLATFORMS } from '../../../src/policy/settings/target';
import { workload } from '../engine/manifests';

// The fields that controls name as data are the fields that their checks read.

const controls = CATALOG.filter(isPodControl).filter((control) => !onlyFillsIn(control));
const SETTINGS = [DEFAULT_CONTEXT, ...PLATFORMS.map(thirdPartyContext)];

/** Unsafe pods and random ones. */
let pods: readonly UnsafePod[] | undefined;

/** The fields that the checks of a control read. */
function fieldsReadBy({ checks }: AnyPodControl): readonly string[] {
  const fields = new Set<string>();
  for (const { pod, context } of pods ??= [...unsafePods(), ...randomPods()]) {
    const listening = listeningTo(pod, (field) => fields.add(field));
    checks.forEach(({ check }) => check(listening, context));
  }
  return [...fields];
}

function randomPods(): readonly UnsafePod[] {
  const random: UnsafePod[] = [];
  fc.assert(fc.property(workload, fc.constantFrom(...SETTINGS), (manifest, context) => {
    const all = openManifest(manifest).objects.flatMap((object) => object.pods).filter(({ part }) => !part);
    random.push(...all.map((pod) => ({ pod, context })));
  }), { numRuns: 1000, seed: 1 });
  return random;
}

test.each(controls.map((control) => [control.id, control] as const))('%s names the fields that it reads, and no others', (_, control) => {
  const named = fieldsOf(control.reads ?? {});
  const fields = fieldsReadBy(control);
  expect(fields.filter((field) => !isNamed(field, named))).toEqual([]);
  expect(named.filter((field) => !UNLISTED.has(field) && !fields.some((each) => isNamed(each, [field])))).toEqual([]);
});

test('each field is one that a pod is scanned for', () => {
  const PLACE = /^(?:metadata|spec|spec\.securityContext|spec\.volumes\[\*\]|containers\[\*\]|containers\[\*\]\.securityContext)\.\w+$/;
  const needed: readonly PodField[] = controls.flatMap(({ reads }) => reads?.needs ?? []);
  expect(needed.filter((field) => !PLACE.test(field))).toEqual([]);
});
