import { countsText, FoundEntries, LockOutcome, movedText } from './outcome';
import { dayOf } from '../../../formats/manifest/day';
import { LockedImage } from '../../../knowledge/image-lock/locked-images';
import { countText } from '../../../tasks/reports/text';

/** The lock file that manifests need now. If one image cannot be resolved, the file stays as it is. */
export function renewed({ lock, named, answers, recorded }: FoundEntries, now: Date): LockOutcome {
  const resolved = dayOf(now.getTime());
  const images: LockedImage[] = [...lock.images.values()].filter(({ name }) => named.excluded.has(name));
  const lines: string[] = [];
  const failures: string[] = [];
  const counts = { added: 0, moved: 0, removed: 0 };
  for (const name of named.wanted.keys()) {
    const answer = answers.get(name)!;
    const before = lock.images.get(name);
    if ('failure' in answer) {
      failures.push(answer.failure.message);
      continue;
    }
    const said = recorded.get(name) ?? {};
    if ('failure' in said) {
      failures.push(said.failure);
      continue;
    }
    const { digest, platforms = before?.digest === digest ? before.platforms : undefined } = answer.image;
    const facts = said.facts ?? (before?.digest === digest ? before.facts : undefined);
    const observed = before?.observation ?? before?.staleObservation;
    images.push({ name, digest, platforms, resolved, ...facts && { facts }, ...observed && { observation: observed } });
    if (!before) {
      lines.push(`added ${name}: ${digest}`);
      counts.added++;
    } else if (before.digest !== digest) {
      lines.push(movedText(name, before.digest, digest));
      counts.moved++;
    }
  }
  for (const name of lock.images.keys()) {
    if (!named.wanted.has(name) && !named.excluded.has(name)) {
      lines.push(`removed ${name}: no manifest names it`);
      counts.removed++;
    }
  }
  if (failures.length > 0) {
    return {
      lines: [],
      failures,
      isDifferent: false,
      summary: `${countText(failures.length, 'image')} cannot be locked: ${lock.file} was not changed`,
    };
  }
  return {
    images,
    lines,
    failures,
    isDifferent: lines.length > 0,
    summary: [`${lock.file}: ${countText(images.length, 'image')}`, countsText(counts)].filter(Boolean).join('; '),
  };
}
