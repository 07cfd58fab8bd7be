import { Find, Fix, Found, Violation, Violations } from './check';
import { asObject, canonicalText, isAbsent, isArray, JsonObject, Path, read } from '../../formats/manifest/json';
import { ContainerView, PodView } from '../../formats/manifest/pod';
import { Context } from '../context/context';
import { FactName } from '../facts/facts';
import { PlatformName } from '../settings/target';

const NONE: Violations = Object.freeze([]);

/** The result of a check as a list of violations. */
export function listOf(found: Found): Violations {
  if (found === undefined) {
    return NONE;
  }
  return isList(found) ? found : [found];
}

/** The results of two checks. */
export function both(first: Found, second: Found): Found {
  const one = listOf(first);
  const two = listOf(second);
  if (two.length === 0) {
    return one;
  }
  return one.length === 0 ? two : [...one, ...two];
}

/** The violations in the entries of a list, given a function that checks one entry. */
export function everyEntry<T>(entries: readonly T[], find: (entry: T, index: number) => Found): Found {
  let found: Violation[] | undefined;
  for (let index = 0; index < entries.length; index++) {
    found = add(found, find(entries[index], index));
  }
  return found;
}

/** The violations in the fields of an object, given a function that checks one field. */
export function everyField(object: JsonObject, find: (name: string, value: unknown) => Found): Found {
  let found: Violation[] | undefined;
  for (const name in object) {
    found = add(found, find(name, object[name]));
  }
  return found;
}

/** A check of all containers of all lists, given a function that checks one container. */
export function everyContainer<F extends FactName = never>(find: (container: ContainerView, context: Context<F>) => Found): Find<F> {
  return (pod, context) => {
    let found: Violation[] | undefined;
    for (const container of pod.containers) {
      found = add(found, find(container, context));
    }
    return found;
  };
}

/** A check of all volumes of a pod, given a function that checks one volume. */
export function everyVolume<F extends FactName = never>(
  find: (volume: JsonObject, index: number, pod: PodView, context: Context<F>) => Found,
): Find<F> {
  return (pod, context) => {
    let found: Violation[] | undefined;
    for (let index = 0; index < pod.volumes.length; index++) {
      found = add(found, find(asObject(pod.volumes[index]), index, pod, context));
    }
    return found;
  };
}

/** A check of the pod and of all its containers, given a function that checks one of them. */
export function everyOwner<F extends FactName = never>(find: (owner: PodView | ContainerView, context: Context<F>) => Found): Find<F> {
  return (pod, context) => {
    let found = add(undefined, find(pod, context));
    for (const container of pod.containers) {
      found = add(found, find(container, context));
    }
    return found;
  };
}

/** The check of values that only one platform refuses. */
export function onPlatform<F extends FactName = never>(platform: PlatformName, find: Find<F>): Find<F> {
  return (pod, context) => context.target.platform === platform ? find(pod, context) : undefined;
}

/** A fix of all containers of all lists, given a function that fixes one container. */
export function fixEveryContainer<F extends FactName = never>(fix: (container: ContainerView, context: Context<F>) => void): Fix<F> {
  return (pod, context) => pod.containers.forEach((container) => fix(container, context));
}

/** An override that removes every field with a violation. */
export function removeFound<F extends FactName = never>(find: Find<F>): Fix<F> {
  return (pod, context) => {
    for (const { path } of listOf(find(pod, context))) {
      const isMetadata = pod.metadataPath.every((step, index) => step === path[index]);
      const [root, base] = isMetadata ? [pod.metadata, pod.metadataPath] : [pod.json, pod.path];
      delete asObject(read(root, path.slice(base.length, -1)))[path[path.length - 1]];
    }
  };
}

/** The violation at a path below a pod spec or a container. */
export function at(owner: PodView | ContainerView, path: Path, detail?: string, remedy?: string): Violation {
  return {
    container: owner instanceof ContainerView ? owner.name : undefined,
    path: [...owner.path, ...path],
    value: read(owner.json, path),
    detail,
    remedy,
  };
}

/** The violation at a path, with a sentence that has a subject of its own, such as the image. */
export function says(owner: PodView | ContainerView, path: Path, detail: string, remedy?: string): Violation {
  return { ...at(owner, path, detail, remedy), isSentence: true };
}

/** The violation of a field whose name a waiver must include, because other fields of the control can have the same value. */
export function pinned(violation: Violation, field: string): Violation {
  const { value } = violation;
  const text = typeof value === 'string' ? value : canonicalText(value);
  return { ...violation, allowKey: isAbsent(value) ? field : `${field}=${text}` };
}

function add(list: Violation[] | undefined, found: Found): Violation[] | undefined {
  if (found === undefined) {
    return list;
  }
  if (!isList(found)) {
    return list ? (list.push(found), list) : [found];
  }
  let all = list;
  for (const violation of found) {
    (all ??= []).push(violation);
  }
  return all;
}

function isList(found: Violation | Violations): found is Violations {
  return isArray(found);
}
