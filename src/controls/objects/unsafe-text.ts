import { forbids, ForbiddingLevel } from './unsafe-values';
import { CAPABILITIES } from '../startup/capability-names';

/** An unsafe setting in a text, with its line in there. */
export interface UnsafeSetting {
  readonly setting: string;
  readonly line: number;
}

/*
 * Texts hold YAML, JSON, JSON in JSON, templates and patches: they are searched as they are, so that a template cannot hide a setting.
 * No two parts of a pattern that follow each other take the same character without a bound: the search takes time that grows with the text.
 */
const QUOTE = '\\\\{0,15}["\']?';
/** Not `host_network="true"`: so PromQL selects series by a label. */
const ON = `(?:(?<!=)${QUOTE})?(?:true|yes|on|y)\\b`;
/** JSON in a text writes a line break as `\n`, so a letter may precede the key. */
const KEY = '(?<=^|\\W|\\\\[nrt])(?:(?:is|run|use|enable)[-_]?)?';
const field = (name: string) => `${QUOTE}${name}${QUOTE}\\s*:\\s*`;
const OPERATION = `(?:${field('op')}${QUOTE}\\w+${QUOTE}[\\s,]+)?`;
/** A tag, an anchor or a comment between a key and its value. */
const DECORATION = '(?:(?:[&!]\\S{0,60}|#[^\\n]{0,200}\\n)\\s*){0,2}';
/** After a key, or the key in an anchor of Kyverno: its value, or the value of a JSON patch whose path it ends. */
const SET = `${QUOTE}\\)?${QUOTE}(?:\\s*[:=]|[\\s,]+${OPERATION}${QUOTE}value${QUOTE}\\s*:)\\s*${DECORATION}`;
const FLAGS = '(?:privileged(?:[-_]?mode)?|host[-_]?(?:PID|IPC|network(?:ing)?|process)|exposeDockerSocket)';
/** The path of a JSON patch, up to its last step. */
const PATCH_PATH = `${field('path')}${QUOTE}[^\\s"'\\\\]{0,500}/`;
const BASELINE = [
  `${KEY}${FLAGS}${SET}(?:\\{\\s*)?(?:${field('enabled')})?${ON}`,
  `${KEY}proc[-_]?mount${SET}${QUOTE}Unmasked\\b`,
  // The path may follow the type, and may come from a template.
  `${KEY}host[-_]?(?:path|disk)${SET}(?:\\{\\s*)?(?:${field('type')}${QUOTE}(?:\\w+${QUOTE}|\\\\{0,15}["'])[\\s,]*)?(?:${field('path')})?${QUOTE}(?:/|\\{\\{|\\$)[^\\n"'\\\\,}\\]]{0,200}`,
  // A patch with its fields in another order, or without a value.
  `(?<!\\w)value${QUOTE}\\s*:\\s*${ON}${QUOTE}[\\s,]+${OPERATION}${PATCH_PATH}${FLAGS}\\b`,
  `(?<!\\w)op${QUOTE}\\s*:\\s*${QUOTE}(?:copy|move)${QUOTE}[\\s,]+(?:${field('from')}${QUOTE}[^\\s"',\\\\]+${QUOTE}[\\s,]+)?${PATCH_PATH}${FLAGS}\\b`,
];
const RESTRICTED = [`${KEY}allow[-_]?privilege[-_]?escalation${SET}${ON}`, `${KEY}run[-_]?as[-_]?user${SET}${QUOTE}0(?![\\w.])`];
/** A lookahead, since the next `add` may follow directly. */
const ADDED_CAPABILITIES = new RegExp('(?<=^|\\W|\\\\[nrt])add\\\\{0,15}["\']?(?:\\s*[:=]|\\s*/-\\\\{0,15}["\']?[\\s,]+\\\\{0,15}["\']?value\\\\{0,15}["\']?\\s*:)'
  + '(?=((?:[\\s,[\\-"\'\\\\{]+[A-Za-z]\\w*)+))', 'g');

const PATTERNS: { readonly [level in ForbiddingLevel]: RegExp } = {
  'pss-baseline': new RegExp(BASELINE.join('|'), 'gi'),
  'pss-restricted': new RegExp(RESTRICTED.join('|'), 'gi'),
};

/** The unsafe settings in a text, each at its first place and with its count: a waiver covers no further one. A comment sets nothing. */
export function unsafeSettingsIn(text: string, level: ForbiddingLevel): readonly UnsafeSetting[] {
  let found: Map<string, { readonly line: number; count: number }> | undefined;
  const collect = (pattern: RegExp, settingsOf: (match: RegExpExecArray) => readonly string[]) => {
    let lines: Lines | undefined;
    for (const match of text.matchAll(pattern)) {
      const settings = settingsOf(match);
      if (settings.length > 0) {
        const { line, isComment } = (lines ??= new Lines(text)).at(match.index);
        for (const setting of isComment ? [] : settings) {
          const entry = (found ??= new Map()).get(setting) ?? { line, count: 0 };
          entry.count++;
          found.set(setting, entry);
        }
      }
    }
  };
  collect(PATTERNS[level], ([match]) => [settingText(match)]);
  collect(ADDED_CAPABILITIES, ([, names]) => addedCapabilities(names, level).map((name) => `capabilities.add: ${name}`));
  return found ? [...found].map(([setting, { line, count }]) => ({ setting: count > 1 ? `${setting} (${count} times)` : setting, line })) : NOTHING;
}

const NOTHING: readonly UnsafeSetting[] = Object.freeze([]);

function addedCapabilities(names: string, level: ForbiddingLevel): readonly string[] {
  return names.toUpperCase().split(/\W/).map((name) => name.replace(/^CAP_/, ''))
    .filter((name) => CAPABILITIES.has(name) && forbids(name, level));
}

/** Finds the lines of places that are asked for in their order. */
class Lines {
  private line = 1;
  private isComment: boolean;
  private readonly breaks = /\r\n|\n|\r/g;
  private next: RegExpExecArray | null;

  constructor(private readonly text: string) {
    this.next = this.breaks.exec(text);
    this.isComment = this.startsComment(0);
  }

  public at(offset: number): { readonly line: number; readonly isComment: boolean } {
    while (this.next && this.next.index < offset) {
      this.line++;
      this.isComment = this.startsComment(this.breaks.lastIndex);
      this.next = this.breaks.exec(this.text);
    }
    return { line: this.line, isComment: this.isComment };
  }

  private startsComment(start: number): boolean {
    COMMENT.lastIndex = start;
    return COMMENT.test(this.text);
  }
}

const COMMENT = /[^\S\n\r]*#/y;

function settingText(match: string): string {
  return match.replace(/[&!]\S+\s|#[^\n]*\n/g, '').replace(/[\\"'{()]/g, '').replace(/\s*[:=,]?\s+|[:=]/g, ' ').replace(' ', ': ').trim();
}
