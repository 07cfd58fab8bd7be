import { Outcome } from './synthesized-object';
import { groupBy } from '../../formats/manifest/group-by';
import { imageDigest } from '../../policy/controls/hardened/image-digest';
import { imageVolumes } from '../../policy/controls/hardened/image-volumes';
import { unlockedImages } from '../../policy/controls/locked-images';
import { unlockedText } from '../../tasks/reports/unlocked';

/** One line for each lock file that lacks images without a finding: below `hardened`, no control requires digests. */
export function unlockedTexts(outcomes: readonly Outcome[]): readonly string[] {
  const unlocked = outcomes.filter(({ findings }) => !findings.some(({ control }) => control === imageDigest || control === imageVolumes))
    .flatMap(({ objects }) => objects.flatMap(({ opened, context }) => context?.choices.imageLock
      ? opened.pods.flatMap((pod) => unlockedImages(pod, context.choices)
        .map((image) => ({ image, file: context.choices.imageLock!.lock.file }))) : []));
  return [...groupBy(unlocked, ({ file }) => file)]
    .map(([file, entries]) => `cdk8s-hardened: warning: ${unlockedText(file, new Set(entries.map(({ image }) => image)))}.`);
}
