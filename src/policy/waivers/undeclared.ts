import { WAIVERS_ANNOTATION } from './annotation';
import { INLINE_PATH, inlineWaivers } from './inline';
import { problemFinding, WaiverProblem, waiverProblem } from './rules';
import { unlisted } from './unlisted';
import { asArray, isObject, JsonObject, Path } from '../../formats/manifest/json';
import { refOf, refText } from '../../formats/manifest/object-ref';
import { toFieldPath } from '../../formats/manifest/paths';
import { waiverInvalid } from '../controls/waivers/waiver-invalid';
import { waiverUnlisted } from '../controls/waivers/waiver-unlisted';
import { EvaluatedFinding } from '../engine/finding';
import { Waiver } from '../settings/waiver';

const REMEDY = 'add the waiver with `addWaiver` or `addWaiversFromFile` if it is needed, and remove the annotation';

/**
 * The findings on waivers in a manifest that enters a synthesis. Only waivers that the app declares apply, so the synthesis removes all
 * others. kubectl treats every object with `items` as a list, and an item can also be a list.
 *
 * @param declared called only if there are waivers, which is rare
 */
export function undeclaredWaivers(manifest: JsonObject, declared: () => readonly Waiver[], path: Path = []): readonly EvaluatedFinding[] {
  const { waivers, problems } = inlineWaivers(manifest);
  const of = () => path.length === 0 ? 'the manifest' : `${toFieldPath(path)}, ${refText(refOf(manifest))}`;
  const found: readonly WaiverProblem[] = [
    ...problems.map((problem) => ({
      control: waiverInvalid,
      detail: path.length === 0 ? problem : `${problem} (in ${of()})`,
      remedy: REMEDY,
    })),
    ...waivers.length === 0 ? [] : unlisted(waivers, declared()).map((waiver) =>
      waiverProblem(waiverUnlisted, waiver, `is only in the annotation ${WAIVERS_ANNOTATION} of ${of()}, so it is ignored`, REMEDY)),
  ];
  return [
    ...found.map((problem) => ({ ...problemFinding(problem, [...path, ...INLINE_PATH]), object: manifest })),
    ...asArray(manifest.items).flatMap((item, index) => isObject(item) ? undeclaredWaivers(item, declared, [...path, 'items', index]) : []),
  ];
}
