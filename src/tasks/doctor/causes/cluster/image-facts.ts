import { isIn } from '../../../../formats/manifest/paths';
import { CatalogedCause, Remedy, SignMatch } from '../../cause';
import { FailureEvidence, mountOf } from '../../evidence';
import { writableFix } from '../../fixes';
import { failedPath } from '../../log-path';
import { WritableDirectory } from '../../paths';
import { userFix } from '../../remedies/user';

/** A cause that another sign explains comes first. */
const LAST = 20;

/** The directories that the image is known to write, and that no volume of the pod contains. */
function unmounted(evidence: FailureEvidence): readonly WritableDirectory[] {
  return (evidence.known?.facts.writablePaths ?? []).filter(({ path }) => mountOf(evidence, path) === undefined)
    .map(({ path, kind }) => ({ path, isSeeded: kind === 'seeded' }));
}

/** What the image itself says is certain. A family may have several ways to run. */
function isAboutUnmounted(found: SignMatch): boolean {
  const path = failedPath(found);
  return found.evidence.known?.own !== undefined && path !== undefined
    && unmounted(found.evidence).some((directory) => isIn(path, directory.path));
}

function hasOtherUser({ known, uid }: FailureEvidence): boolean {
  return known?.facts.uid !== undefined && uid !== undefined && uid !== known.facts.uid;
}

/** The user and the paths of the image, in one remedy. */
function completeFix(found: SignMatch): Remedy {
  const directories = unmounted(found.evidence);
  const all = [...hasOtherUser(found.evidence) ? [userFix(found)] : [], ...directories.length > 0 ? [writableFix(found, directories)] : []];
  const places = PLACES.filter((place) => all.some((remedy) => remedy[place] !== undefined));
  return {
    do: all.map((remedy) => remedy.do).join(', and '),
    ...Object.fromEntries(places.map((place) => [place, all.flatMap((remedy) => remedy[place] ?? []).join('\n')])),
  };
}

const PLACES = ['typescript', 'yaml', 'settings', 'images'] as const;

/** What is known of an image, where nothing else explains the failure. */
export const IMAGE_FACT_CAUSES: readonly CatalogedCause[] = [
  {
    id: 'image-facts-missing',
    title: 'the pod lacks the user or the paths of its image',
    why: 'The log does not explain why the program ended. The pod has another user than the image, or no volume at a path that the image '
      + 'writes.',
    signs: [{
      in: 'cluster',
      text: /^exit code [1-9]/,
      weight: LAST,
      when: ({ evidence }) => hasOtherUser(evidence) || unmounted(evidence).length > 0,
    }],
    isBefore: isAboutUnmounted,
    fix: completeFix,
    example: {
      source: 'cluster',
      reason: 'Error',
      text: 'exit code 1',
      with: {
        uid: 65532,
        known: { name: 'registry.example.com/web:1', facts: { uid: 1000, writablePaths: [{ path: '/data', kind: 'empty' }] } },
      },
    },
  },
];
