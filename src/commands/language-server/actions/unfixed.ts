import { groupBy } from '../../../formats/manifest/group-by';
import { FileFixes } from '../../../tasks/fixes/file-fixes';
import { isOpen } from '../../../tasks/reports/fail-on';
import { Finding } from '../../../tasks/reports/finding';
import { objectTitle } from '../../../tasks/reports/place';
import { printable } from '../../../tasks/reports/printable';
import { countText } from '../../../tasks/reports/text';

/** The object whose findings were fixed. Undefined for all objects of a file. */
export interface FixedObject {
  readonly document: number;
  readonly title: string;
}

/** The reasons why hardening leaves findings, in the order of the message. */
const REASONS = {
  author: 'the manifest sets an unsafe value. To replace it, choose "Fix CONTROL, replacing what you wrote"',
  single: 'users stay as they are while the container may need root for other findings. To fix one now, choose "Fix CONTROL"',
  decision: 'the fix needs your decision. The message of each finding explains it',
};
type Reason = keyof typeof REASONS;

/** The findings that are left after everything was fixed, with the reasons; undefined if there are none. */
export function unfixedText(findings: readonly Finding[], fixes: FileFixes, object?: FixedObject): string | undefined {
  const isFixed = (each: Finding) => !object || (each.document === object.document && objectTitle(each) === object.title);
  const left = findings.filter((each) => isOpen(each) && isFixed(each));
  const byReason = groupBy(left, (finding) => reasonOf(finding, fixes));
  const lines = (Object.keys(REASONS) as Reason[]).flatMap((reason) => {
    const controls = [...new Set(byReason.get(reason)?.map(({ control }) => control))];
    return controls.length > 0 ? [`- ${controls.join(', ')}: ${REASONS[reason]}.`] : [];
  });
  const title = `${countText(left.length, 'finding')} left in ${printable(object?.title ?? 'this file')}:`;
  return lines.length > 0 ? [title, ...lines].join('\n') : undefined;
}

function reasonOf(finding: Finding, fixes: FileFixes): Reason {
  if (fixes.forFinding(finding)) {
    return 'single';
  }
  return fixes.forFinding(finding, { overridesUnsafe: true }) ? 'author' : 'decision';
}
