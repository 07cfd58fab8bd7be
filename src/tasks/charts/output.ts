import { withoutSecrets } from '../../policy/controls/secrets/secret-words';
import { Answer } from '../programs/answer';

const MOST_LINES = 20;
const LONGEST_REASON = 1500;
/** Messages of Helm about links that `checkLinks` has allowed. */
const NOISE = /(?:walk\.go:\d+: |\blevel=INFO msg=")found symbolic link in path/;

/** The lines that a program printed, without empty lines. Secrets are hidden, because a template can print any value. */
export function printedLines(text: string): readonly string[] {
  return text.split('\n').map((line) => line.trimEnd()).filter((line) => line !== '' && !NOISE.test(line)).map(withoutSecrets);
}

/** The reason why a program failed, which it prints after its warnings. */
export function failureText(program: string, { stderr, status }: Pick<Answer, 'stderr' | 'status'>): string {
  const lines = printedLines(stderr);
  const start = lines.findIndex((line) => /^error: /i.test(line));
  const reason = lines.slice(Math.max(start, 0)).filter((line) => !line.startsWith('Use --debug flag')).slice(0, MOST_LINES);
  const end = status === null ? 'was killed' : `failed with exit code ${status}`;
  return reason.join('\n').replace(/^error: /i, '') || `${program} ${end}`;
}

export function oneLine(text: string): string {
  return printedLines(text).map((line) => line.trim()).join(' ').slice(0, LONGEST_REASON);
}
