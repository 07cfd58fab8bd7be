import { countsText, FoundEntries, LockOutcome, movedText } from './outcome';
import { lockedImage } from '../../../knowledge/image-lock/find-image';
import { LockedImage } from '../../../knowledge/image-lock/locked-images';
import { Mirrors } from '../../../knowledge/images/mirrors';
import { countText } from '../../../tasks/reports/text';

/** The differences between a lock file and the registries. Unused entries and stale facts are only reported. */
export function checked({ lock, named, answers }: FoundEntries, mirrors: Mirrors | undefined): LockOutcome {
  const lines: string[] = [];
  const failures: string[] = [];
  const stale: string[] = [];
  const counts = { 'not locked': 0, 'moved': 0, 'missing': 0 };
  const used = new Set<LockedImage>();
  for (const [name, place] of named.wanted) {
    const entry = lockedImage(lock, name, mirrors);
    if (!entry) {
      lines.push(`not locked ${name}: ${place} names it`);
      counts['not locked']++;
      continue;
    }
    used.add(entry);
    if (entry.staleFacts) {
      stale.push(`stale ${name}: its facts are of another digest: run the command without --check`);
    }
    const answer = answers.get(name)!;
    if ('image' in answer) {
      if (answer.image.digest !== entry.digest) {
        lines.push(movedText(name, entry.digest, answer.image.digest));
        counts.moved++;
      }
    } else if (answer.failure.isAnswer) {
      lines.push(`missing ${answer.failure.message}`);
      counts.missing++;
    } else {
      failures.push(answer.failure.message);
    }
  }
  const unused = [...lock.images.values()].filter((entry) => !used.has(entry) && !named.excluded.has(entry.name));
  return {
    lines: [...lines, ...stale, ...unused.map(({ name }) => `unused ${name}: no manifest names it`)],
    failures,
    isDifferent: lines.length > 0,
    summary: failures.length > 0 ? `${countText(failures.length, 'image')} cannot be checked`
      : [
        `${lock.file}: ${countText(named.wanted.size, 'image')}`,
        lines.length === 0 ? 'as the registries have them' : `${countsText(counts)}: run the command without --check`,
      ].join('; '),
  };
}
