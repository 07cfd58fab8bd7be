import { entryOf, forbiddenCapabilities, ForbiddingLevel, isUnsafeValue, plainKey, unsafeStep } from './unsafe-values';
import { asString, isArray, isObject, JsonObject, Path, textOf } from '../../../formats/manifest/json';

/** Callbacks for the violations and texts in a value. The array `path` is reused after a call: copy it to keep it. */
export interface EmbeddedVisitor {
  readonly onSetting: (setting: string, path: Path) => void;
  /** Called for a text in the value, which may also contain settings. */
  readonly onText: (text: string, path: Path) => void;
}

/** Visits the unsafe settings in an embedded object, in patches, or in values for a chart. */
export function visitSettings(root: unknown, level: ForbiddingLevel, { onSetting, onText }: EmbeddedVisitor): void {
  const path: (string | number)[] = [];
  const visit = (value: unknown, key: string) => {
    const settings = settingsOf(key, value, level);
    if (settings.length > 0) {
      settings.forEach((setting) => onSetting(setting, path));
    } else if (typeof value === 'string') {
      onText(CODE.test(key) ? `${key}: ${value}` : value, path);
    } else if (CODE.test(key) && typeof value !== 'object') {
      onText(`${key}: ${String(value)}`, path);
    } else if (typeof value === 'object' && value !== null && key !== SCHEMA) {
      for (const step in value) {
        path.push(isArray(value) ? Number(step) : step);
        visit((value as JsonObject)[step], step);
        path.pop();
      }
    }
  };
  visit(root, '');
}

/** Keys never contain these characters. Code that happens to be valid YAML does: `const spec = {hostPID: true};`. */
const CODE = /[{(=;]/;
/** An OpenAPI schema contains names of fields, but no values. */
const SCHEMA = 'openAPIV3Schema';

const CAPABILITY_LISTS = /^(?:capabilities|cap[-_]?add|add[-_]?capabilities|capabilities[-_]?add|add)$/i;
const HOST_PATH = /^host[-_]?(?:path|disk)$/i;
/** Databases and proxies have a `host_port` that is not a port of the node. */
const OTHER_PORT = /^host[-_]port$/i;

/** The unsafe settings of a key, or of an entry such as a patch. All notations of a setting give the same text. */
function settingsOf(key: string, value: unknown, level: ForbiddingLevel): readonly string[] {
  const name = plainKey(key);
  if (CAPABILITY_LISTS.test(name)) {
    const list = typeof value === 'string' ? [value] : value;
    const added = forbiddenCapabilities(isObject(list) ? list.add : list, level);
    return added.map((each) => `capabilities.add: ${each}`);
  }
  if ((isUnsafeValue(key, value, level) && !OTHER_PORT.test(name))
    || (level === 'pss-baseline' && HOST_PATH.test(name) && isTemplate(value))) {
    return [`${name}: ${described(value)}`];
  }
  const step = name.includes('.') ? unsafeStep(name, value, level) : undefined;
  if (step !== undefined) {
    return [`${step}: ${described(value)}`];
  }
  const entry = isObject(value) ? entryOf(value) : undefined;
  const set = entry && unsafeStep(entry.path, entry.value, level);
  if (entry === undefined || set === undefined) {
    return NONE;
  }
  const added = CAPABILITY_LISTS.test(set) ? forbiddenCapabilities([addedBy(entry.value)].flat(), level) : NONE;
  return added.length > 0 ? added.map((each) => `capabilities.add: ${each}`) : [`${set}: value ${described(entry.value)}`];
}

const NONE: readonly string[] = [];

function addedBy(value: unknown): unknown {
  return isObject(value) ? value.add : asString(value)?.replace(/[{}]/g, '').split(',').map((name) => name.trim()) ?? value;
}

/** Whether a path of the node contains a variable or template, so that it is unknown. */
function isTemplate(value: unknown): boolean {
  return /^\s*(?:\{\{|\$)/.test(asString(isObject(value) ? value.path : value) ?? '');
}

/** A value as a finding shows it: of an object, only the unsafe field. */
function described(value: unknown): string {
  const deciding = isObject(value) ? ['enabled', 'path', 'type'].find((field) => field in value) : undefined;
  return deciding === undefined ? textOf(value) : `${deciding} ${textOf((value as JsonObject)[deciding])}`;
}
