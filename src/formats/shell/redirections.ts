import { Command, Redirection } from './parse';
import { Known, wordText } from './words';

/** Another descriptor, as in `2>&1`, or output that is discarded. */
const NO_FILE = /^(?:\d+-?|-|\/dev\/.*)$/;
const READING = new Set(['<', '<&', '<<', '<<-', '<<<']);

/** The files that redirections write. */
export function outputsOf(redirections: readonly Redirection[], known: Known): readonly string[] {
  return filesOf(redirections, known, (operator) => !READING.has(operator)).filter((file) => !NO_FILE.test(file));
}

/** The files that redirections read. */
export function redirectedInputs(redirections: readonly Redirection[], known: Known): readonly string[] {
  return filesOf(redirections, known, (operator) => operator === '<');
}

/** The texts that a command is given to read, in the script itself. */
export function textsGivenTo({ redirects }: Command, known: Known): readonly string[] {
  return redirects.flatMap((redirection) => {
    if (redirection.type === 'HereDoc') return [hereText(redirection)];
    return redirection.type === 'HereString' && redirection.target ? [wordText(redirection.target, known)] : [];
  });
}

function hereText({ operator, body: { text } }: Extract<Redirection, { type: 'HereDoc' }>): string {
  return operator === '<<-' ? text.replace(/^\t+/gm, '') : text;
}

function filesOf(redirections: readonly Redirection[], known: Known, isMeant: (operator: string) => boolean): readonly string[] {
  return redirections.flatMap((each) => each.type === 'Redirect' && each.target && isMeant(each.operator)
    ? [wordText(each.target, known)]
    : []);
}
