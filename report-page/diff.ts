import { element } from './dom';

/** Lines of a diff, with their marks. */
export function diffBlock(lines: readonly string[]): HTMLElement {
  return element('pre', { class: 'code diff' }, ...lines.map(diffLine));
}

function diffLine(text: string): HTMLElement {
  const tag = text.startsWith('+') ? 'ins' : text.startsWith('-') ? 'del' : 'span';
  return element(tag, { class: text.startsWith('@@ ') ? 'line hunk' : 'line' }, `${text}\n`);
}
