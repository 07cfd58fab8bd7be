import type { ShownWaiver } from './result';
import { groupBy } from '../../src/formats/manifest/group-by';
import { Finding } from '../../src/tasks/reports/finding';
import { objectTitle } from '../../src/tasks/reports/place';
import { printable } from '../../src/tasks/reports/printable';
import { countText } from '../../src/tasks/reports/text';

const STATUS: { readonly [control: string]: ShownWaiver['status'] } = {
  'waiver-unused': 'unused',
  'waiver-expired': 'expired',
};

/** The waivers of a text: those that cover findings, and what is wrong with others. */
export function shownWaivers(findings: readonly Finding[]): readonly ShownWaiver[] {
  const used = groupBy(findings.filter(({ waiver }) => waiver), (finding) => `${objectTitle(finding)} ${JSON.stringify(finding.waiver)}`);
  return [
    ...[...used.values()].map(usedWaiver),
    ...findings.filter(({ control }) => control.startsWith('waiver-')).map((finding) => ({
      status: STATUS[finding.control] ?? 'invalid' as const,
      object: objectTitle(finding),
      detail: printable(finding.message.replace(`${finding.control}: `, '')),
      line: finding.line,
    })),
  ];
}

function usedWaiver(findings: readonly Finding[]): ShownWaiver {
  const [finding] = findings;
  const { control, controls, profile, reason, expires, owner, ticket } = finding.waiver!;
  const facts = [
    `covers ${countText(findings.length, 'finding')}`, expires && `expires ${expires}`, owner && `owner ${owner}`, ticket && `ticket ${ticket}`,
  ];
  return {
    status: 'used',
    object: objectTitle(finding),
    detail: printable(`${control ?? controls?.join(', ') ?? `profile ${profile}`}: ${reason} (${facts.filter(Boolean).join('; ')})`),
    line: finding.line,
  };
}
