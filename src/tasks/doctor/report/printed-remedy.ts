import { settingsEntry } from './settings-entry';
import { PossibleCause } from '../diagnose';
import { FailureEvidence } from '../evidence';

/** Texts to write, by their place. */
export interface Snippets {
  readonly typescript?: string;
  readonly yaml?: string;
  /** Lines of the settings file. */
  readonly settings?: string;
}

/** A remedy as the reports print it. */
export interface PrintedRemedy {
  readonly do: string;
  /** Code that can be pasted as it is. */
  readonly code: Snippets;
  /** Code that a person must complete first, because the evidence does not name everything. */
  readonly toComplete?: Snippets & { readonly placeholders: readonly string[] };
}

/** The words that stand for a name or a number which the evidence does not have. */
export const PLACEHOLDERS = [
  'DIRECTORY', 'FILE', 'GID', 'IMAGE', 'KEY', 'KIND', 'LESS', 'NAME', 'PATH', 'PEER', 'PORT', 'PROGRAM', 'UID', 'VALUE', 'VOLUME',
] as const;

const PLACEHOLDER = new RegExp(`(?<![\\w$-])(?:--)?(${PLACEHOLDERS.join('|')})(?![\\w-])`, 'g');

export function printedRemedy({ cause, found }: Pick<PossibleCause, 'cause' | 'found'>, { workload }: FailureEvidence): PrintedRemedy {
  const { do: what, typescript, yaml, settings, images } = cause.fix(found);
  const snippets = Object.entries({ typescript, yaml, settings: settingsEntry(workload, settings, images) })
    .flatMap(([place, text]) => text === undefined ? [] : [{ place, text, names: placeholdersIn(text) }]);
  const open = snippets.filter(({ names }) => names.length > 0);
  const inOrder = (some: typeof snippets): Snippets => Object.fromEntries(some.map(({ place, text }) => [place, text]));
  return {
    do: what,
    code: inOrder(snippets.filter(({ names }) => names.length === 0)),
    ...open.length > 0 && { toComplete: { placeholders: [...new Set(open.flatMap(({ names }) => names))].sort(), ...inOrder(open) } },
  };
}

/** Comments are instructions, which nobody runs. */
const COMMENT = /(?<!\S)(?:#|\/\/).*/g;

function placeholdersIn(text: string): readonly string[] {
  return [...text.replace(COMMENT, '').matchAll(PLACEHOLDER)].map(([, name]) => name);
}
