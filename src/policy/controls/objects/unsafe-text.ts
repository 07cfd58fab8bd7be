import { forbiddenCapabilities, ForbiddingLevel } from './unsafe-values';

/*
 * Searches texts that are not YAML or JSON, such as templates, scripts and settings of other programs. The search takes linear time: of
 * two adjacent parts of a pattern that match the same character, one always has a maximum length.
 */
const QUOTE = '\\\\{0,15}["\']?';
/** Excludes `host_network="true"`, with which PromQL selects series by label. */
const YES = '(?:true|yes|on|y)\\b';
const ON = `(?:(?<!=)${QUOTE})?(?:${YES}|\\$\\{\\w{1,100}:?[-=]${QUOTE}${YES}|\\{\\{[^{}\\n]{0,100}\\bdefault[\\s(]{1,20}${QUOTE}${YES})`;
/**
 * The start of a key. A letter may come before it, because JSON in a text writes a line break as `
 * `.
 */
const KEY = '(?<=^|\\W|\\\\[nrt])(?:(?:is|run|use|enable)[-_]?)?';
const field = (name: string) => `${QUOTE}${name}${QUOTE}\\s*:\\s*`;
const OPERATION = `(?:${field('op')}${QUOTE}\\w+${QUOTE}[\\s,]+)?`;
/** A tag, an anchor or a comment between a key and its value. */
const DECORATION = '(?:(?:[&!]\\S{0,60}\\s|#[^\\n]{0,200}\\n)\\s*){0,4}';
/** Comments and other keys between the path and the value of a patch, each in a line. */
const BESIDE = `(?:(?:#|${QUOTE}(?!value\\b)\\w{1,60}${QUOTE}\\s{0,9}:)[^\\n]{0,200}\\n\\s{0,99}){0,4}`;
/** The text between a key and its value. The key can be in brackets, a Jsonnet key such as `hostPID+::`, or the path of a JSON patch. */
const SET = `${QUOTE}[)\\]]?${QUOTE}(?:\\+?\\s*(?:=|:{1,3})|[\\s,]+${OPERATION}${BESIDE}${QUOTE}value${QUOTE}\\s*:)\\s*${DECORATION}`;
const FLAGS = '(?:privileged(?:[-_]?mode)?|host[-_]?(?:PID|IPC|network(?:ing)?|process)|exposeDockerSocket)';
/** The path of a JSON patch, without its last step. */
const PATCH_PATH = `${field('path')}${QUOTE}[^\\s"'\\\\]{0,500}/`;
/** The field `type` of a hostPath, which may come before its path. */
const TYPE = `(?:${field('type')}${QUOTE}(?:\\w+${QUOTE}|\\\\{0,15}["'])[\\s,]*)?`;
const PATH_OF_NODE = `${QUOTE}(?:/|\\{\\{|\\$)[^\\n"'\\\\,}\\]]{0,200}`;
const FROM = `(?:${field('from')}${QUOTE}[^\\s"',\\\\]+${QUOTE}[\\s,]+)?`;
const BASELINE = [
  `${KEY}${FLAGS}${SET}(?:\\{\\s*)?(?:${field('enabled')})?${ON}`,
  `${KEY}proc[-_]?mount${SET}${QUOTE}Unmasked\\b`,
  // The path may come after the type, or from a template.
  `${KEY}host[-_]?(?:path|disk)${SET}(?:\\{\\s*)?${TYPE}(?:${field('path')})?${PATH_OF_NODE}`,
  `${KEY}(?:seccomp|app[-_]?armor)[-_]?profile${SET}(?:\\{\\s*)?${field('type')}${QUOTE}Unconfined\\b`,
  `(?:apparmor\\.security\\.beta|seccomp\\.security\\.alpha)\\.kubernetes\\.io/[\\w.-]{1,63}${SET}${QUOTE}unconfined\\b`,
  `${KEY}hostPort${SET}${QUOTE}[1-9]\\d{0,4}\\b`,
  // A patch with another order of fields, or without a value.
  `(?<!\\w)value${QUOTE}\\s*:\\s*${ON}${QUOTE}[\\s,]+${OPERATION}${PATCH_PATH}${FLAGS}\\b`,
  `(?<!\\w)op${QUOTE}\\s*:\\s*${QUOTE}(?:copy|move)${QUOTE}[\\s,]+${FROM}${PATCH_PATH}${FLAGS}\\b`,
];
const RESTRICTED = [
  `${KEY}allow[-_]?privilege[-_]?escalation${SET}${ON}`,
  `${KEY}run[-_]?as[-_]?user${SET}${QUOTE}0(?:[xob]?0{1,20})?(?![\\w.])`,
];
const SEPARATOR = '[\\s,[\\-"\'\\\\{]';
/** The text between two names in a list of a template: comments, tags, anchors and template values. */
const BETWEEN = `${SEPARATOR}+(?:(?:[&!]\\S{0,60}|#[^\\n]{0,200}\\n|\\{\\{[^{}\\n]{0,200}\\}\\})${SEPARATOR}{0,200}){0,4}`;
/** The names in a list, up to the next `add`, which begins another list. */
const NAMES = `((?:${BETWEEN}(?![nrt]?add\\b)[A-Za-z]\\w*(?:[^{}\\n]{0,200}\\}\\})?)+)`;
const ADDED_CAPABILITIES = new RegExp(
  `(?<=^|\\W|\\\\[nrt])add${QUOTE}(?:\\s*[:=]|\\s*/-${QUOTE}[\\s,]+${QUOTE}value${QUOTE}\\s*:)${NAMES}`, 'g');

const PATTERNS: { readonly [level in ForbiddingLevel]: RegExp } = {
  'pss-baseline': new RegExp(BASELINE.join('|'), 'gi'),
  'pss-restricted': new RegExp(RESTRICTED.join('|'), 'gi'),
};

/** Visits the unsafe settings in a text, with their lines. Comments are ignored. */
export function searchText(text: string, level: ForbiddingLevel, onSetting: (setting: string, line: number) => void): void {
  const plain = text.replace(ESCAPED, (_, ...codes) => String.fromCharCode(parseInt(codes.find((code) => code !== undefined), 16)));
  const search = (pattern: RegExp, settingsOf: (match: RegExpExecArray) => readonly string[]) => {
    let lines: Lines | undefined;
    for (const match of plain.matchAll(pattern)) {
      const settings = settingsOf(match);
      if (settings.length > 0) {
        const { line, isComment } = (lines ??= new Lines(plain)).at(match.index);
        (isComment ? [] : settings).forEach((setting) => onSetting(setting, line));
      }
    }
  };
  search(PATTERNS[level], ([match]) => [settingText(match)]);
  search(ADDED_CAPABILITIES, ([, names]) => forbiddenCapabilities(names.replace(COMMENTS, '').split(/\W/), level)
    .map((name) => `capabilities.add: ${name}`));
}

const COMMENTS = /#[^\n]*/g;

/** Letters that are escaped in YAML and JSON. */
const ESCAPED = /\\(?:u00([2-7][\da-f])|x([2-7][\da-f])|U000000([2-7][\da-f]))/gi;

/** Finds the lines of offsets, which must be in ascending order. */
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
  return match.replace(/[&!]\S+\s|#[^\n]*\n/g, '').replace(/[\\"'{(\])]|\+(?=:)|:(?=:)/g, '').replace(/\s*[:=,]?\s+|[:=]/g, ' ')
    .replace(' ', ': ')
    .trim();
}
