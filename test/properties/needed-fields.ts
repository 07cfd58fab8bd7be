import * as fc from 'fast-check';
import { asObject, clone } from '../../src/formats/manifest/json';
import { isContainerList, PodView } from '../../src/formats/manifest/pod';
import { EvaluationContext, DEFAULT_CONTEXT, thirdPartyContext } from '../../src/policy/context/context';
import { checksFor } from '../../src/policy/engine/needed-fields';
import { openManifest } from '../../src/policy/engine/open';
import { Profile, profileOf } from '../../src/policy/engine/profile';
import { LEVELS } from '../../src/policy/settings/levels';
import { PLATFORMS } from '../../src/policy/settings/target';
import { unsafePods } from '../policy/controls/unsafe-pods';
import { workload } from '../policy/engine/manifests';

/** Checks change at some of them. */
const VERSIONS = [23, 29, 34, 37];
const PROFILES: readonly Profile[] = LEVELS.flatMap((level) => VERSIONS.map((version) => profileOf(level, version)));
const SETTINGS = [DEFAULT_CONTEXT, ...PLATFORMS.map(thirdPartyContext)];

/** The checks that an evaluation leaves out, and that find something in the pod: none. */
export function wronglyLeftOut(pod: PodView, profile: Profile, context: EvaluationContext): readonly string[] {
  const called = new Set(checksFor(pod, profile, context.target.platform));
  return profile.podChecks.filter((active) => !called.has(active) && active.check(pod, context).length > 0)
    .map(({ control }) => control.id);
}

/** The same for every unsafe change, at every level and version. */
export function wronglyLeftOutOfUnsafePods(): readonly string[] {
  return unsafePods().flatMap(({ pod, context }) => PROFILES.flatMap((profile) => wronglyLeftOut(pod, profile, context)));
}

/** The same for random workloads, and for unsafe pods without some of their fields: throws if there is one. */
export function assertNoneLeftOut(numRuns: number): void {
  const unsafe = unsafePods();
  const levels = fc.constantFrom(...LEVELS);
  const versions = fc.constantFrom(...VERSIONS);
  fc.assert(fc.property(workload, levels, versions, fc.nat(SETTINGS.length - 1), (manifest, level, version, index) => {
    for (const pod of openManifest(manifest).objects.flatMap(({ pods }) => pods)) {
      expect(wronglyLeftOut(pod, profileOf(level, version), SETTINGS[index])).toEqual([]);
    }
  }), { numRuns });
  const positions = fc.array(fc.nat(60), { maxLength: 8 });
  fc.assert(fc.property(fc.nat(unsafe.length - 1), positions, levels, versions, (index, fields, level, version) => {
    const { pod, context } = unsafe[index];
    expect(wronglyLeftOut(withoutFields(pod, fields), profileOf(level, version), context)).toEqual([]);
  }), { numRuns });
}

/** A copy of a pod without some of the fields that can be needed, by their positions. */
function withoutFields(pod: PodView, positions: readonly number[]): PodView {
  const manifest = clone({ apiVersion: 'v1', kind: 'Pod', metadata: pod.metadata, spec: pod.json });
  const copy = openManifest(manifest).objects[0].pods[0];
  const ofContainers = copy.containers.flatMap(({ json, securityContext }) => [json, securityContext]);
  const objects = [copy.metadata, copy.json, copy.securityContext, ...copy.volumes.map(asObject), ...ofContainers];
  const fields = objects.flatMap((object) => Object.keys(object).filter((key) => !isContainerList(key)).map((key) => ({ object, key })));
  for (const { object, key } of positions.flatMap((position) => fields[position] ?? [])) {
    delete object[key];
  }
  return openManifest(manifest).objects[0].pods[0];
}
