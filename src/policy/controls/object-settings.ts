/* Values of single fields of objects that are not pods, as rows of a control. Each row has its documentation, and examples for its test. */
import { Found, Violation, Violations } from './check';
import { ObjectControl } from './control';
import { Risk, Risks } from './risk';
import { Rule } from './specification';
import { both, everyEntry, listOf } from './violations';
import { asString, canonicalText, isAbsent, isArray, isObject, JsonObject, Path, read, textOf } from '../../formats/manifest/json';
import { toFieldPath } from '../../formats/manifest/paths';
import { groupKind, objectName } from '../../formats/manifest/workload';

/** A field of some kinds of objects, and the values that are unsafe. */
export interface ObjectSetting {
  readonly product: string;
  /** Groups and kinds, such as `argoproj.io/AppProject`. */
  readonly kinds: readonly string[];
  /** The only name of an object with this meaning. */
  readonly name?: string;
  /** The path of the field: `spec.sourceRepos[*]`, or `data[admin.enabled]` for a key with dots. */
  readonly field: string;
  /** The part of the field that a finding names. */
  readonly at?: string;
  /** A pattern for the text of the value, or a test of the value, which can be absent. */
  readonly unsafe: RegExp | ((value: unknown, object: JsonObject) => boolean);
  readonly allowed: string;
  readonly risk: Risk;
  /** The effect of the value, as a text after the field. */
  readonly effect: string;
  readonly source: string;
  /** Values of the field with and without the finding, and other fields of their object. The published package has no examples. */
  readonly example: { readonly bad: unknown; readonly good: unknown; readonly beside?: JsonObject };
}

/** A control on single fields, with its rows. */
export interface SettingsControl extends ObjectControl {
  readonly rows: readonly ObjectSetting[];
}

type Texts = Omit<ObjectControl, 'risk' | 'level' | 'kinds' | 'spec' | 'checkObject' | 'facts'> & Partial<ObjectControl['spec']>;

/** The maximum length of a text that a finding quotes. Of a longer one it quotes only the unsafe part. */
const LONGEST = 100;

/**
 * A control on single fields of objects.
 *
 * @param also further rules that rows cannot express
 */
export function settingsControl(
  texts: Texts, rows: readonly ObjectSetting[],
  also: { readonly kinds: readonly string[]; readonly rules: readonly Rule[]; readonly check: (object: JsonObject) => Found } = NOTHING,
): SettingsControl {
  const { notes, sources = [], ...rest } = texts;
  const byKind = new Map<string, ObjectSetting[]>();
  rows.forEach((row) => row.kinds.forEach((kind) => byKind.set(kind, [...byKind.get(kind) ?? [], row])));
  return {
    ...rest,
    rows,
    level: 'hardened',
    risk: risksOfRows(rows),
    spec: { rules: [...rows.map(ruleOf), ...also.rules], notes, sources: [...new Set([...rows.map(({ source }) => source), ...sources])] },
    kinds: [...new Set([...byKind.keys(), ...also.kinds])],
    checkObject: (object): Violations => {
      const own = byKind.get(groupKind(object)) ?? [];
      const found = everyEntry(own, (row) => row.name === undefined || row.name === objectName(object)
        ? inside(object, stepsOf(row.field), [], row, object)
        : undefined);
      return listOf(both(found, also.kinds.includes(groupKind(object)) ? also.check(object) : undefined));
    },
  };
}

const NOTHING = { kinds: [], rules: [], check: () => undefined };

/** The products with each risk; the risk of most rows comes first. */
function risksOfRows(rows: readonly ObjectSetting[]): Risks {
  const risks = [...new Set(rows.map(({ risk }) => risk))];
  const count = (risk: Risk) => rows.filter((row) => row.risk === risk).length;
  return Object.fromEntries(risks.sort((a, b) => count(b) - count(a))
    .map((risk) => [risk, [...new Set(rows.filter((row) => row.risk === risk).map(({ field }) => lastStep(field)))].join(', ')]));
}

function ruleOf({ product, kinds, name, field, allowed }: ObjectSetting): Rule {
  const names = [...new Set(kinds.map((kind) => kind.split('/')[1]))].join(', ');
  return { when: `${product}, in ${names}${name === undefined ? '' : ` ${name}`}`, fields: [field], allowed };
}

function lastStep(field: string): string {
  return stepsOf(field).filter((step) => step !== '*').pop()!;
}

/** The steps of a path in a row. */
function stepsOf(field: string): readonly string[] {
  return [...field.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)].map(([step, key]) => key ?? step);
}

function inside(value: unknown, [step, ...rest]: readonly string[], path: Path, row: ObjectSetting, object: JsonObject): Found {
  if (step === undefined) {
    return violationOf(value, path, row, object);
  }
  if (step === '*') {
    return isArray(value) ? everyEntry(value, (each, index) => inside(each, rest, [...path, index], row, object)) : undefined;
  }
  if (!isObject(value)) {
    return undefined;
  }
  return inside(Object.hasOwn(value, step) ? value[step] : undefined, rest, [...path, step], row, object);
}

function violationOf(value: unknown, path: Path, { unsafe, at, effect, risk }: ObjectSetting, object: JsonObject): Violation | undefined {
  const match = typeof unsafe === 'function' || isAbsent(value) || typeof value === 'object' ? null : unsafe.exec(textOf(value));
  if (typeof unsafe === 'function' ? !unsafe(value, object) : !match) {
    return undefined;
  }
  const below = at === undefined ? [] : stepsOf(at).map((step) => /^\d+$/.test(step) ? Number(step) : step);
  const place = [...path, ...below];
  const shown = read(value, below);
  const quoted = typeof shown === 'string' && shown.length > LONGEST ? match?.[0].trim() ?? '' : shown;
  return {
    path: place,
    value: quoted,
    allowKey: `${toFieldPath(place)}: ${asString(quoted) ?? canonicalText(quoted ?? '')}`,
    detail: effect,
    risk,
  };
}
