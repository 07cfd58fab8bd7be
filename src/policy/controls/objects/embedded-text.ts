import { visitSettings } from './embedded-settings';
import { searchText } from './unsafe-text';
import { ForbiddingLevel } from './unsafe-values';
import type { EmbeddedDocument } from '../../../formats/yaml/embedded';

/** An unsafe setting in a text, with its line in the text. */
export interface UnsafeSetting {
  readonly setting: string;
  readonly line: number;
}

/** Maximum depth at which texts inside texts are parsed. Deeper texts are only searched. */
const MAX_DEPTH = 5;

/**
 * Every text with an unsafe setting contains one of these words, or a notation that could hide the word. Parsing is expensive, and nearly
 * all texts fail this cheap test.
 */
const SUSPECT = new RegExp([
  'privileg', 'host[-_]?(?:pid|ipc|net|proc|path|disk|port|dev)', 'proc[-_]?mount', 'expose[-_]?docker', 'capabilit', 'cap[-_]?add',
  '\\badd\\b', 'unconfined', 'run[-_]?as[-_]?user', '\\\\[xu\\r\\n]', 'binary',
].join('|'), 'i');

function isSuspect(text: string): boolean {
  return SUSPECT.test(text) && /[:=]/.test(text);
}

/** The unsafe settings in a text, each with its first line and its count. A waiver names the count, so it covers no later additions. */
export function unsafeSettingsIn(text: string, level: ForbiddingLevel): readonly UnsafeSetting[] {
  if (!isSuspect(text)) {
    return NOTHING;
  }
  const found = new Map<string, { readonly line: number; count: number }>();
  lookInto(text, level, MAX_DEPTH, (setting, line) => {
    const entry = found.get(setting) ?? { line, count: 0 };
    entry.count++;
    found.set(setting, entry);
  });
  return [...found].map(([setting, { line, count }]) => ({ setting: count > 1 ? `${setting} (${count} times)` : setting, line }));
}

const NOTHING: readonly UnsafeSetting[] = Object.freeze([]);

type OnSetting = (setting: string, line: number) => void;

function lookInto(text: string, level: ForbiddingLevel, depth: number, onSetting: OnSetting): void {
  for (const document of depth > 0 ? documentsIn(text) : [{ text, line: 1 }]) {
    const { line, content } = document;
    const { value } = content ?? {};
    const lookDeeper = (inner: string, at: () => number) => {
      if (isSuspect(inner)) {
        lookInto(inner, level, depth - 1, (setting) => onSetting(setting, at()));
      }
    };
    if (typeof value === 'object' && value !== null) {
      const { lineOf } = content!;
      visitSettings(value, level, {
        onSetting: (setting, path) => onSetting(setting, lineOf(path)),
        onText: (inner, path) => lookDeeper(inner, () => lineOf(path)),
      });
    } else if (typeof value === 'string' && !isPlain(document)) {
      lookDeeper(value, () => line);
    } else {
      searchText(document.text, level, (setting, inner) => onSetting(setting, line + inner - 1));
    }
  }
}

/** Whether a document is a single text without quotes, such as a list of parameters. */
function isPlain({ text }: EmbeddedDocument): boolean {
  return !/^\s*(?:---\s+)?["'|>!&%]/.test(text);
}

function documentsIn(text: string): readonly EmbeddedDocument[] {
  // The YAML reader is slow to load, and most objects contain no text to parse.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { readEmbedded }: typeof import('../../../formats/yaml/embedded') = require('../../../formats/yaml/embedded');
  return readEmbedded(text);
}
