import { ChartAssessment } from '../chart/assessment';
import { isPatchFor, Patch } from '../patches/patch';
import { differencesInPods } from '../prove/differences';

/** Fields such as `securityContext.capabilities.drop`, by the titles of objects. */
export type PatchedFields = ReadonlyMap<string, readonly string[]>;

/** The fields that patches set, by the titles of their objects. */
export function patchedFields(
  { after, patches }: { readonly after: ChartAssessment; readonly patches: readonly Patch[] },
): readonly (readonly [string, readonly string[]])[] {
  return after.workloads.filter(({ rendered }) => patches.some((patch) => isPatchFor(patch, rendered))).map(({ rendered, hardened }) => {
    const differences = differencesInPods(rendered, { ...rendered, pods: hardened.pods });
    return [rendered.title, [...new Set(differences.map(({ place: { field } }) => field))].sort()];
  });
}
