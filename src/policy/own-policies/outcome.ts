import { asAdmitted } from './admitted';
import { Created, createdObjects } from './created-objects';
import { withApiDefaults } from './defaults';
import { matches, MatchedObject, selects, Undecided } from './matching';
import { OwnBinding, OwnPolicy } from './policy';
import { Verdict, verdictsOf } from './verdict';
import { resourceOf } from '../../formats/manifest/api-resource';
import { asObject, asString, isAbsent, isSameJson, JsonObject, Path } from '../../formats/manifest/json';
import { Severity } from '../controls/check';
import { Namespaces } from '../facts/namespaces';

/** The policies of a team, with their bindings and the objects that can be their parameters. */
export interface OwnPolicies {
  readonly policies: readonly OwnPolicy[];
  readonly bindings: readonly OwnBinding[];
  readonly parameters: readonly JsonObject[];
}

/** What a validation of a policy refuses. */
export interface PolicyRefusal {
  /** The index of the validation. */
  readonly validation: number;
  readonly path: Path;
  readonly message: string;
  readonly severity: Severity;
}

/** The findings of one policy on one object. */
export interface PolicyOutcome {
  readonly refusals: readonly PolicyRefusal[];
  /** Why the policy could not be evaluated. */
  readonly unknown: readonly { readonly path: Path; readonly why: string }[];
  /** Whether the policy matches the object, or an object that its controller creates. */
  readonly isMatched: boolean;
}

/** The binding of a policy that has none: in a cluster, the policy has no effect. */
const UNBOUND: OwnBinding = { name: '', policyName: '', matchResources: {}, actions: ['Warn'] };

const DEPENDS = 'the answer depends on additions of the API server, such as a name, tolerations or the volume of a token';

/**
 * The outcome of a policy for an object, and for objects that its controller creates.
 *
 * @throws CostError if an expression costs more than the API server allows
 */
export function outcomeOf(policy: OwnPolicy, own: OwnPolicies, object: JsonObject, namespaces: Namespaces | undefined): PolicyOutcome {
  const bound = own.bindings.filter(({ policyName }) => policyName === policy.name);
  const refusals: PolicyRefusal[] = [];
  const unknown: { path: Path; why: string }[] = [];
  let isMatched = false;
  for (const created of createdObjects(object)) {
    for (const binding of bound.length > 0 ? bound : [UNBOUND]) {
      const addUnknown = (why: string) => {
        isMatched = true;
        if (!unknown.some((each) => each.why === why)) {
          unknown.push({ path: created.path, why });
        }
      };
      try {
        const verdicts = verdictsFor(policy, binding, own, created, namespaces);
        isMatched ||= verdicts !== undefined;
        verdicts?.forEach((verdict, validation) => {
          if (verdict && 'unknown' in verdict) {
            addUnknown(verdict.unknown);
          } else if (verdict) {
            const severity = binding.actions.includes('Deny') ? 'error' : 'warning';
            addRefusal(refusals, { validation, path: created.path, message: verdict.message, severity });
          }
        });
      } catch (error) {
        if (!(error instanceof Undecided)) {
          throw error;
        }
        addUnknown(error.message);
      }
    }
  }
  return { refusals, unknown, isMatched };
}

/** Adds a refusal, unless the object itself has it: of two severities, the higher one counts. */
function addRefusal(refusals: PolicyRefusal[], refusal: PolicyRefusal): void {
  const same = refusals.findIndex(({ validation, message }) => validation === refusal.validation && message === refusal.message);
  if (same < 0) {
    refusals.push(refusal);
  } else if (refusal.severity === 'error') {
    refusals[same] = { ...refusals[same], severity: 'error' };
  }
}

/** Undefined if the policy or the binding is not for the object. */
function verdictsFor(
  policy: OwnPolicy, binding: OwnBinding, own: OwnPolicies, { object, isByController }: Created, namespaces: Namespaces | undefined,
): readonly Verdict[] | undefined {
  const resource = resourceOf(object);
  const namespace = resource.isNamespaced ? asString(asObject(object.metadata).namespace) : undefined;
  const complete = withApiDefaults(object);
  const namespaceObject = () => resource.isNamespaced ? knownNamespace(namespace, namespaces) : null;
  const subject: MatchedObject = {
    object: complete, resource, namespace, namespaceLabels: () => asObject(asObject(namespaceObject()?.metadata).labels),
  };
  if (!matches(policy.constraints, subject, policy.whyNot === undefined) || !matches(binding.matchResources, subject)) {
    return undefined;
  }
  if (policy.whyNot !== undefined) {
    throw new Undecided(policy.whyNot);
  }
  const admitted = asAdmitted(complete, resource, isByController);
  return parametersOf(policy, binding, own, namespace).map((params) => {
    const verdicts = (each: JsonObject) => verdictsOf(policy, { object: each, resource, namespace, namespaceObject, params });
    const [plain, later] = [verdicts(complete), verdicts(admitted)];
    return agreed(policy, plain, later);
  }).reduce<readonly Verdict[] | undefined>((all, some) => firstVerdicts(all, some), undefined);
}

/** For several parameters, the first refusal of a validation counts. */
function firstVerdicts(all: readonly Verdict[] | undefined, some: readonly Verdict[] | undefined): readonly Verdict[] | undefined {
  return all && some ? all.map((verdict, index) => verdict ?? some[index]) : all ?? some;
}

/** The verdicts if they are the same for the manifest, and with the later additions. The later message counts. */
function agreed(
  { validations }: OwnPolicy, plain: readonly Verdict[] | undefined, later: readonly Verdict[] | undefined,
): readonly Verdict[] | undefined {
  if (isSameJson(plain, later)) {
    return plain;
  }
  return validations.map((_, index) => {
    const [one, other] = [plain?.[index], later?.[index]];
    const isSame = one && other ? 'message' in one && 'message' in other : one === other && (plain === undefined) === (later === undefined);
    return isSame ? other : { unknown: DEPENDS };
  });
}

/** @throws Undecided if the input does not have it */
function knownNamespace(name: string | undefined, namespaces: Namespaces | undefined): JsonObject {
  const found = name === undefined ? undefined : namespaces?.get(name);
  if (found) {
    return withApiDefaults(found);
  }
  throw new Undecided(name === undefined
    ? 'the policy reads the namespace of the object, but the object does not have one: set `metadata.namespace`'
    : `the policy reads the Namespace "${name}", which is not in the input: add its manifest to the files of the run`);
}

function parametersOf(
  { paramKind, name }: OwnPolicy, { paramRef }: OwnBinding, { parameters }: OwnPolicies, namespace: string | undefined,
): readonly (JsonObject | undefined)[] {
  if (!paramKind) {
    return [undefined];
  }
  if (!paramRef) {
    throw new Undecided('no binding references its parameters');
  }
  const place = asString(paramRef.namespace) ?? namespace;
  const isParameter = ({ apiVersion, kind, metadata }: JsonObject) => {
    const own = asObject(metadata);
    const isNamed = isAbsent(paramRef.name) ? selects(asObject(paramRef.selector), () => asObject(own.labels)) : own.name === paramRef.name;
    return apiVersion === paramKind.apiVersion && kind === paramKind.kind && isNamed
      && (own.namespace === undefined || own.namespace === place);
  };
  const found = parameters.filter(isParameter);
  if (found.length === 0) {
    throw new Undecided(`the parameters of ${name} are not in the files of policies: add the ${String(paramKind.kind)} `
      + `"${asString(paramRef.name) ?? 'that its selector names'}" there`);
  }
  return found;
}
