import { observationLines } from './facts/observation';
import { factsLines } from './facts/print-facts';
import { familiarName } from './lock-name';
import { LOCK_API_VERSION, LOCK_KIND, LockedImage } from './locked-images';

const HEAD = `# Written by \`cdk8s-hardened lock\`. Renovate and Dependabot can update it.
apiVersion: ${LOCK_API_VERSION}
kind: ${LOCK_KIND}
`;

/** The text of a lock file. It is sorted by name, so that diffs show only real changes. */
export function printLock(images: readonly LockedImage[]): string {
  const sorted = [...images].sort((one, other) => one.name < other.name ? -1 : 1);
  return `${HEAD}${sorted.length === 0 ? 'images: []\n' : `images:\n${sorted.map(entryText).join('')}`}`;
}

/**
 * Names, digests and platforms are checked, and need no quotes, which Dependabot does not expect. An address of IPv6 begins with a bracket,
 * and a day is a time in YAML 1.1.
 */
function entryText({ name, digest, platforms, resolved, ...said }: LockedImage): string {
  const { facts, staleFacts = facts, observation, staleObservation = observation } = said;
  const image = `${familiarName(name)}@${digest}`;
  return [
    `  - image: ${image.startsWith('[') ? `"${image}"` : image}`,
    ...platforms ? [`    platforms: [${platforms.join(', ')}]`] : [],
    `    resolved: "${resolved}"`,
    ...[...staleFacts ? factsLines(staleFacts) : [], ...staleObservation ? observationLines(staleObservation) : []].map((line) => `    ${line}`),
  ].map((line) => `${line}\n`).join('');
}
