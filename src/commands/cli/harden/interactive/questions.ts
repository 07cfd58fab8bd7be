import { printable } from '../../../../tasks/reports/printable';
import { Io, Terminal } from '../../io';

/** The decisions on a finding, by the letter to type. */
const DECISIONS = { a: 'apply', s: 'skip', w: 'waive', e: 'explain', q: 'quit' } as const;

export type Decision = typeof DECISIONS[keyof typeof DECISIONS];

/** Asks until the answer is one of those that are possible. */
export async function askDecision(question: string, possible: readonly Decision[], terminal: Terminal, { stdout }: Pick<Io, 'stdout'>): Promise<Decision> {
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
export function line(text: string): string {
  return `${printable(text)}\n`;
}
