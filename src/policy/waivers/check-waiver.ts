import { controlsOfWaiver, WAIVER_PROFILES, waiverName } from './coverage';
import { parseDay } from '../../formats/manifest/day';
import { FieldError, inField } from '../../formats/manifest/input-error';
import { asString, isObject, JsonObject, Path } from '../../formats/manifest/json';
import { unknownKey } from '../../formats/manifest/nearest';
import { CONTAINER_LISTS } from '../../formats/manifest/pod';
import { CATALOG, findControl } from '../controls/catalog';
import { isOwnControl, isWaivable } from '../controls/control';
import { meantControl } from '../controls/meant-control';
import { Waiver } from '../settings/waiver';

/** The fields of a waiver, in the order in which annotations print them. */
export const WAIVER_FIELDS = [
  'control', 'controls', 'profile', 'reason', 'allow', 'containers', 'initContainers', 'ephemeralContainers', 'template', 'expires',
  'owner', 'ticket',
] as const;

const MIN_REASON_WORDS = 3;
/** The fix for a reason that is missing, empty or too short. */
export const SAY_WHY = `explain in at least ${MIN_REASON_WORDS} words why you accept the risk`;

/**
 * The value as a waiver. Refuses a misspelled field, an unknown control, a reason that is too short, an invalid date, and an empty list.
 *
 * @param fields the allowed fields
 * @throws with the error and its fix
 */
export function toWaiver(value: unknown, fields: readonly string[] = WAIVER_FIELDS): Waiver {
  if (!isObject(value)) {
    throw new Error('a waiver must be an object with at least `control` and `reason`');
  }
  checkWaiverKeys(value, fields, 'a waiver');
  const waiver = value as unknown as Waiver;
  checkSubject(waiver);
  const name = waiverName(waiver);
  const refuse = (field: keyof Waiver, problem: string) => {
    throw new FieldError([field], `${name}: ${problem}`);
  };
  const fixed = CATALOG.find((control) => controlsOfWaiver(waiver).includes(control.id) && !isWaivable(control));
  if (fixed) {
    refuse(waiver.controls ? 'controls' : 'control', controlsOfWaiver(waiver).length === 1 ? 'a control in the group '
      + `"${fixed.level}" cannot be waived`
      : `"${fixed.id}" is in the group "${fixed.level}", which cannot be waived`);
  }
  checkReason(`${name}: reason`, waiver.reason, ['reason']);
  if (waiver.expires !== undefined && parseDay(waiver.expires) === undefined) {
    refuse('expires', `expires ${JSON.stringify(waiver.expires)} is not a valid date: use YYYY-MM-DD`);
  }
  if (waiver.template !== undefined && (typeof waiver.template !== 'string' || waiver.template === '')) {
    refuse('template', 'template must be the path of a pod template, such as spec.templates[build], or be omitted');
  }
  const notText = (['owner', 'ticket'] as const).find((field) => waiver[field] !== undefined && typeof waiver[field] !== 'string');
  if (notText) {
    refuse(notText, `${notText} must be text, or be omitted`);
  }
  for (const field of ['allow', ...CONTAINER_LISTS] as const) {
    const list = waiver[field];
    // An empty text is a possible value of a field, but not a container name.
    const isText = (item: unknown) => typeof item === 'string' && (item !== '' || field === 'allow');
    if (list !== undefined && (!Array.isArray(list) || list.length === 0 || !list.every(isText))) {
      refuse(field, `${field} must be a list of names with at least one entry, or be omitted`);
    }
    const numbered = field === 'allow' ? undefined : list?.find((entry) => entry.startsWith('#'));
    if (numbered !== undefined) {
      refuse(field, `${field} has "${numbered}", which is a position and not a name: give the container a name and use it`);
    }
  }
  checkProfile(waiver, refuse);
  return waiver;
}

/** @throws if the waiver does not name a control, several controls or a profile, if it names two of these, or if a name does not exist */
function checkSubject(waiver: Waiver): void {
  const { control, controls, profile } = waiver;
  const [subject, another] = (['control', 'controls', 'profile'] as const).filter((field) => waiver[field] !== undefined);
  if (subject === undefined) {
    throw new Error('the waiver has no `control`: set the id of a control, or `controls` or `profile`');
  }
  if (another !== undefined) {
    throw new FieldError([another], `the waiver has both \`${subject}\` and \`${another}\`: keep one of them`);
  }
  inField([subject], () => {
    if (profile !== undefined) {
      checkProfileName(profile);
    } else if (controls === undefined) {
      checkWaivedId(control);
    } else {
      checkControls(controls);
    }
  });
}

function checkControls(controls: unknown): void {
  if (!Array.isArray(controls) || controls.length === 0) {
    throw new Error('controls must be a list of control ids with at least one entry, or use `control`');
  }
  controls.forEach((id, index) => {
    try {
      checkWaivedId(id);
    } catch (error) {
      throw new Error(`controls[${index}]: ${(error as Error).message}`);
    }
    if (controls.indexOf(id) < index) {
      throw new Error(`controls[${index}]: "${id}" is listed twice: remove one`);
    }
  });
}

function checkProfileName(profile: unknown): void {
  if (WAIVER_PROFILES.includes(profile as string)) {
    return;
  }
  const known = WAIVER_PROFILES.join(' or ');
  switch (profile) {
    case 'privileged':
      throw new Error(`profile "privileged" would accept everything: use ${known}, and `
        + 'list other accepted findings in `controls`');
    case 'hardened':
      throw new Error(`profile "hardened" leaves nothing to waive: use ${known}`);
    default:
      throw new Error(`unknown profile ${JSON.stringify(profile)}: use ${known}`);
  }
}

/** A waiver for a profile covers the most findings, so it needs an owner and an expiry date. */
function checkProfile(waiver: Waiver, refuse: (field: keyof Waiver, problem: string) => void): void {
  if (waiver.profile === undefined) {
    return;
  }
  const narrow = (['allow', ...CONTAINER_LISTS, 'template'] as const).find((field) => waiver[field] !== undefined);
  if (narrow) {
    refuse(narrow, `${narrow} cannot be combined with \`profile\`, which applies to the whole workload: remove it, or list \`controls\``);
  }
  if (waiver.expires === undefined) {
    refuse('expires', 'expires is missing: write the last day on which the waiver applies, as YYYY-MM-DD');
  }
  if (waiver.owner === undefined || waiver.owner.trim() === '') {
    refuse('owner', 'owner is missing: name the person or team that is responsible for the waiver');
  }
}

/** @throws if a waiver for a profile targets a Dockerfile, because it has no pods */
export function checkDockerfileWaiver({ profile }: Waiver): void {
  if (profile !== undefined) {
    throw new Error('a Dockerfile cannot have a waiver with `profile`, which applies to pods: list the controls in `controls`');
  }
}

/**
 * @param what the reason belongs to, as the error names it: `control "x": reason`
 * @param path of the reason in its file, for the line of the error
 * @throws if a reason is missing or too short to explain anything
 */
export function checkReason(what: string, reason: unknown, path: Path = []): void {
  if (typeof reason !== 'string' || wordsIn(reason) < MIN_REASON_WORDS) {
    throw new FieldError(path, `${what} ${reasonProblem(reason)}: ${SAY_WHY}`);
  }
}

function reasonProblem(reason: unknown): string {
  if (reason === undefined) {
    return 'is missing';
  }
  return reason === '' || reason === null ? 'is empty' : `${JSON.stringify(reason)} is too short`;
}

/** Counts words. Punctuation, invisible characters and the like are not words. */
function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
}

/**
 * Refuses unknown fields: with a misspelled `expires`, a waiver would never expire.
 *
 * @throws with the first unknown field and the known fields
 */
export function checkWaiverKeys(object: JsonObject, known: readonly string[], what: string): void {
  const unknown = unknownKey(object, known, `the fields are ${known.join(', ')}`);
  if (unknown) {
    throw new FieldError([unknown.key], `${what} has no field "${unknown.key}": ${unknown.hint}`);
  }
}

/** The same for an id in a waiver: policies of a team may be read later. */
function checkWaivedId(id: unknown): void {
  if (typeof id !== 'string' || !isOwnControl({ id })) {
    checkControlId(id);
  }
}

/** @throws if no control has this id, with the most similar id */
export function checkControlId(id: unknown): void {
  if (typeof id !== 'string' || findControl(id) === undefined) {
    const meant = meantControl(asString(id) ?? '');
    throw new Error(`unknown control ${JSON.stringify(id)}: `
      + `${meant === undefined ? 'see `cdk8s-hardened explain`' : `did you mean "${meant}"?`}`);
  }
}
