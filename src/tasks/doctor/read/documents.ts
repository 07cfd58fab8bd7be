import { alternatives } from '../../../formats/language/alternatives';
import { InputError } from '../../../formats/manifest/input-error';
import { asArray, isObject, JsonObject } from '../../../formats/manifest/json';

/**
 * The objects in JSON text: one, a list, or several after each other, as `kubectl get --output json` prints them; or the refusals in text
 * that `kubectl apply` prints.
 *
 * @throws InputError if the text is not JSON, or has no Kubernetes object
 */
export function objectsInOutput(bytes: Uint8Array, name: string): readonly JsonObject[] {
  // Bytes of logs that are not UTF-8 become replacement characters.
  const text = new TextDecoder('utf-8').decode(bytes);
  if (text.trim() === '') {
    throw new InputError(`${name}: is empty: pass JSON, such as the output of \`kubectl get pods,events --output json\``);
  }
  const json = parse(text, name);
  const objects = flat(json);
  if (isEmptyList(json)) {
    throw new InputError(`${name}: is a list without objects: check the namespace and the selector of the kubectl command`);
  }
  if (!objects.some(({ kind }) => typeof kind === 'string')) {
    throw new InputError(`${name}: does not contain a Kubernetes object with a \`kind\``);
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
        throw new InputError(`kubectl failed before it sent a workload to the cluster: ${errors.slice(0, MOST_ERRORS).join('; ')}`);
      }
      throw new InputError(`${name}: is not JSON: ${(error as Error).message}; use \`--output json\` of `
        + 'kubectl, or pass the errors that `kubectl apply` prints');
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

/** The beginning of kubectl's messages about refusals and warnings of an API server. */
const START = /^(?:Error from server|Error: |error: |Warning: |The \S+ "[^"]*" is invalid:)/;
const OF_CONNECTION = /Unable to connect to the server: |The connection to the server |E\d{4} \d\d:\d\d:\d\d\.\d+ .*memcache\.go/;
const ERROR = new RegExp(`^(?:error: |Error from server|Error: |${OF_CONNECTION.source})`);
/** Words that only refusals contain. */
const REFUSAL = alternatives([
  /\bis (?:forbidden|invalid): ?/, // pods "web" is forbidden: exceeded quota
  /violates? PodSecurity/, // Warning: would violate PodSecurity "restricted:latest"
  /denied (?:the )?request/, // admission webhook "a" denied the request: no
  /cannot be handled as/, // Pod in version "v1" cannot be handled as a Pod
  /decoding error/, // strict decoding error: unknown field "spec.x"
  /failed to create typed patch object/, // failed to create typed patch object (shop/web; apps/v1): .spec.x: field not
  /is immutable/, // field is immutable
  /namespaces "[^"]*" not found/, // namespaces "shop" not found
  /failed calling webhook/, // Internal error occurred: failed calling webhook "a"
]);

/** The refusals in the output of `kubectl apply`, which cannot print them as JSON. Each becomes the Status that it was made from. */
function refusalsIn(text: string): readonly JsonObject[] {
  const messages = text.split(/\r?\n/).reduce<readonly string[]>((all, line) => {
    // The fields of an invalid object are a list below its first line.
    const isNext = all.length > 0 && !START.test(line) && /^(?:\s*\* |\s+\S)/.test(line);
    if (isNext) {
      return [...all.slice(0, -1), `${all.at(-1)}\n${line}`];
    }
    return START.test(line) ? [...all, line] : all;
  }, []);
  return messages.filter((message) => REFUSAL.test(message))
    .map((message) => ({ kind: 'Status', status: 'Failure', message: asRefusal(message) }));
}

/** The lines in which kubectl says that it did nothing: no API server saw a workload, so there is nothing to diagnose. */
function kubectlErrorsIn(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => ERROR.test(line));
}

/** Pod Security words a warning like a refusal. */
function asRefusal(message: string): string {
  return message.replace(/would violate PodSecurity/, 'violates PodSecurity');
}
