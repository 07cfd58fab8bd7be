import { observationLines } from './facts/observation';
import { factsLines } from './facts/print-facts';
import { familiarName } from './lock-name';
import { LOCK_API_VERSION, LOCK_KIND, LockedImage } from './locked-images';

const HEAD = `# Written by \`cdk8s-hardened lock\`. Renovate and Dependabot can update it.
apiVersion: ${LOCK_API_VERSION}
kind: ${LOCK_KIND}
`;

/** The text of a lock file, sorted by name, so that diffs only show real changes. */
export function printLock(images: readonly LockedImage[]): string {
  const sorted = [...images].sort((one, other) => one.name < other.name ? -1 : 1);
  return `${HEAD}${sorted.length === 0 ? 'images: []\n' : `images:\n${sorted.map(entryText).join('')}`}`;
}

/**
 * The text of an entry. Names, digests and platforms were validated and need no quotes, which Dependabot does not expect. Exceptions are an
 * IPv6 address, which begins with a bracket, and a day, which YAML 1.1 reads as a time.
 */
function entryText({ name, digest, platforms, resolved, ...said }: LockedImage): string {
  const { facts, staleFacts = facts, observation, staleObservation = observation } = said;
  const image = `${familiarName(name)}@${digest}`;
  return [
    `  - image: ${image.startsWith('[') ? `"${image}"` : image}`,
    ...platforms ? [`    platforms: [${platforms.join(', ')}]`] : [],
    `    resolved: "${resolved}"`,
    ...[...staleFacts ? factsLines(staleFacts) : [], ...staleObservation ? observationLines(staleObservation) : []].map((line) => '    '
      + `${line}`),
  ].map((line) => `${line}\n`).join('');
}
