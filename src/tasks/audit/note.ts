import { groupBy } from '../../formats/manifest/group-by';
import { countText } from '../reports/text';

/** A note on parts of the input that were not evaluated, although nothing is wrong. */
export interface Note {
  /** How many parts there are. */
  readonly count: number;
  /** What one of them is, such as `component`, and the words after it, such as `without a Kubernetes object`. */
  readonly noun: string;
  readonly suffix?: string;
  /** The note as a sentence, which names the first parts. */
  readonly text: string;
  /** The lines that name all parts, if the text does not. */
  readonly details?: readonly string[];
}

/** One line for all notes; undefined if there are none. A single note is a sentence. */
export function notesText(notes: readonly Note[]): string | undefined {
  if (notes.length < 2) {
    return notes.length === 0 ? undefined : `${notes[0].text}${notes[0].details ? ': --verbose lists them' : ''}`;
  }
  const parts = [...groupBy(notes, ({ noun, suffix = '' }) => `${noun} ${suffix}`).values()].map((alike) => {
    const [{ noun, suffix = '' }] = alike;
    return `${countText(alike.reduce((sum, { count }) => sum + count, 0), noun)} ${suffix}`.trim();
  });
  return `notes: ${parts.join(', ')}; --verbose explains them`;
}

/** The lines of all notes. */
export function noteLines(notes: readonly Note[]): readonly string[] {
  return notes.flatMap(({ text, details }) => details ? [`${text}:`, ...details] : [text]);
}
