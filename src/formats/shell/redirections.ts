import { Command, Redirection } from './parse';
import { Known, wordText } from './words';

/** A target that is not a file: another descriptor, as in `2>&1`, or a device such as /dev/null. */
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

/** The texts in the script that a command reads from its input: here-documents and here-strings. */
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
