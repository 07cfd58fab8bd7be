import { AcceptedFindings } from './accepted';
import { OpenFile } from './open-file';
import { InputError } from '../../../../formats/manifest/input-error';
import { TextEdit } from '../../../../formats/yaml/edit/splice';
import { BaselineMatcher } from '../../../../tasks/baseline/baseline';
import { Finding } from '../../../../tasks/reports/finding';
import { objectTitle, placeText } from '../../../../tasks/reports/place';
import { printable } from '../../../../tasks/reports/printable';
import { byRisk } from '../../../../tasks/reports/risk-order';
import { countText } from '../../../../tasks/reports/text';
import { explain } from '../../explain';
import { Io, Terminal } from '../../io';
import { terminalStyle } from '../../terminal';
import { shownDiff, unifiedDiff } from '../diff';

/** Asks for a decision on each finding, without writing files. */
export class Session {
  public applied = 0;
  public skipped = 0;
  /** The accepted waivers, as texts. A waiver covers all findings that suggest it. */
  private readonly waivers = new Set<string>();
  private hasQuit = false;

  constructor(private readonly terminal: Terminal, private readonly accepted: AcceptedFindings, private readonly io: Io) {}

  /** @returns whether to continue with the next file */
  public async decideOn(file: OpenFile): Promise<boolean> {
    const skipped = new BaselineMatcher();
    for (;;) {
      // After each fix, the file is evaluated again. A skipped finding is recognized as in a baseline.
      const known = new BaselineMatcher(skipped.current());
      const open = file.findings.filter((finding) => !finding.waived && !this.isWaived(finding) && !known.has(finding));
      const [finding] = [...open].sort(byRisk);
      if (finding === undefined) {
        return true;
      }
      await this.decide(file, finding, open.length, skipped);
      if (this.hasQuit) {
        return false;
      }
    }
  }

  private async decide(file: OpenFile, finding: Finding, left: number, skipped: BaselineMatcher): Promise<void> {
    const { stdout } = this.io;
    const { control, risk, message, remedy, suggestedWaiver } = finding;
    const edits = file.fixFor(finding);
    stdout.write(`\n${line(`${placeText(finding)}: ${risk}: ${objectTitle(finding)}: ${message} `
      + `(${countText(left, 'finding')} left in this file)`)}`);
    stdout.write(edits ? this.diffOf(file, edits) : line(`No fix can be applied: ${remedy}`));
    const canWaive = suggestedWaiver !== undefined && this.accepted.file !== undefined;
    const possible: Decision[] = [...edits ? ['apply' as const] : [], 'skip', ...canWaive ? ['waive' as const] : [], 'explain', 'quit'];
    for (;;) {
      switch (await askDecision(edits ? 'Apply this fix?' : 'What now?', possible, this.terminal, this.io)) {
        case 'apply':
          file.apply(edits!);
          this.applied++;
          return;
        case 'skip':
          skipped.add(finding);
          this.skipped++;
          return;
        case 'waive':
          if (await this.waive(finding)) {
            return;
          }
          break;
        case 'explain':
          stdout.write(`${explain(control)}\n`);
          break;
        case 'quit':
          this.hasQuit = true;
          return;
      }
    }
  }

  /** @returns whether the user added the waiver */
  private async waive({ suggestedWaiver }: Finding): Promise<boolean> {
    for (;;) {
      const reason = (await this.terminal.ask('Why is the risk accepted? (Enter goes back) ')).trim();
      if (reason === '') {
        return false;
      }
      try {
        this.accepted.add({ ...suggestedWaiver!, reason });
        this.waivers.add(JSON.stringify(suggestedWaiver));
        return true;
      } catch (error) {
        if (!(error instanceof InputError)) {
          throw error;
        }
        this.io.stdout.write(line(error.message));
      }
    }
  }

  private diffOf(file: OpenFile, edits: readonly TextEdit[]): string {
    const { before, after } = file.comparison(edits);
    return shownDiff(unifiedDiff(file.name, before, [{ before, after }]), terminalStyle(this.io).color ?? false);
  }

  private isWaived({ suggestedWaiver }: Finding): boolean {
    return suggestedWaiver !== undefined && this.waivers.has(JSON.stringify(suggestedWaiver));
  }
}

/** The decisions on a finding, by the letter to type. */
const DECISIONS = { a: 'apply', s: 'skip', w: 'waive', e: 'explain', q: 'quit' } as const;

type Decision = typeof DECISIONS[keyof typeof DECISIONS];

/** Asks until the answer is valid. */
async function askDecision(
  question: string,
  possible: readonly Decision[],
  terminal: Terminal,
  { stdout }: Pick<Io, 'stdout'>,
): Promise<Decision> {
  const offered = Object.entries(DECISIONS).filter(([, decision]) => possible.includes(decision));
  const list = offered.map(([letter, decision]) => `[${letter}]${decision.slice(1)}`).join(', ');
  for (;;) {
    const answer = (await terminal.ask(`${question} ${list}: `)).trim().toLowerCase();
    const found = offered.find(([letter, decision]) => answer === letter || answer === decision);
    if (found) {
      return found[1];
    }
    stdout.write(`Type ${offered.map(([letter, decision]) => `${letter} to ${decision}`).join(', ')}, and press Enter.\n`);
  }
}

/** A line of text, escaped so that the terminal does not run control sequences in it. */
function line(text: string): string {
  return `${printable(text)}\n`;
}
