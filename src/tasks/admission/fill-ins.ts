import { CHANGES_POD, POD_VARIABLES, refusedVariable, Variable, waiverVariables } from './expressions';
import { PlannedPolicy } from './plan';
import { LeftControl, policyChecks } from './policy-checks';
import { policyWaivers } from './waivers';
import { JsonObject } from '../../formats/manifest/json';
import { CONTAINER_LISTS } from '../../formats/manifest/pod';
import { isFilling } from '../../policy/controls/admission';
import { CATALOG, findControl } from '../../policy/controls/catalog';
import { celText, SPEC } from '../../policy/controls/cel';
import { isPodControl, LEVELS, AnyPodControl } from '../../policy/controls/control';

/** More containers of a list than any pod has: CEL has no ranges. */
const POSITIONS = `[${[...Array(32).keys()].join(', ')}]`;

/** The controller of a Deployment finds its ReplicaSet by an equal template: if they differ, it creates one after the other. */
const IS_COMPARED = 'dyn(object).kind == \'ReplicaSet\' && '
  + 'dyn(object).metadata.?ownerReferences.orValue([]).exists(o, o.?controller.orValue(false))';

/** A pod cannot change once it is there. */
export const FILLS_IN = `(dyn(object).kind != 'Pod' || request.operation == 'CREATE') && !(${IS_COMPARED}) && (${CHANGES_POD})`;

/** The controls whose fill-ins a policy can make. */
export function fillingControls(level: PlannedPolicy['level']): readonly AnyPodControl[] {
  return podControls(level).filter(({ filling }) => filling && isFilling(filling));
}

/** The controls that fill in something, which no policy can do. */
export function leftFillIns({ level }: Pick<PlannedPolicy, 'level'>): readonly LeftControl[] {
  return podControls(level).filter(({ fix }) => fix).flatMap((control) => {
    if (control.filling === undefined) {
      return [{ control, because: 'it fills in settings that a hardened workload declares in code' }];
    }
    return isFilling(control.filling) ? [] : [{ control, because: control.filling.because }];
  });
}

function podControls(level: PlannedPolicy['level']): readonly AnyPodControl[] {
  return CATALOG.filter(isPodControl).filter((control) => LEVELS.indexOf(control.level) <= LEVELS.indexOf(level));
}

/** Waivers apply without their dates, because an object has no time yet when it is filled in. Expired waivers are refused later. */
export function fillInVariables(plan: PlannedPolicy): readonly Variable[] {
  const base = 'dyn(object).kind == \'Pod\' ? \'/spec\' : dyn(object).kind == \'PodTemplate\' ? \'/template/spec\''
    + ' : dyn(object).kind == \'CronJob\' ? \'/spec/jobTemplate/spec/template/spec\' : \'/spec/template/spec\'';
  return [
    ...POD_VARIABLES,
    { name: 'base', expression: base },
    ...waiverVariables(policyWaivers(plan).entries)
      .map((variable) => variable.name === 'day' ? { ...variable, expression: '\'0000-00-00\'' } : variable),
    refusedVariable(policyChecks(plan)),
  ];
}

/**
 * One patch for each control, in the order of their fixes, so that a later one sees the values of an earlier one. The first patch creates
 * the security contexts that the others need.
 */
export function fillInMutations(plan: PlannedPolicy): readonly JsonObject[] {
  const controls = plan.fillIns.map((id) => findControl(id) as AnyPodControl);
  const some = controls.flatMap((control) => control.filling && isFilling(control.filling) ? [...control.filling] : []);
  const ofContainer = some.filter(({ each }) => each === 'container').map((filling) => `(${filling.when})`);
  const contexts = [
    ...some.some(({ each }) => each === 'pod') ? [patchPod(`!has(${SPEC}.securityContext)`, 'securityContext', '{}')] : [],
    ...ofContainer.length > 0 ? [patchContainers(`!has(c.securityContext) && (${ofContainer.join(' || ')})`, 'securityContext', '{}')] : [],
  ];
  return [contexts.join(' + '), ...controls.map(patchOf)].filter((expression) => expression !== '')
    .map((expression) => ({ patchType: 'JSONPatch', jsonPatch: { expression: `variables.forWindows ? [] : ${expression}` } }));
}

function patchOf({ id, filling }: AnyPodControl): string {
  return (filling && isFilling(filling) ? filling : []).map(({ each, when, path, value }) => {
    const accepted = (place: string) => `(${celText(`control: ${id}\ncontainer: `)} + ${place} + '\\nvalue: ""') in variables.accepted`;
    return each === 'pod'
      ? patchPod(`(${when}) && !variables.accepted.exists(a, a.startsWith(${celText(`control: ${id}\n`)}))`, path, value)
      : patchContainers(`(${when}) && !(${accepted('list + \'/\' + c.name')})`, path, value);
  }).join(' + ');
}

function patchPod(condition: string, path: string, value: string): string {
  return `(${condition} ? [JSONPatch{op: 'add', path: variables.base + '/${path}', value: ${value}}] : [])`;
}

/** The containers of every list whose condition is true, by their positions. */
function patchContainers(condition: string, path: string, value: string): string {
  return CONTAINER_LISTS.map((list) => {
    const containers = `${SPEC}.?${list}.orValue([])`;
    return `${POSITIONS}.filter(i, i < size(${containers}) && [${containers}[i]].exists(c, `
      + `${condition.replaceAll('list + \'/\'', `'${list}/'`)}))`
      + `.map(i, JSONPatch{op: 'add', path: variables.base + '/${list}/' + string(i) + `
      + `'/${path}', value: ${value.replaceAll('c.', `${containers}[i].`)}})`;
  }).join(' + ');
}

