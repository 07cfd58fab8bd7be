import { problemText } from './problem';
import { diffBlock } from '../../../report-page/diff';
import { element, withCode } from '../../../report-page/dom';
import type { Hardened } from '../result';

/** Lines of a diff that name the file. */
const HEADER = 2;

/** What hardening changes, and what is left to do. */
export function hardenedContent(hardened: Hardened, isDockerfile: boolean, isUnreadable: boolean): readonly HTMLElement[] {
  const { diff, leftOut, notes, text, error } = hardened;
  if (error) {
    return [problemText(error)];
  }
  if (isUnreadable || isDockerfile) {
    return [element('p', {}, isUnreadable ? 'The text cannot be read.' : 'Only manifests are hardened. For a Dockerfile, the findings say what to write.')];
  }
  return [
    ...diff.length > 0 ? [diffBlock(diff.slice(HEADER))] : [element('p', {}, 'Hardening changes nothing.')],
    ...leftOut > 0 ? [element('p', { class: 'note' }, ...withCode(`${leftOut} more lines: run \`harden --diff\` on the file.`))] : [],
    ...text === undefined ? [] : [element('div', { class: 'actions' }, copyButton(text))],
    ...notes.length > 0 ? [
      element('h3', {}, 'Remarks'),
      element('ul', { class: 'notes' }, ...notes.map(noteItem)),
    ] : [],
  ];
}

/** The command line indents what belongs to the line before by four spaces. */
function noteItem(note: string): HTMLElement {
  const text = note.trimStart();
  const depth = Math.min(2, Math.floor((note.length - text.length) / 4));
  return element('li', { class: `depth-${depth}` }, element('bdi', {}, ...withCode(text)));
}

function copyButton(text: string): HTMLElement {
  const button = element('button', { type: 'button' }, 'Copy the hardened text');
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(text).then(
      () => { button.textContent = 'Copied'; },
      () => { button.textContent = 'The browser does not allow it'; },
    );
  });
  return button;
}
