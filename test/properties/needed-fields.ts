import * as fc from 'fast-check';
import { PodView } from '../../src/formats/manifest/pod';
import { checksFor } from '../../src/policy/engine/needed-fields';
import { openManifest } from '../../src/policy/engine/open';
import { Profile, profileOf } from '../../src/policy/engine/profile';
import { LEVELS } from '../../src/policy/settings/levels';
import { thirdPartySettings } from '../../src/policy/settings/platform';
import { DEFAULT_SETTINGS, PLATFORMS, Settings } from '../../src/policy/settings/settings';
import { unsafePods } from '../policy/controls/unsafe-pods';
import { workload } from '../policy/engine/manifests';

/** At the versions at which checks change, and at the newest. */
const PROFILES: readonly Profile[] = LEVELS.flatMap((level) => [23, 29, 34, 37].map((version) => profileOf(level, version)));
const SETTINGS = [DEFAULT_SETTINGS, ...PLATFORMS.map(thirdPartySettings)];

/** The checks that an evaluation leaves out, and that find something in the pod: none. */
export function wronglyLeftOut(pod: PodView, profile: Profile, settings: Settings): readonly string[] {
  const called = new Set(checksFor(pod, profile));
  return profile.podChecks.filter((active) => !called.has(active) && active.check(pod, settings).length > 0).map(({ control }) => control.id);
}

/** The same for every unsafe change, at every level and version. */
export function wronglyLeftOutOfUnsafePods(): readonly string[] {
  return unsafePods().flatMap(({ pod, settings }) => PROFILES.flatMap((profile) => wronglyLeftOut(pod, profile, settings)));
}

/** The same for random workloads: throws if there is one. */
export function assertNoneLeftOut(parameters: fc.Parameters): void {
  fc.assert(fc.property(workload, fc.constantFrom(...PROFILES), fc.constantFrom(...SETTINGS), (manifest, profile, settings) => {
    for (const pod of openManifest(manifest).objects.flatMap(({ pods }) => pods)) {
      expect(wronglyLeftOut(pod, profile, settings)).toEqual([]);
    }
  }), parameters);
}
