import { firstExpiry, reasonOf, reportingIds } from './acceptance';
import { AcceptedSubject, FileDialect, exceptionsFor, Left, RenderedDialect } from './file-dialect';
import { TRIVY } from '../../controls/known-as/trivy';
import { Waiver } from '../../settings/waiver';
import { nextDay } from '../expiry';

const HEADER = `# Exceptions for Trivy, made by \`cdk8s-hardened export-waivers\`. Paths are relative to the folder that it scans:
#   trivy config --ignorefile <this file> .
# An entry ends at the beginning of \`expired_at\` (UTC), the day after the last one of its waiver.
`;

/**
 * Entries for files, because Trivy has no entries for objects. A finding is left out if another object in the file has it without a waiver.
 * https://trivy.dev/latest/docs/configuration/filtering/#trivyignoreyaml
 */
export const trivy: FileDialect = { standard: TRIVY, file: '.trivyignore.yaml', render };

function render(subjects: readonly AcceptedSubject[]): RenderedDialect {
  const open = new Map<string, Set<string>>();
  for (const { path = '', open: found } of subjects) {
    const ids = open.get(path) ?? new Set();
    open.set(path, ids);
    reportingIds(TRIVY, found).forEach((id) => ids.add(id));
  }
  const entries = new Map<string, Set<Waiver>>();
  const left: Left[] = [];
  for (const subject of subjects) {
    const { path } = subject;
    if (path === undefined) {
      left.push(...subject.accepted.map((each) => ({
        ...each,
        subject,
        because: 'it was not read from a file below the working directory',
      })));
      continue;
    }
    const found = exceptionsFor(TRIVY, subject, (id) => open.get(path)!.has(id));
    left.push(...found.left.map((each) => ({ ...each, subject })));
    for (const [id, waivers] of found.ids) {
      const key = JSON.stringify([path, id]);
      const known = entries.get(key) ?? new Set();
      entries.set(key, known);
      waivers.forEach((waiver) => known.add(waiver));
    }
  }
  const texts = [...entries].sort(([one], [other]) => one < other ? -1 : 1).map(([key, set]) => {
    const waivers = [...set];
    const [path, id] = JSON.parse(key) as [string, string];
    const day = firstExpiry(waivers);
    return [
      `  - id: ${id}`,
      `    paths: [${JSON.stringify(pattern(path))}]`,
      `    statement: ${JSON.stringify(reasonOf(waivers))}`,
      ...day === undefined ? [] : [`    expired_at: ${nextDay(day)}`],
    ].join('\n');
  });
  return { text: `${HEADER}misconfigurations:${texts.length > 0 ? `\n${texts.join('\n')}\n` : ' []\n'}`, left };
}

/** A pattern that matches only this path. */
function pattern(path: string): string {
  return path.replace(/[\\*?[\]{}]/g, '\\$&');
}
