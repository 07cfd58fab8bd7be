import { PolicyCheck } from './policy-checks';
import { CREATED_NAMES } from '../../formats/manifest/created-names';
import { AdmissionCheck } from '../../policy/controls/admission';
import { celList, celText, REQUEST_DAY, SPEC } from '../../policy/controls/cel';

/** An expression with a name, which others use as `variables.<name>`. */
export interface Variable {
  readonly name: string;
  readonly expression: string;
}

/** The pod template of each kind. The object is dynamic, because CEL rejects fields that the schema of its kind lacks. */
function templateOf(object: string): string {
  return `${object}.kind == 'Pod' ? ${object} : ${object}.kind == 'PodTemplate' ? ${object}.?template.orValue({})`
    + ` : ${object}.kind == 'CronJob' ? ${object}.?spec.?jobTemplate.?spec.?template.orValue({}) : ${object}.?spec.?template.orValue({})`;
}

const OBJECT = 'dyn(object)';

/** The variables that the checks of all controls use. */
export const POD_VARIABLES: readonly Variable[] = [
  { name: 'template', expression: templateOf(OBJECT) },
  { name: 'spec', expression: 'variables.template.?spec.orValue({})' },
  { name: 'annotations', expression: 'variables.template.?metadata.?annotations.orValue({})' },
  { name: 'labels', expression: 'variables.template.?metadata.?labels.orValue({})' },
  { name: 'volumes', expression: `${SPEC}.?volumes.orValue([])` },
  {
    name: 'containers',
    expression: `${SPEC}.?initContainers.orValue([]) + ${SPEC}.?containers.orValue([]) + ${SPEC}.?ephemeralContainers.orValue([])`,
  },
  { name: 'initContainers', expression: `${SPEC}.?initContainers.orValue([]).map(c, c.name)` },
  { name: 'ephemeralContainers', expression: `${SPEC}.?ephemeralContainers.orValue([]).map(c, c.name)` },
  {
    name: 'forWindows',
    expression: `${SPEC}.?os.?name.orValue('') == 'windows' || ${SPEC}.?nodeSelector[?'kubernetes.io/os'].orValue('') == 'windows'`,
  },
];

const changes = (field: string) => `(${templateOf('dyn(object)')}).?${field} != (${templateOf('dyn(oldObject)')}).?${field}`;

/**
 * Whether a request changes a pod. Finalizers, replicas and statuses of existing objects must stay free to change: otherwise the workload
 * could not even be deleted. For a running pod, annotations and labels do not count as changes, because many controllers write them.
 */
export const CHANGES_POD = `request.operation != 'UPDATE' || ${changes('spec')}`
  + ` || (dyn(object).kind != 'Pod' && (${changes('metadata.?annotations')} || ${changes('metadata.?labels')}))`;

/** A container as a waiver names it. The API server refuses two of the same name. */
const CONTAINER = '(c.name in variables.initContainers ? \'initContainers/\' : c.name in '
  + 'variables.ephemeralContainers ? \'ephemeralContainers/\' : \'containers/\') + c.name';

/** For each scope of a check, the expression that applies its condition. */
const PLACES: { readonly [each in AdmissionCheck['each']]: (condition: string) => string } = {
  pod: (condition) => `(${condition} ? ['the pod'] : [])`,
  container: (condition) => `variables.containers.filter(c, ${condition}).map(c, ${CONTAINER})`,
  volume: (condition) => `variables.volumes.filter(v, ${condition}).map(v, 'volumes/' + v.name)`,
};

/** The first lines of a waiver: the control, the container and the value that it accepts. */
export function acceptanceExpression(control: string, container: string, value: string): string {
  return `control: ${control}\ncontainer: ${container}\nvalue: "${value}"`;
}

/** The waiver by which a workload meets another profile instead. */
export function beyond(level: string): string {
  return `beyond ${level}`;
}

/** The variable with the places of violations that no waiver accepts, as a list of texts. */
export function violationsVariable({ name, control, checks, beyond: levels, isReplaced }: PolicyCheck): Variable {
  const places = (['pod', 'container', 'volume'] as const).flatMap((each) => {
    const some = checks.filter((check) => check.each === each);
    return some.length === 0 ? [] : [PLACES[each](some.map((check) => conditionOf(check, control.id)).join(' || '))];
  });
  const accepted = levels.map((level) => celText(acceptanceExpression(beyond(level), 'pod', '')));
  const excuses = [
    ...control.spec.os === 'linux' ? ['variables.forWindows'] : [],
    ...accepted.length > 0 ? [`${celListOf(accepted)}.exists(a, a in variables.accepted)`] : [],
    ...isReplaced ? [`!variables.accepted.exists(a, a.startsWith('control: ${beyond('')}'))`] : [],
  ];
  const found = places.join(' + ');
  return { name: variableName(name), expression: excuses.length > 0 ? `${excuses.join(' || ')} ? [] : ${found}` : found };
}

export function variableName(check: string): string {
  return check.replaceAll('-', '_');
}

function celListOf(expressions: readonly string[]): string {
  return `[${expressions.join(', ')}]`;
}

/**
 * Whether Pod Security refuses a pod for a choice of its author that no waiver accepts. Missing fields do not count: they are filled in, or
 * left out on purpose. `assess` keeps the users of a workload on the same condition.
 */
export function refusedVariable(checks: readonly PolicyCheck[]): Variable {
  const refusing = checks.filter(({ control, severity, isReplaced }) =>
    control.level !== 'hardened' && severity === 'error' && !isReplaced);
  const found = refusing.map((check) => {
    const chosen = check.checks.map((each) => each.missing === undefined
      ? each
      : { ...each, violates: `(${each.violates}) && !(${each.missing})` });
    return `size(${violationsVariable({ ...check, checks: chosen }).expression}) > 0`;
  });
  return { name: 'isRefused', expression: found.length === 0 ? 'false' : found.join(' || ') };
}

function conditionOf({ each, in: entries, violates, value = '\'\'' }: AdmissionCheck, control: string): string {
  const start = `control: ${control}\ncontainer: `;
  const key = each === 'container'
    ? `${celText(start)} + ${CONTAINER} + '\\nvalue: "' + (${value}) + '"'`
    : `${celText(`${start}pod\nvalue: "`)} + (${value}) + '"'`;
  const condition = `(${violates}) && !(${key} in variables.accepted)`;
  return entries === undefined ? `(${condition})` : `${entries}.exists(it, ${condition})`;
}

const OWNERS = `${OBJECT}.metadata.?ownerReferences.orValue([]).filter(o, o.?controller.orValue(false) `
  + `&& o.apiVersion in ${celList(['v1', 'apps/v1', 'batch/v1'])})`;

/** The workloads that an object is, or belongs to, as waivers name them. */
const SUBJECTS: Variable = {
  name: 'subjects',
  expression: [
    `['workload: ' + ${OBJECT}.kind + '/' + ${OBJECT}.metadata.?name.orValue('')]`,
    'variables.owners.map(o, \'workload: \' + o.kind + \'/\' + o.name)',
    ...CREATED_NAMES.map(({ kind, by, suffix }) => `variables.owners.filter(o, o.kind == '${kind}' && o.name.matches('^.+${suffix}$'))`
      + `.map(o, 'workload: ${by}/' + o.name.substring(0, o.name.lastIndexOf('-')))`),
  ].join(' + '),
};

const OWNERS_VARIABLE: Variable = { name: 'owners', expression: OWNERS };

const DAY: Variable = { name: 'day', expression: REQUEST_DAY };

/**
 * A waiver of one control, for one place and one value, as lines of text: first `acceptanceOf`, then its place and its expiry date. Only
 * people read the owner, the ticket and the reason.
 */
export interface WaiverEntry {
  readonly lines: readonly string[];
}

/** An API server reads no expression of more than 100,000 characters. https://github.com/google/cel-go/blob/master/parser/options.go */
const MAX_LENGTH = 50_000;

/** The waivers as lists of lines, in as many variables as they need. The type of an empty list is unknown, so there is always an entry. */
function waiverLists(waivers: readonly WaiverEntry[]): readonly Variable[] {
  const parts: string[][] = [[]];
  let length = 0;
  for (const { lines } of waivers) {
    const text = celList(lines);
    if (length + text.length > MAX_LENGTH) {
      parts.push([]);
      length = 0;
    }
    parts[parts.length - 1].push(text);
    length += text.length;
  }
  return parts.map((part, index) => ({
    name: `waivers${index || ''}`,
    expression: part.length === 0 ? '[[\'\']]' : `[\n${part.join(',\n')}\n]`,
  }));
}

/** The variables with all waivers, and with the waivers for an object, each by its first lines. */
export function waiverVariables(waivers: readonly WaiverEntry[]): readonly Variable[] {
  const lists = waiverLists(waivers);
  const matching = 'size(w) > 5 && w[3] == \'namespace: \' + variables.objectNamespace && w[4] in variables.subjects';
  const isCurrent = '(w[5] == \'expires: never\' || w[5] >= \'expires: \' + variables.day)';
  return [
    OWNERS_VARIABLE,
    SUBJECTS,
    DAY,
    { name: 'objectNamespace', expression: `${OBJECT}.metadata.?namespace.orValue('')` },
    ...lists,
    {
      name: 'accepted',
      expression: lists.map(({ name }) => `variables.${name}.filter(w, ${matching} && `
        + `${isCurrent}).map(w, w[0] + '\\n' + w[1] + '\\n' + w[2])`)
        .join(' + '),
    },
  ];
}
