import { Find, Fix, Found, Violation, Violations } from './check';
import { asObject, canonicalText, isAbsent, isArray, JsonObject, Path, read } from '../../formats/manifest/json';
import { ContainerView, PodView } from '../../formats/manifest/pod';
import { PlatformName, Settings } from '../settings/settings';

const NONE: Violations = Object.freeze([]);

/** A result of a check as a list. */
export function listOf(found: Found): Violations {
  return found === undefined ? NONE : isList(found) ? found : [found];
}

/** The results of two checks. */
export function both(first: Found, second: Found): Found {
  const one = listOf(first);
  const two = listOf(second);
  return two.length === 0 ? one : one.length === 0 ? two : [...one, ...two];
}

/** The violations in the entries of a list, by a function on one of them. */
export function everyEntry<T>(entries: readonly T[], find: (entry: T, index: number) => Found): Found {
  let found: Violation[] | undefined;
  for (let index = 0; index < entries.length; index++) {
    found = add(found, find(entries[index], index));
  }
  return found;
}

/** The violations in the fields of an object, by a function on one of them. */
export function everyField(object: JsonObject, find: (name: string, value: unknown) => Found): Found {
  let found: Violation[] | undefined;
  for (const name in object) {
    found = add(found, find(name, object[name]));
  }
  return found;
}

/** The check of every container, of every sort, by a function on one. */
export function everyContainer(find: (container: ContainerView, settings: Settings) => Found): Find {
  return (pod, settings) => {
    let found: Violation[] | undefined;
    for (const container of pod.containers) {
      found = add(found, find(container, settings));
    }
    return found;
  };
}

/** The check of every volume of a pod, by a function on one. */
export function everyVolume(find: (volume: JsonObject, index: number, pod: PodView, settings: Settings) => Found): Find {
  return (pod, settings) => {
    let found: Violation[] | undefined;
    for (let index = 0; index < pod.volumes.length; index++) {
      found = add(found, find(asObject(pod.volumes[index]), index, pod, settings));
    }
    return found;
  };
}

/** The check of the pod itself and of every container, by a function on one. */
export function everyOwner(find: (owner: PodView | ContainerView, settings: Settings) => Found): Find {
  return (pod, settings) => {
    let found = add(undefined, find(pod, settings));
    for (const container of pod.containers) {
      found = add(found, find(container, settings));
    }
    return found;
  };
}

/** The check of values that only one platform refuses. */
export function onPlatform(platform: PlatformName, find: Find): Find {
  return (pod, settings) => settings.platform === platform ? find(pod, settings) : undefined;
}

/** The fix of every container, of every sort, by a function on one. */
export function fixEveryContainer(fix: (container: ContainerView, settings: Settings) => void): Fix {
  return (pod, settings) => pod.containers.forEach((container) => fix(container, settings));
}

/** The override that removes every field that a check finds. */
export function removeFound(find: Find): Fix {
  return (pod, settings) => {
    for (const { path } of listOf(find(pod, settings))) {
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

/** The violation of a field whose name a waiver must contain, since other fields that the control checks can have the same value. */
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
