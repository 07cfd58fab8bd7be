import * as fc from 'fast-check';
import { CustomPods, MainContainer } from '../../../src/formats/manifest/custom-pods';
import { CUSTOM_WORKLOADS } from '../../../src/formats/manifest/custom-workloads';
import { clone, isObject, JsonObject } from '../../../src/formats/manifest/json';
import { Aliases, ContainerList } from '../../../src/formats/manifest/pod';
import { POD_TEMPLATES } from '../../../src/formats/manifest/workload';

// A pod as each kind of object holds it: the tables of src/formats/manifest, read the other way round.

/** A pod, whatever kind of object makes it. */
export interface Template {
  readonly metadata: JsonObject;
  readonly spec: JsonObject;
}

export interface Kind {
  /** Group and kind, and the path of the pod if there are several. */
  readonly name: string;
  /** Whether it holds only some fields of a pod. */
  readonly isPart: boolean;
  readonly holdsContainers: boolean;
  readonly wrap: (template: Template) => JsonObject;
}

function emptyObject(groupKind: string): JsonObject {
  const [group, kind] = groupKind.split('/');
  return { apiVersion: group === '' ? 'v1' : `${group}/v1`, kind };
}

/** Puts a value where a dotted path leads to; a star is the first of a list. */
function put(root: JsonObject, place: string, value: unknown): void {
  const steps = place.split('.').map((step) => step === '*' ? 0 : step);
  let holder: any = root;
  steps.slice(0, -1).forEach((step, index) => {
    const isOfList = steps[index + 1] === 0;
    if (isOfList ? !Array.isArray(holder[step]) : !isObject(holder[step])) {
      holder[step] = isOfList ? [] : {};
    }
    holder = holder[step];
  });
  holder[steps[steps.length - 1]] = value;
}

function putFields(root: JsonObject, place: string, fields: JsonObject): void {
  Object.entries(fields).forEach(([key, value]) => put(root, joined(place, key), value));
}

function joined(...places: readonly string[]): string {
  return places.filter((place) => place !== '').join('.');
}

function holdingTemplate(groupKind: string, at: string): Kind['wrap'] {
  return (template) => {
    const object = emptyObject(groupKind);
    putFields(object, at, clone({ ...template }));
    return object;
  };
}

function holdingPart(groupKind: string, at: string, part: NonNullable<CustomPods['part']>): Kind['wrap'] {
  return ({ metadata, spec }) => {
    const object = emptyObject(groupKind);
    const { containers, initContainers, ephemeralContainers: _, ...fields } = clone(spec);
    putFields(object, joined(at, part.spec), renamed(fields, part.aliases));
    if (part.metadata !== undefined) {
      putFields(object, joined(at, part.metadata), clone(metadata));
    }
    putContainers(object, at, part.containers, { containers, initContainers });
    return object;
  };
}

/** One container to each place that takes one, and what is left to the first that takes a list; the rest finds no place. */
function putContainers(object: JsonObject, at: string, places: NonNullable<CustomPods['part']>['containers'], given: JsonObject): void {
  for (const [list, containers] of Object.entries(given)) {
    const left = Array.isArray(containers) ? [...containers] : containers;
    const all = Object.keys(places).filter((place) => listOf(places[place]) === list);
    for (const place of [...all.filter((each) => !each.endsWith('.*')), ...all.filter((each) => each.endsWith('.*'))]) {
      if (place.endsWith('.*')) {
        put(object, joined(at, place.slice(0, -2)), left);
        break;
      }
      if (Array.isArray(left) && left.length > 0) {
        const sort = places[place];
        const container = left.shift();
        if (typeof sort === 'string') {
          put(object, joined(at, place), container);
        } else if (isObject(container)) {
          // A key of these may be empty, and no place has such a step.
          const { '': _, ...fields } = renamed(container, sort.aliases);
          putFields(object, joined(at, place), fields);
        }
      }
    }
  }
}

/** The fields under the names that they have in a custom resource; those that it does not have find no place. */
function renamed(fields: JsonObject, aliases: Aliases = {}): JsonObject {
  return Object.fromEntries(Object.entries(fields).flatMap(([field, value]) => {
    const name = field in aliases ? aliases[field] : field;
    return name === undefined ? [] : [[name, value]];
  }));
}

function listOf(sort: ContainerList | MainContainer): ContainerList {
  return typeof sort === 'string' ? sort : sort.list;
}

function whole(name: string, wrap: Kind['wrap']): Kind {
  return { name, isPart: false, holdsContainers: true, wrap };
}

const inPod = holdingTemplate('/Pod', '');

const NATIVE: readonly Kind[] = [
  ...Object.entries(POD_TEMPLATES).map(([name, place]) => whole(name, holdingTemplate(name, place.join('.')))),
  whole('a list', (pod) => ({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'ConfigMap' }, inPod(pod)] })),
];

/** Where only an image stands, there is no pod to put. */
const WITH_PODS = Object.entries(CUSTOM_WORKLOADS)
  .map(([kind, places]) => [kind, places.filter(({ part }) => !part?.isOnlyImage)] as const);
const CUSTOM: readonly Kind[] = WITH_PODS.flatMap(([groupKind, places]) => places.map(({ at, part }) => {
  const name = `${groupKind} ${at}`;
  return part
    ? { name, isPart: true, holdsContainers: Object.values(part.containers).map(listOf).includes('containers'), wrap: holdingPart(groupKind, at, part) }
    : whole(name, holdingTemplate(groupKind, at));
}));

export const KINDS: readonly Kind[] = [...NATIVE, ...CUSTOM];

const customOf = (isPart: boolean) => fc.constantFrom(...CUSTOM.filter((kind) => kind.isPart === isPart));

/** Kubernetes' own more often than all others together: there hardening has something to do. */
export const WHOLE_KIND: fc.Arbitrary<Kind> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NATIVE) },
  { weight: 1, arbitrary: customOf(false) },
);
export const ANY_KIND: fc.Arbitrary<Kind> = fc.oneof({ weight: 4, arbitrary: WHOLE_KIND }, { weight: 1, arbitrary: customOf(true) });
