import { acceptanceExpression, beyond, WaiverEntry } from './expressions';
import { PlannedPolicy } from './plan';
import { admissionOf } from './policy-checks';
import { OptionError } from '../../formats/language/option-error';
import { isDnsLabel } from '../../formats/manifest/dns-label';
import { JsonObject } from '../../formats/manifest/json';
import { refText } from '../../formats/manifest/object-ref';
import { CONTAINER_LISTS } from '../../formats/manifest/pod';
import { POD_TEMPLATES } from '../../formats/manifest/workload';
import { isInPolicies } from '../../policy/controls/admission';
import { findControl } from '../../policy/controls/catalog';
import { isPodControl } from '../../policy/controls/control';
import { Waiver } from '../../policy/settings/waiver';
import { controlsOfWaiver, familyOf, ownControlsOf, waiverName } from '../../policy/waivers/coverage';
import { TargetedWaiver } from '../../policy/waivers/waiver-file';

/** A waiver that policies cannot honor. */
export interface LeftWaiver {
  readonly waiver: TargetedWaiver;
  /** The end of a sentence. */
  readonly because: string;
}

export interface PolicyWaivers {
  readonly entries: readonly WaiverEntry[];
  readonly left: readonly LeftWaiver[];
}

/** A name of several labels of DNS: of other texts the API server knows no object. */
const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
/** Characters that must not be in a line. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** The waivers of a plan as entries, and the waivers that cannot be entries. */
export function policyWaivers({ waivers }: Pick<PlannedPolicy, 'waivers'>): PolicyWaivers {
  const entries: WaiverEntry[] = [];
  const left: LeftWaiver[] = [];
  for (const waiver of waivers) {
    const because = cannotHonor(waiver);
    if (because === undefined) {
      entries.push(...entriesOf(waiver));
    } else {
      left.push({ waiver, because });
    }
  }
  return { entries: [...new Map(entries.map((entry) => [entry.lines.join('\n'), entry])).values()], left };
}

/** The etcd of a cluster takes no larger object. https://etcd.io/docs/v3.5/dev-guide/limit/ */
const MAX_BYTES = 1.5 * 1024 * 1024;

/**
 * A policy with waivers in it.
 *
 * @throws OptionError if it is too large for an API server
 */
export function checkWaiverSize(plan: Pick<PlannedPolicy, 'waivers'>, policy: JsonObject): JsonObject {
  if (Buffer.byteLength(JSON.stringify(policy)) > MAX_BYTES * 0.9) {
    throw new OptionError(`${policyWaivers(plan).entries.length} waivers do not fit into a policy of at most `
      + '1.5 MiB: write policies for some of the namespaces at a time');
  }
  return policy;
}

/** How messages call a waiver that is left out. */
export function leftText({ waiver: { waiver, target }, because }: LeftWaiver): string {
  return `the policies lack the ${waiverName(waiver)} for ${refText(target)}: ${because}`;
}

function kinds(): readonly string[] {
  return [...new Set(Object.keys(POD_TEMPLATES).map((groupKind) => groupKind.replace(/^.*\//, '')))];
}

function cannotHonor({ waiver, target: { kind, name, namespace, apiGroup } }: TargetedWaiver): string | undefined {
  const isKnown = apiGroup === undefined ? kinds().includes(kind) : `${apiGroup}/${kind}` in POD_TEMPLATES;
  const texts = [waiver.reason, waiver.owner, waiver.ticket, ...waiver.allow ?? []];
  const containers = CONTAINER_LISTS.flatMap((list) => waiver[list] ?? []);
  if (!isKnown || waiver.template !== undefined) {
    return 'policies are only for the workloads of Kubernetes itself';
  }
  if (ownControlsOf(waiver).length > 0) {
    return 'it names a policy of your team: list that in `admissionPolicies`, and use --target vap';
  }
  if (namespace === undefined) {
    return 'its target does not name a namespace, so it would apply in every one';
  }
  if (!isDnsLabel(namespace) || !NAME.test(name) || !containers.every(isDnsLabel)) {
    return 'no object can have such a name';
  }
  if (texts.some((text) => text !== undefined && BREAKS.test(text))) {
    return 'one of its texts has a line break or a control character';
  }
  return waiver.allow?.some((value) => /^\{|^\[[^"\]]/.test(value)) ? 'a value that is an object cannot be compared in CEL' : undefined;
}

function entriesOf({ waiver, target: { kind, name, namespace } }: TargetedWaiver): readonly WaiverEntry[] {
  const { owner = '', ticket = '', reason, expires = 'never' } = waiver;
  const place = [
    `namespace: ${namespace}`,
    `workload: ${kind}/${name}`,
    `expires: ${expires}`,
    `owner: "${owner}"`,
    `ticket: "${ticket}"`,
    `reason: "${reason}"`,
  ];
  return acceptances(waiver).map((acceptance) => ({ lines: [...acceptance.split('\n'), ...place] }));
}

/** A waiver also applies to controls of other profiles on the same values, except lists and missing values. */
function acceptances(waiver: Waiver): readonly string[] {
  if (waiver.profile !== undefined) {
    return [acceptanceExpression(beyond(waiver.profile), 'pod', '')];
  }
  const { allow } = waiver;
  const containers = CONTAINER_LISTS.flatMap((list) => (waiver[list] ?? []).map((container) => `${list}/${container}`));
  return controlsOfWaiver(waiver).flatMap((id) => familyOf(id).flatMap((control) => {
    const values = control === id ? allow ?? [''] : (allow ?? []).filter((value) => !value.startsWith('['));
    return placesOf(control, containers).flatMap((container) => values.map((value) => acceptanceExpression(control, container, value)));
  }));
}

/** The places that a waiver covers. A waiver with containers also covers the pod if the control checks fields that only pods have. */
function placesOf(id: string, containers: readonly string[]): readonly string[] {
  const control = findControl(id);
  const admission = control && isPodControl(control) ? admissionOf(control) : [];
  const isOfPod = isInPolicies(admission) && admission.every(({ each }) => each !== 'container');
  return containers.length === 0 ? ['pod'] : [...containers, ...isOfPod ? ['pod'] : []];
}
