import { allowKeyOf, itemName } from './allow-key';
import { counterpartsOf, lowestLevel, otherFound, OtherFound } from './counterparts';
import { EvaluatedFinding } from './finding';
import { checksFor } from './needed-fields';
import { OpenedManifest, OpenedObject, openManifest } from './open';
import { ActiveCheck, Profile } from './profile';
import { DockerfileView } from '../../formats/dockerfile/model/dockerfile';
import { isWindowsStage as isImageForWindows } from '../../formats/dockerfile/model/windows';
import { attributeToAuthor } from '../../formats/manifest/custom-pods';
import { groupBy } from '../../formats/manifest/group-by';
import { JsonObject, Path } from '../../formats/manifest/json';
import { oncePer } from '../../formats/manifest/once-per';
import { templatePaths } from '../../formats/manifest/paths';
import { ContainerList, ContainerView, PartialPodSpec, PodView } from '../../formats/manifest/pod';
import { groupKind } from '../../formats/manifest/workload';
import { EvaluationContext, thirdPartyContext } from '../context/context';
import { Severity, Violation, Violations } from '../controls/check';
import { Control, AnyPodControl } from '../controls/control';
import { isForWindows } from '../controls/hardened/windows';
import { mainRisk } from '../controls/risk';
import { withoutFields } from '../controls/secrets/secret-fields';
import { withoutForms } from '../controls/secrets/secret-forms';
import { withoutSecrets } from '../controls/secrets/secret-words';
import { severityOf } from '../controls/severity';
import { Severities } from '../settings/choices';
import { ObjectNotes } from '../settings/notes';

/**
 * Evaluates a manifest: the object itself, and every pod that it creates. Pure; the manifest is the final JSON that will be applied.
 *
 * @returns the findings in the order of the catalog; empty if the manifest meets the profile
 */
export function evaluate(
  manifest: JsonObject,
  profile: Profile,
  context: EvaluationContext = thirdPartyContext('kubernetes'),
): EvaluatedFinding[] {
  return evaluateOpened(openManifest(manifest), profile, context);
}

/** The findings in an opened manifest. */
export function evaluateOpened({ objects }: OpenedManifest, profile: Profile, context: EvaluationContext): EvaluatedFinding[] {
  const findings: EvaluatedFinding[] = [];
  for (const opened of objects) {
    evaluatePods(opened, profile, context, findings);
    evaluateObject(opened, profile, context, findings);
  }
  return findings;
}

/** Evaluates a Dockerfile. The paths of the findings refer to its view. */
export function evaluateDockerfile(view: DockerfileView, { dockerfileControls }: Profile, severities?: Severities): EvaluatedFinding[] {
  const onWindows = isImageForWindows(view);
  return dockerfileControls.flatMap((control) => {
    const severity = severities?.[control.id];
    const isLeftOut = severity === 'off' || (onWindows && control.spec.os === 'linux');
    return isLeftOut ? [] : control.checkDockerfile(view).map((violation) => evaluatedFinding(control, violation, severity));
  });
}

function evaluatePods(opened: OpenedObject, profile: Profile, context: EvaluationContext, findings: EvaluatedFinding[]): void {
  const { object, path, pods } = opened;
  const reported = new Set<string>();
  const templateOf = pods.length > 1 ? templatePaths(object) : () => undefined;
  for (const pod of pods) {
    const onWindows = isForWindows(pod);
    for (const active of checksFor(pod, profile, context.target.platform)) {
      const { control, check } = active;
      const severity = context.choices.severities?.[control.id]
        ?? (control.failsHardenedKinds && isHardenedKind(context.notes) ? 'error' : undefined);
      if (severity === 'off' || (onWindows && control.spec.os === 'linux')) {
        continue;
      }
      const violations = check(pod, context);
      if (violations.length === 0) {
        continue; // Nearly always: a loop over nothing would cost more than the check.
      }
      const others = othersOf(pod, active, context);
      const item = itemName(object, path);
      const template = templateOf(pod.path.slice(path.length));
      for (const violation of pod.part ? withoutRepeats(pod, pod.part, control, violations, reported) : violations) {
        const counterparts = counterpartsOf(control, violation, others, (other, found) =>
          ({ control: other, container: found.container, list: listOf(pod, found), allowKey: allowKeyOf(found, item) }));
        findings.push(evaluatedFinding(control, onWindows ? forWindows(control, violation) : violation, severity, object, item, {
          list: listOf(pod, violation), template, level: lowestLevel(active, counterparts), counterparts,
        }));
      }
    }
  }
}

/** `apply` and mixins also declare settings for third-party workloads. */
function isHardenedKind({ declarations, isNotHardenedKind }: ObjectNotes): boolean {
  return declarations !== undefined && !isNotHardenedKind;
}

function forWindows({ remedyOnWindows }: AnyPodControl, violation: Violation): Violation {
  return violation.remedy === undefined && remedyOnWindows !== undefined ? { ...violation, remedy: remedyOnWindows } : violation;
}

/** The violations that the counterparts of this control in other profiles find. */
function othersOf(pod: PodView, { counterparts }: ActiveCheck, context: EvaluationContext): readonly OtherFound[] {
  return counterparts.map((active) => {
    const violations = active.check(pod, context);
    return otherFound(active, pod.part ? attributeToAuthor(pod, pod.part, violations) : violations);
  });
}

function evaluateObject(opened: OpenedObject, profile: Profile, context: EvaluationContext, findings: EvaluatedFinding[]): void {
  const { object, path } = opened;
  const kind = groupKind(object);
  const add = (control: Control, violations: Violations, severity?: Severity) => {
    for (const violation of violations) {
      const placed = { ...violation, path: [...path, ...violation.path] };
      findings.push(evaluatedFinding(control, placed, severity, object, itemName(object, path)));
    }
  };
  for (const control of objectControlsFor(profile, kind)) {
    const severity = context.choices.severities?.[control.id];
    if (severity !== 'off') {
      add(control, control.checkObject(object, context, path), severity);
    }
  }
  if (context.notes.declarations) {
    for (const control of profile.declarationControls) {
      add(control, control.checkDeclarations(context.notes.declarations, { object, pods: opened.pods, context }));
    }
  }
}

/** The controls on objects of a kind. Most controls apply to one or two kinds. */
function objectControlsFor(profile: Profile, kind: string): Profile['objectControls'] {
  const byKind = controlsByKind(profile);
  const controls = byKind.get(kind) ?? profile.objectControls.filter(({ kinds }) => !kinds || kinds.includes(kind));
  if (byKind.size < MOST_KINDS) {
    byKind.set(kind, controls);
  }
  return controls;
}

const controlsByKind = oncePer((_: Profile) => new Map<string, Profile['objectControls']>());
/** The maximum number of cached kinds, which is more than a cluster has. */
const MOST_KINDS = 1000;

/** The violations in the fields of a part of a pod, without shared fields that another part has reported already. */
function withoutRepeats(pod: PodView, part: PartialPodSpec, { id }: Control, violations: Violations, reported: Set<string>): Violations {
  const settledHere = attributeToAuthor(pod, part, violations)
    .map((violation) => ({ violation, key: JSON.stringify([id, ...violation.path]) }))
    .filter(({ key }) => !reported.has(key));
  settledHere.forEach(({ key }) => reported.add(key));
  return settledHere.map(({ violation }) => violation);
}

/** The facts about a finding in a pod. */
type InPod = Pick<EvaluatedFinding, 'list' | 'template' | 'level' | 'counterparts'>;

const IN_NO_POD: InPod = {};

/**
 * The finding for a violation, as one object literal, because spreads are too slow for a hundred thousand findings. The texts go into
 * reports, baselines and waivers, so this function removes secrets that a control quotes.
 *
 * @param override the severity of the control if it does not follow from its risk
 */
function evaluatedFinding(
  control: Control, violation: Violation, override?: Severity, object?: JsonObject, item?: string, inPod: InPod = IN_NO_POD,
): EvaluatedFinding {
  const { container, path, value, detail, isSentence, account, isExpected } = violation;
  const { refusedBy = control.refusedBy, risk = mainRisk(control.risk) } = violation;
  const { remedy, remedyInCode } = violation.remedy === undefined ? control : violation;
  const { list, template, level, counterparts } = inPod;
  return {
    control,
    risk,
    severity: override ?? violation.severity ?? severityOf(control, risk),
    container,
    path,
    value: typeof value === 'string' ? withoutSecrets(value) : value,
    allowKey: allowKeyOf(violation, item),
    detail: detail === undefined ? undefined : withoutFields(withoutForms(detail)), // A sentence: a word beside a name is not its value.
    isSentence,
    account,
    isExpected,
    refusedBy,
    remedy: remedy!,
    remedyInCode,
    object,
    list,
    template,
    level,
    counterparts,
    isInList: inPod !== IN_NO_POD && item !== undefined ? true : undefined,
  };
}

/** The list of the container of a violation: of the container at its path, or else of the first with that name. */
function listOf(pod: PodView, { container, path }: Violation): ContainerList | undefined {
  if (container === undefined) {
    return undefined;
  }
  const [only] = pod.containers;
  if (pod.containers.length === 1) {
    return only.name === container ? only.list : undefined;
  }
  const named = placesByName(pod).get(container);
  if (!named) {
    return undefined;
  }
  const [first] = named.values();
  return (named.size === 1 ? first : containerAt(named, path) ?? first).list;
}

/** The container at or above a path, among several containers with one name. */
function containerAt(named: ByPlace, path: Path): ContainerView | undefined {
  for (let depth = path.length; depth > 0; depth--) {
    const container = named.get(pathKey(path.slice(0, depth)));
    if (container) {
      return container;
    }
  }
  return undefined;
}

type ByPlace = ReadonlyMap<string, ContainerView>;

/** The containers of each name. A pod can have many containers with the same name, and as many findings. */
const placesByName = oncePer(({ containers }: PodView): ReadonlyMap<string, ByPlace> =>
  new Map([...groupBy(containers, ({ name }) => name)]
    .map(([name, named]) => [name, new Map(named.map((container) => [pathKey(container.path), container]))])));

function pathKey(path: Path): string {
  return JSON.stringify(path);
}
