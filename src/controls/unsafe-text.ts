import { CAPABILITIES } from './startup/capability-names';
import { forbids, ForbiddingLevel } from './unsafe-values';

/** An unsafe setting in a text, with its line in there. */
export interface UnsafeSetting {
  readonly setting: string;
  readonly line: number;
}

/** Texts hold YAML, JSON, JSON in JSON, templates and patches: they are searched as they stand, so that a template is no way past. */
const QUOTE = '\\\\*["\']?';
const ON = `${QUOTE}(?:true|yes|on)\\b`;
/** After a key: its value, or the value of a JSON patch whose path it ends. */
const SET = `${QUOTE}(?:\\s*[:=]|[\\s,]+${QUOTE}value${QUOTE}\\s*:)\\s*`;
const FLAGS = 'privileged(?:[-_]?mode)?|host[-_]?(?:PID|IPC|network|process)|exposeDockerSocket';
const BASELINE = [
  `(?:${FLAGS})${SET}(?:\\{?\\s*${QUOTE}enabled${QUOTE}\\s*:\\s*)?${ON}`,
  `proc[-_]?mount${SET}${QUOTE}Unmasked\\b`,
  // The path may stand behind the type, and be filled in by a template.
  `host[-_]?(?:path|disk)${SET}\\{?\\s*(?:${QUOTE}type${QUOTE}\\s*:\\s*${QUOTE}\\w*${QUOTE}[\\s,]*)?(?:${QUOTE}path${QUOTE}\\s*:\\s*)?${QUOTE}(?:/|\\{\\{|\\$)`,
];
const RESTRICTED = [`allow[-_]?privilege[-_]?escalation${SET}${ON}`, `run[-_]?as[-_]?user${SET}${QUOTE}0(?![\\w.])`];
const ADDED_CAPABILITIES = /(?<!\w)add\\*["']?(?:\s*[:=]|\s*\/-\\*["']?[\s,]+\\*["']?value\\*["']?\s*:)((?:[\s,[\-"'\\{]+[A-Za-z][A-Za-z_]+)+)/g;

const PATTERNS: { readonly [level in ForbiddingLevel]: RegExp } = {
  'pss-baseline': alternatives(BASELINE),
  'pss-restricted': alternatives(RESTRICTED),
};

function alternatives(patterns: readonly string[]): RegExp {
  return new RegExp(`(?<!\\w)(?:${patterns.join('|')})`, 'gi');
}

/** The first unsafe setting in a text; one is enough to say so. A line that begins as a comment sets nothing. */
export function unsafeSettingIn(text: string, level: ForbiddingLevel): UnsafeSetting | undefined {
  for (const match of text.matchAll(PATTERNS[level])) {
    if (!isComment(text, match.index)) {
      return settingAt(text, match.index, match[0]);
    }
  }
  for (const match of text.matchAll(ADDED_CAPABILITIES)) {
    const capability = match[1].toUpperCase().split(/[^A-Z_]+/).map((name) => name.replace(/^CAP_/, ''))
      .find((name) => CAPABILITIES.has(name) && forbids(name, level));
    if (capability !== undefined && !isComment(text, match.index)) {
      return settingAt(text, match.index, `capabilities.add: ${capability}`);
    }
  }
  return undefined;
}

function isComment(text: string, offset: number): boolean {
  return /^\s*#/.test(text.slice(text.lastIndexOf('\n', offset) + 1, offset + 1));
}

function settingAt(text: string, offset: number, setting: string): UnsafeSetting {
  return { setting: setting.replace(/[\\"'{]/g, '').replace(/\s*[:=,]?\s+|[:=]/g, ' ').replace(' ', ': '), line: text.slice(0, offset).split('\n').length };
}
