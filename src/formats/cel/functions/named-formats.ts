import { CelLibrary, overload, traversal } from './define';
import { regexOf } from './regex-calls';
import { isRequestUrl } from './urls';
import { Extension, Optional } from '../values';

/** A format that has a name, such as `dns1123Label`. */
class Format extends Extension {
  public readonly type = 'kubernetes.NamedFormat';

  constructor(public readonly key: string, public readonly problemsOf: (text: string) => readonly string[], public readonly size: number) {
    super();
  }
}

const has = (pattern: string, text: string) => regexOf(`^${pattern}$`).find([...text]) !== undefined;
const tooLong = (text: string, most: number, part = '') =>
  Buffer.byteLength(text) > most ? [`${part}must be no more than ${most} bytes`] : [];

/** The sentence about a text that does not match, with examples. */
function mismatch(text: string, pattern: string, problem: string, ...examples: readonly string[]): readonly string[] {
  const [first, ...others] = examples.map((each) => `'${each}', `);
  return has(pattern, text) ? [] : [`${problem} (e.g. ${[first, ...others].join(' or ')}regex used for validation is '${pattern}')`];
}

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const LABEL_1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const KEY = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';

function label(text: string): readonly string[] {
  if (!has(LABEL, text) && has(SUBDOMAIN, text)) {
    return [...tooLong(text, 63), 'must not contain dots'];
  }
  return [...tooLong(text, 63), ...mismatch(text, LABEL, 'a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '
    + '\'-\', and must start and end with an alphanumeric character', 'my-name', '123-abc')];
}

function subdomain(text: string): readonly string[] {
  return [...tooLong(text, 253), ...mismatch(text, SUBDOMAIN, 'a lowercase RFC 1123 subdomain must consist of lower case alphanumeric '
    + 'characters, \'-\' or \'.\', and must start and end with an alphanumeric character', 'example.com')];
}

function label1035(text: string): readonly string[] {
  return [...tooLong(text, 63), ...mismatch(text, LABEL_1035, 'a DNS-1035 label must consist of lower case alphanumeric characters or '
    + '\'-\', start with an alphabetic character, and end with an alphanumeric character', 'my-name', 'abc-123')];
}

const KEY_PROBLEM = 'must consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character';

function qualifiedName(text: string): readonly string[] {
  const parts = text.split('/');
  const name = parts[parts.length - 1];
  if (parts.length > 2) {
    const [problem] = mismatch('/', KEY, `a valid label key ${KEY_PROBLEM}`, 'MyName', 'my.name', '123-abc');
    return [`${problem} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const prefix = parts.length < 2 ? [] : [...parts[0] === '' ? ['prefix part must be non-empty'] : [],
    ...parts[0] === '' ? [] : subdomain(parts[0]).map((each) => `prefix part ${each}`)];
  const length = name === '' ? ['name part must be non-empty'] : tooLong(name, 63, 'name part ');
  return [...prefix, ...length, ...mismatch(name, KEY, `name part ${KEY_PROBLEM}`, 'MyName', 'my.name', '123-abc')];
}

function labelValue(text: string): readonly string[] {
  return [...tooLong(text, 63), ...mismatch(text, `(${KEY})?`, 'a valid label must be an empty string or consist of alphanumeric '
    + 'characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character', 'MyValue', 'my_value', '12345')];
}

/** A name to which something will be added may end with a dash. */
const asPrefix = (check: (text: string) => readonly string[]) => (text: string) =>
  check(text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text);

const simple = (isValid: (text: string) => boolean, problem: string) => (text: string) => isValid(text) ? [] : [problem];

const UUID = '(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}';
const BASE64 = '(?:[A-Za-z0-9+\\\\/]{4})*(?:[A-Za-z0-9+\\\\/]{2}==|[A-Za-z0-9+\\\\/]{3}=|[A-Za-z0-9+\\\\/]{4})';
const TIME = '([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](.[0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))';

function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return year !== undefined && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function isDateTime(text: string): boolean {
  const [date, time] = text.toLowerCase().split('t');
  return time !== undefined && isDate(date) && has(TIME, time);
}

/** The checks, and the sizes of their patterns by which the API server counts cost. */
const FORMATS: readonly Format[] = [
  new Format('dns1123Label', label, 30),
  new Format('dns1123Subdomain', subdomain, 60),
  new Format('dns1035Label', label1035, 30),
  new Format('qualifiedName', qualifiedName, 60),
  new Format('dns1123LabelPrefix', asPrefix(label), 30),
  new Format('dns1123SubdomainPrefix', asPrefix(subdomain), 60),
  new Format('dns1035LabelPrefix', asPrefix(label1035), 30),
  new Format('labelValue', labelValue, 40),
  new Format('uri', (text) => isRequestUrl(text) ? [] : [`parse ${JSON.stringify(text)}: invalid URI for request`], 1103),
  new Format('uuid', simple((text) => has(UUID, text), 'does not match the UUID format'), 70),
  new Format('byte', simple((text) => has(BASE64, text), 'invalid base64'), 84),
  new Format('date', simple(isDate, 'invalid date'), 71),
  new Format('datetime', simple(isDateTime, 'invalid datetime'), 71),
];

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-format-library */
export const NAMED_FORMATS: CelLibrary = {
  'format.named': [overload('string', (name: string) => {
    const found = FORMATS.find(({ key }) => key === name);
    return found ? new Optional(found) : Optional.NONE;
  })],
  ...Object.fromEntries(FORMATS.map((format) => [`format.${format.key}`, [overload('', () => format)]])),
  '.validate': [overload('kubernetes.NamedFormat string', ({ problemsOf }: Format, text: string) => {
    const problems = problemsOf(text);
    return problems.length > 0 ? new Optional(problems) : Optional.NONE;
  }, ({ size }: Format, text: string) => traversal(`${text} `) * Math.ceil(size * 0.25))],
};
