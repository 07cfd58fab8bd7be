import { PlacedKubectl } from './placed-kubectl';
import { asArray, asObject, asString, isObject, JsonObject } from '../../formats/manifest/json';

/** Objects of a page, as `kubectl get` prints them by default. */
export const PAGE_SIZE = 500;
/** How often a list is read from its start before it counts as unreadable. */
const ATTEMPTS = 3;
const EXPIRED = /\((?:Expired|Gone)\)|continue parameter is too old/;

/** A list that cannot be read. */
export class UnreadableList extends Error {}

/** Takes the objects of a list. */
export interface ListTaker {
  /** Called with each page. */
  readonly take: (objects: readonly JsonObject[]) => void;
  /** Called if objects changed between pages and the list is read again from its start: the objects so far do not count. */
  readonly restart: () => void;
}

/**
 * Reads a list page by page, so that one page at a time is in memory. `kubectl get` without `--raw` collects all pages before it prints.
 *
 * @param path of the resource on the API server
 * @throws UnreadableList in the words of kubectl
 */
export function readWholeList(kubectl: PlacedKubectl, path: string, { take, restart }: ListTaker, pageSize = PAGE_SIZE): void {
  for (let attempt = 1; ; attempt++) {
    const failure = readPages(kubectl, path, take, pageSize);
    if (failure === undefined) {
      return;
    }
    if (attempt === ATTEMPTS || !EXPIRED.test(failure)) {
      throw new UnreadableList(failure);
    }
    restart();
  }
}

/** Reads one object or list of the API server. */
export function readRaw(kubectl: PlacedKubectl, path: string): JsonObject {
  const { json, failure } = rawAnswer(kubectl, path);
  if (failure !== undefined) {
    throw new UnreadableList(failure);
  }
  return json;
}

function readPages(kubectl: PlacedKubectl, path: string, take: ListTaker['take'], pageSize: number): string | undefined {
  let next = '';
  do {
    const { json, failure } = rawAnswer(kubectl, `${path}?limit=${pageSize}${next && `&continue=${encodeURIComponent(next)}`}`);
    if (failure !== undefined) {
      return failure;
    }
    const { apiVersion, kind, metadata, items } = json;
    const type = { apiVersion, kind: (asString(kind) ?? '').replace(/List$/, '') };
    // The items of a list of the API server do not repeat their type.
    take(asArray(items).filter(isObject).map((item) => ({ ...type, ...item })));
    next = asString(asObject(metadata).continue) ?? '';
  } while (next !== '');
  return undefined;
}

type RawAnswer = { readonly json: JsonObject; readonly failure?: undefined } | { readonly json?: undefined; readonly failure: string };

function rawAnswer(kubectl: PlacedKubectl, path: string): RawAnswer {
  const told = kubectl.ask(['get', '--request-timeout=50s', `--raw=${path}`]);
  if (told.failure !== undefined) {
    return { failure: told.failure };
  }
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(told.stdout));
    return isObject(json) ? { json } : { failure: 'the API server did not answer with an object' };
  } catch {
    return { failure: 'kubectl did not print JSON' };
  }
}
