import { ChartAssessment } from '../chart/assessment';
import { isPatchFor, Patch } from '../patches/patch';
import { differencesInPods } from '../prove/differences';

/** By the title of an object, its patched fields, such as `securityContext.capabilities.drop`. */
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
