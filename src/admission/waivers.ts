import { createHash } from 'crypto';
import { acceptanceOf, beyond } from './expressions';
import { PlannedPolicy } from './plan';
import { admissionOf } from './policy-checks';
import { isInPolicies } from '../controls/admission';
import { findControl } from '../controls/catalog';
import { celMatches } from '../controls/cel';
import { isPodControl } from '../controls/control';
import { CONTAINER_LISTS } from '../manifest/pod';
import { POD_TEMPLATES } from '../manifest/workload';
import { Waiver } from '../settings/waiver';
import { controlsOf, familyOf, waiverName } from '../waivers/coverage';
import { targetText } from '../waivers/target';
import { TargetedWaiver } from '../waivers/waiver-file';

/** A waiver of one control, for one place and one value, as lines of text: `acceptanceOf` first, and then where it counts. */
export interface WaiverEntry {
  readonly name: string;
  readonly lines: readonly string[];
}

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

/** A line of an entry: its name, and what it must look like, in CEL. */
interface Line {
  readonly name: string;
  readonly isValid: (line: string) => string;
}

/**
 * The lines of an entry. An API server charges a regular expression for the length of the text times its own: there is one for each line
 * of names, and none for a line of any length.
 */
export const LINES: readonly Line[] = [
  like('control', /(beyond )?[a-z0-9-]+/),
  { name: 'container', isValid: (line) => `(${line} == 'container: pod' || ${celMatches(line, /^container: (c|initC|ephemeralC)ontainers\/[a-z0-9-]+$/)})` },
  quoted('value', 0),
  like('namespace', /[a-z0-9-]+/),
  { name: 'workload', isValid: (line) => `${celMatches(line, /^[^/]+\/[a-z0-9.-]+$/)} && (${kinds().map((kind) => `${line}.startsWith('workload: ${kind}/')`).join(' || ')})` },
  like('expires', /(never|[0-9]{4}-[0-9]{2}-[0-9]{2})/),
  quoted('owner', 0),
  quoted('ticket', 0),
  quoted('reason', 1),
];

function like(name: string, { source }: RegExp): Line {
  return { name, isValid: (line) => celMatches(line, new RegExp(`^${name}: ${source}$`)) };
}

function quoted(name: string, least: number): Line {
  return { name, isValid: (line) => `${line}.startsWith('${name}: "') && ${line}.endsWith('"') && size(${line}) > ${name.length + 3 + least}` };
}

/** A label of DNS, and a name of several: of other texts the API server knows no object. */
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
/** What may not be in a line. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** The waivers of a plan as entries, and those that are not among them. */
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
  return { entries: [...new Map(entries.map((entry) => [entry.name, entry])).values()], left };
}

/** How messages call a waiver that is left out. */
export function leftText({ waiver: { waiver, target }, because }: LeftWaiver): string {
  return `the policies lack the ${waiverName(waiver)} for ${targetText(target)}: ${because}`;
}

function kinds(): readonly string[] {
  return [...new Set(Object.keys(POD_TEMPLATES).map((groupKind) => groupKind.replace(/^.*\//, '')))];
}

function cannotHonor({ waiver, target: { kind, name, namespace, apiGroup } }: TargetedWaiver): string | undefined {
  const isKnown = apiGroup === undefined ? kinds().includes(kind) : `${apiGroup}/${kind}` in POD_TEMPLATES;
  const texts = [waiver.reason, waiver.owner, waiver.ticket, ...waiver.allow ?? []];
  const containers = CONTAINER_LISTS.flatMap((list) => waiver[list] ?? []);
  return !isKnown || waiver.template !== undefined ? 'policies are only for the workloads of Kubernetes itself'
    : namespace === undefined ? 'its target names no namespace, so it would count in every one'
      : !LABEL.test(namespace) || !NAME.test(name) || !containers.every((container) => LABEL.test(container)) ? 'no object can have such a name'
        : texts.some((text) => text !== undefined && BREAKS.test(text)) ? 'one of its texts has a line break or a control character'
          : waiver.allow?.some((value) => /^\{|^\[[^"\]]/.test(value)) ? 'a value that is an object cannot be compared in CEL' : undefined;
}

function entriesOf({ waiver, target: { kind, name, namespace } }: TargetedWaiver): readonly WaiverEntry[] {
  const { owner = '', ticket = '', reason, expires = 'never' } = waiver;
  const place = [`namespace: ${namespace}`, `workload: ${kind}/${name}`, `expires: ${expires}`, `owner: "${owner}"`, `ticket: "${ticket}"`, `reason: "${reason}"`];
  return acceptances(waiver).map((acceptance) => {
    const lines = [...acceptance.split('\n'), ...place];
    return { name: `waiver-${createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)}`, lines };
  });
}

/** A waiver of a control also counts for those of other profiles that are about the same values: no lists, and no missing ones. */
function acceptances(waiver: Waiver): readonly string[] {
  if (waiver.profile !== undefined) {
    return [acceptanceOf(beyond(waiver.profile), 'pod', '')];
  }
  const { allow } = waiver;
  const containers = CONTAINER_LISTS.flatMap((list) => (waiver[list] ?? []).map((container) => `${list}/${container}`));
  return controlsOf(waiver).flatMap((id) => familyOf(id).flatMap((control) => {
    const values = control === id ? allow ?? [''] : (allow ?? []).filter((value) => !value.startsWith('['));
    return placesOf(control, containers).flatMap((container) => values.map((value) => acceptanceOf(control, container, value)));
  }));
}

/** What a waiver names containers for may be a field that only pods have. */
function placesOf(id: string, containers: readonly string[]): readonly string[] {
  const control = findControl(id);
  const admission = control && isPodControl(control) ? admissionOf(control) : [];
  const isOfPod = isInPolicies(admission) && admission.every(({ each }) => each !== 'container');
  return containers.length === 0 ? ['pod'] : [...containers, ...isOfPod ? ['pod'] : []];
}
