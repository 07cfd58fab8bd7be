import { CREATED_NAMES } from '../../formats/manifest/created-names';
import { InputError } from '../../formats/manifest/input-error';
import { asArray, asObject, clone, JsonObject } from '../../formats/manifest/json';
import { celText, REQUEST_DAY } from '../../policy/controls/cel';
import { validationDigest, validationId } from '../../policy/own-policies/own-controls';
import { OwnPolicy, readOwnPolicy } from '../../policy/own-policies/policy';
import { messageWithoutValues } from '../../policy/own-policies/verdict';
import { ownControlsOf } from '../../policy/waivers/coverage';
import { TargetedWaiver } from '../../policy/waivers/waiver-file';

/** Policies with the waivers of their rules in them. */
export interface WaivedPolicies {
  readonly objects: readonly JsonObject[];
  /** The waivers that they cannot honor, with the end of a sentence. */
  readonly left: readonly { readonly waiver: TargetedWaiver; readonly because: string }[];
}

/** A waiver that a policy cannot honor. */
class LeftOut extends Error {}

/**
 * The objects with a condition in front of each rule that a waiver accepts, and the waivers that cannot be one.
 *
 * @param waivers only controls of a team count
 * @throws InputError if a policy is beyond the limits of the API server with its waivers
 */
export function waivedPolicies(objects: readonly JsonObject[], waivers: readonly TargetedWaiver[]): WaivedPolicies {
  const conditions = new Map<string, string[]>();
  const policies = objects.filter(isPolicy).map(readOwnPolicy);
  const left = waivers.flatMap((waiver) => ownControlsOf(waiver.waiver).flatMap((id) => {
    try {
      const key = conditions.get(id) ?? [];
      conditions.set(id, [...key, conditionOf(id, waiver, policies)]);
      return [];
    } catch (error) {
      if (!(error instanceof LeftOut)) {
        throw error;
      }
      return [{ waiver, because: error.message }];
    }
  }));
  return { objects: objects.map((object) => isPolicy(object) ? withConditions(object, conditions) : object), left };
}

function isPolicy({ kind }: JsonObject): boolean {
  return kind === 'ValidatingAdmissionPolicy';
}

function withConditions(object: JsonObject, conditions: ReadonlyMap<string, readonly string[]>): JsonObject {
  const policy = readOwnPolicy(object);
  const copy = clone(object);
  let isChanged = false;
  asArray(asObject(copy.spec).validations).map(asObject).forEach((validation, index) => {
    const own = conditions.get(validationId(policy, index)) ?? [];
    if (own.length > 0) {
      // An expression can end with a comment.
      validation.expression = `${own.map((each) => `(${each})`).join(' ||\n')} ||\n(${String(validation.expression)}\n)`;
      isChanged = true;
    }
  });
  if (!isChanged) {
    return object;
  }
  try {
    readOwnPolicy(copy);
  } catch (error) {
    throw new InputError(`the policy "${policy.name}" with its waivers: ${(error as Error).message}: leave out some of the waivers`);
  }
  return copy;
}

/** @throws LeftOut with the reason */
function conditionOf(id: string, { waiver, target }: TargetedWaiver, policies: readonly OwnPolicy[]): string {
  const policy = policies.find(({ name }) => id.startsWith(`${name}/`));
  const index = policy ? policy.validations.findIndex((_, each) => validationId(policy, each) === id) : -1;
  if (!policy || index < 0) {
    throw new LeftOut(`no policy of your team has the rule "${id}"`);
  }
  const { initContainers = [], containers = [], ephemeralContainers = [], template, expires } = waiver;
  if (initContainers.length + containers.length + ephemeralContainers.length > 0 || template !== undefined) {
    throw new LeftOut('the rule is about the whole object: leave out containers and the template');
  }
  if (target.namespace === undefined) {
    throw new LeftOut('its target does not name a namespace, so it would apply in every one');
  }
  return [
    'dyn(object) != null',
    `dyn(object).metadata.?namespace.orValue('') == ${celText(target.namespace)}`,
    `(${subjectOf(target)})`,
    ...expires === undefined ? [] : [`(${REQUEST_DAY}) <= ${celText(expires)}`],
    ...messageCondition(policy, index, waiver.allow ?? []),
  ].join(' && ');
}

/** The object itself, or a pod or a Job of it. */
function subjectOf({ kind, name, apiGroup }: TargetedWaiver['target']): string {
  if (!/^[a-z0-9][-a-z0-9.]{0,252}$/.test(name)) {
    throw new LeftOut('no object can have such a name');
  }
  const group = apiGroup === undefined ? '' : ` && dyn(object).apiVersion.startsWith(${celText(`${apiGroup}/`)})`;
  const owners = [
    `o.kind == ${celText(kind)} && o.name == ${celText(name)}`,
    ...CREATED_NAMES.filter(({ by }) => by === kind).map((created) =>
      `o.kind == ${celText(created.kind)} && o.name.matches(${celText(`^${name.replace(/\./g, '\\.')}${created.suffix}$`)})`),
  ];
  return `dyn(object).kind == ${celText(kind)} && dyn(object).metadata.?name.orValue('') == ${celText(name)}${group} || `
    + `dyn(object).metadata.?ownerReferences.orValue([]).exists(o, o.?controller.orValue(false) && (${owners.join(' || ')}))`;
}

/** A waiver accepts one message of one version of a rule. A message without values needs no condition. */
function messageCondition(policy: OwnPolicy, index: number, allowed: readonly string[]): readonly string[] {
  const digest = `${validationDigest(policy, index)} `;
  const messages = allowed.filter((each) => each.startsWith(digest)).map((each) => each.slice(digest.length));
  if (messages.length === 0) {
    throw new LeftOut('the rule has changed: write the waiver again with `suggest-waivers`');
  }
  const validation = policy.validations[index];
  if (validation.messageExpression && !policy.failsClosed) {
    throw new LeftOut('the policy ignores errors, and the expression of the message can have one');
  }
  if (validation.messageExpression) {
    return [`(${validation.messageExpression.text}\n).trim() in [${messages.map(celText).join(', ')}]`];
  }
  if (!messages.includes(messageWithoutValues(validation))) {
    throw new LeftOut('the message is an error of the expression, which no condition can compare');
  }
  return [];
}
