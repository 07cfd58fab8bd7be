import { SharedFacts } from './answers/platform-facts';
import { DirectoryFacts, PlatformFacts } from '../../knowledge/image-lock/facts/image-facts';

/** Facts by platform, with those that say the same together. Sizes of directories may differ: the largest counts. */
export function groupedFacts(found: readonly { readonly platform: string; readonly facts: SharedFacts }[]): readonly PlatformFacts[] {
  const groups = new Map<string, PlatformFacts>();
  for (const { platform, facts } of found) {
    const key = JSON.stringify(facts, (name, value) => name === 'size' ? undefined : value);
    const group = groups.get(key);
    const { platforms = [], ...before } = group ?? {};
    groups.set(key, { platforms: [...platforms, platform], ...group ? withLargest(before, facts) : facts });
  }
  return [...groups.values()].map((group) => ({ ...group, platforms: [...new Set(group.platforms)].sort() }));
}

function withLargest(facts: SharedFacts, { directories }: SharedFacts): SharedFacts {
  return facts.directories ? { ...facts, directories: facts.directories.map((each, index) => largest(each, directories![index])) } : facts;
}

function largest(one: DirectoryFacts, { found: other }: DirectoryFacts): DirectoryFacts {
  const { found } = one;
  return found?.size === undefined ? one : { ...one, found: { ...found, size: Math.max(found.size, other?.size ?? 0) } };
}
