import { isObject, JsonObject, Path } from './json';
import { Aliases, CONTAINER_LISTS, SharedPlaces } from './pod';
import { CONTAINER_SHAPE } from './schema/container';
import { METADATA_SHAPE, POD_SHAPE } from './schema/pod';
import { object as shapeOf, Shape } from './schema/shape';
import { groupKind, groupOf, podsOf, POD_TEMPLATES } from './workload';

/** Called with each value outside the pods that controls evaluate. Returns whether to visit the values inside it. */
export interface Visitor {
  /**
   * @param path shared by all calls: copy it to keep it
   * @param isPart whether controls evaluate the value, or some of its fields, as a pod, a container, or a list of containers
   */
  (value: unknown, key: string | number, path: Path, isPart: boolean): boolean;
}

/**
 * Visits every value of an object, except the known fields of pod specs and containers, which controls evaluate. The tables of known kinds
 * contain their paths. Unknown fields inside pods are visited, too. Kubernetes kinds are skipped: their pods are evaluated completely, and
 * the API server does not accept pods elsewhere in them.
 */
export function visitOutsidePods(object: JsonObject, visit: Visitor): void {
  if (groupKind(object) in POD_TEMPLATES) {
    return;
  }
  const patterns = KYVERNO_GROUPS.has(groupOf(object.apiVersion)) ? KYVERNO : undefined;
  const path: (string | number)[] = [];
  const walk = (value: unknown, evaluated: Evaluated | undefined, shape: Shape | undefined): void => {
    if (typeof value !== 'object' || value === null) {
      return;
    }
    const known = evaluated?.shape ?? shape;
    if (known && !known.element && (known.fields?.size ?? 0) === 0) {
      return; // These pods are evaluated completely.
    }
    for (const key in value) {
      const child = (value as JsonObject)[key];
      const step = Array.isArray(value) ? Number(key) : key;
      path.push(step);
      const below = known?.element ?? known?.fields?.get(key);
      const place = evaluated?.below.get(step);
      const isSkipped = (path.length === 1 && UNVISITED.has(key)) || key === SCHEMA || isCopy(path)
        || (patterns?.has(key) && !path.some(isMade));
      if (!isSkipped && (below || visit(child, step, path, isPart(child, place)))) {
        walk(child, place, below);
      }
      path.pop();
    }
  };
  walk(object, evaluatedIn(object), undefined);
}

/** The paths of pods and containers, as a tree of steps. Object identity would not work, because two paths may share an object. */
interface Evaluated {
  shape?: Shape;
  readonly below: Map<string | number, Evaluated>;
}

function isPart(value: unknown, place: Evaluated | undefined): boolean {
  return place !== undefined && (place.shape !== undefined || (Array.isArray(value) && value.length > 0
    && value.every((item, index) => !isObject(item) || place.below.get(index)?.shape !== undefined)));
}

/** An OpenAPI schema contains names of fields, but no values. */
const SCHEMA = 'openAPIV3Schema';
/** Fields that operators write, and fields that identify the object. */
const UNVISITED: ReadonlySet<string> = new Set(['status', 'apiVersion', 'kind']);
/** Annotations that repeat values of the object. */
const COPIES: ReadonlySet<string | number> = new Set(['kubectl.kubernetes.io/last-applied-configuration', 'cdk8s-hardened/waivers']);

function isCopy([first, second, key, ...rest]: Path): boolean {
  return first === 'metadata' && second === 'annotations' && rest.length === 0 && COPIES.has(key);
}

/** Patterns that Kyverno compares objects with, unless they are in an object that a rule creates. */
const KYVERNO: ReadonlySet<string> = new Set(['pattern', 'anyPattern', 'deny', 'match', 'exclude']);
const KYVERNO_GROUPS: ReadonlySet<string> = new Set(['kyverno.io', 'policies.kyverno.io']);
const isMade = (step: string | number) => step === 'mutate' || step === 'generate';

const LISTS: Aliases = Object.fromEntries(CONTAINER_LISTS.map((list) => [list, undefined]));
const POD = renamedFields(POD_SHAPE, LISTS);
const ANNOTATIONS = renamedFields(METADATA_SHAPE, { generateName: undefined, name: undefined, namespace: undefined });

/** The objects that controls evaluate, with their evaluated fields; undefined if there are none. */
function evaluatedIn(object: JsonObject): Evaluated | undefined {
  const pods = podsOf(object).filter(({ part }) => !part?.isOnlyImage);
  if (pods.length === 0) {
    return undefined;
  }
  const root: Evaluated = { below: new Map() };
  for (const { path, metadataPath, containers, part } of pods) {
    add(root, path, part ? renamedFields(POD, part.aliases) : POD);
    if (part?.annotated ?? true) {
      add(root, metadataPath, ANNOTATIONS);
    }
    containers.forEach((container) => add(root, container.path, renamedFields(CONTAINER_SHAPE, part?.containers[container.index].aliases)));
    if (part) {
      addShared(root, POD, part.shared);
      part.containers.forEach(({ shared }) => addShared(root, CONTAINER_SHAPE, shared));
    }
  }
  return root;
}

function addShared(root: Evaluated, shape: Shape, shared: SharedPlaces = {}): void {
  for (const [field, path] of Object.entries(shared)) {
    add(root, path.slice(0, -1), shapeOf({ [path[path.length - 1]]: shape.fields!.get(field)! }));
  }
}

function add(root: Evaluated, path: Path, shape: Shape): void {
  let place = root;
  for (const step of path) {
    const next = place.below.get(step) ?? { below: new Map() };
    place.below.set(step, next);
    place = next;
  }
  place.shape = place.shape ? { ...shape, fields: new Map([...place.shape.fields!, ...shape.fields!]) } : shape;
}

/** The fields of a shape with the names that they have in a custom resource. */
function renamedFields(shape: Shape, aliases: Aliases | undefined): Shape {
  return aliases === undefined ? shape : {
    ...shape,
    fields: new Map([...shape.fields!].flatMap(([field, part]) => {
      const name = field in aliases ? aliases[field] : field;
      const [first, ...rest] = name?.split('.') ?? [];
      return first === undefined ? [] : [[first, rest.reduceRight((inner, step) => shapeOf({ [step]: inner }), part)]];
    })),
  };
}

/** Whether the kind belongs to Kubernetes, so that no operator changes the meaning of its fields. */
export function isBuiltIn(object: JsonObject): boolean {
  return BUILT_IN_GROUPS.has(groupOf(object.apiVersion));
}

/** https://kubernetes.io/docs/reference/kubernetes-api/ */
const BUILT_IN_GROUPS: ReadonlySet<string> = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'extensions',
  'policy',
  ...['admissionregistration', 'apiextensions', 'authentication', 'authorization', 'certificates', 'coordination', 'discovery', 'events',
    'flowcontrol.apiserver', 'internal.apiserver', 'networking', 'node', 'rbac.authorization', 'resource', 'scheduling', 'storage',
    'storagemigration'].map((name) => `${name}.k8s.io`),
  'apiregistration.k8s.io',
]);
