import { kubectlErrorsIn, refusalsIn } from './kubectl-text';
import { InputError } from '../../../formats/manifest/input-error';
import { asArray, isObject, JsonObject } from '../../../formats/manifest/json';

/**
 * The objects in JSON text: one, a list, or several after each other, as `kubectl get --output json` prints them; or the refusals in text
 * that `kubectl apply` prints.
 *
 * @throws InputError if the text is not JSON, or has no Kubernetes object
 */
export function objectsOf(bytes: Uint8Array, name: string): readonly JsonObject[] {
  // Bytes of logs that are not UTF-8 become replacement characters.
  const text = new TextDecoder('utf-8').decode(bytes);
  if (text.trim() === '') {
    throw new InputError(`${name}: is empty: pass JSON, such as the output of \`kubectl get pods,events --output json\``);
  }
  const json = parse(text, name);
  const objects = flat(json);
  if (isEmptyList(json)) {
    throw new InputError(`${name}: is a list without objects: kubectl found none, so check the namespace and the selector`);
  }
  if (!objects.some(({ kind }) => typeof kind === 'string')) {
    throw new InputError(`${name}: contains no Kubernetes object: nothing in it has a kind`);
  }
  return objects;
}

/** Errors of kubectl that are repeated. */
const MOST_ERRORS = 3;

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    try {
      return lines.map((line) => JSON.parse(line));
    } catch {
      const refusals = refusalsIn(text);
      if (refusals.length > 0) {
        return refusals;
      }
      const errors = kubectlErrorsIn(text);
      if (errors.length > 0) {
        throw new InputError(`kubectl failed before the cluster saw a workload: ${errors.slice(0, MOST_ERRORS).join('; ')}`);
      }
      throw new InputError(`${name}: is not JSON: ${(error as Error).message}; use \`--output json\` of kubectl, or pass the errors that \`kubectl apply\` prints`);
    }
  }
}

function isEmptyList(value: unknown): boolean {
  return isObject(value) && Array.isArray(value.items) && value.items.length === 0;
}

function flat(value: unknown): readonly JsonObject[] {
  if (Array.isArray(value)) {
    return value.flatMap(flat);
  }
  if (!isObject(value)) {
    return [];
  }
  return Array.isArray(value.items) ? asArray(value.items).flatMap(flat).map((item) => withKind(item, value)) : [value];
}

/** Items of a `PodList` need no kind. */
function withKind(item: JsonObject, { kind, apiVersion }: JsonObject): JsonObject {
  return item.kind === undefined && typeof kind === 'string' && kind.endsWith('List') && kind !== 'List'
    ? { apiVersion, kind: kind.slice(0, -'List'.length), ...item }
    : item;
}
