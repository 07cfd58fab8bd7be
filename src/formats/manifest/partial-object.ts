import { asString, isArray, isObject, JsonObject } from './json';
import { PodView } from './pod';

/** The reason why an object cannot be applied as it is. */
export interface PartialObject {
  /** Whether it is a patch that is merged into an object, or a template that creates one. */
  readonly is: 'patch' | 'template';
  readonly reason: string;
}

/**
 * The reason why an object with pods is incomplete, such as a kustomize patch, or a template that was not rendered. Undefined for a
 * complete object.
 */
export function partialObject(object: JsonObject, pods: readonly PodView[]): PartialObject | undefined {
  const template = pods.length > 0 ? templateIn(object, pods) : undefined;
  const patch = pods.length > 0 && template === undefined ? directiveIn(object) ?? missingIn(pods) : undefined;
  if (template !== undefined) {
    return { is: 'template', reason: template };
  }
  return patch !== undefined ? { is: 'patch', reason: patch } : undefined;
}

/** Fields that only patches have: https://github.com/kubernetes/community/blob/main/contributors/devel/sig-api-machinery/strategic-merge-patch.md */
const DIRECTIVE = /^\$(?:patch$|retainKeys$|setElementOrder\/|deleteFromPrimitiveList\/)/;

function directiveIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  for (const key in value) {
    const child = (value as JsonObject)[key];
    const found = !isArray(value) && DIRECTIVE.test(key)
      ? `has ${key}${typeof child === 'string' ? `: ${child}` : ''}`
      : directiveIn(child);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** The missing field of an incomplete pod. Pods in custom resources are skipped, because their operators complete them. */
function missingIn(pods: readonly PodView[]): string | undefined {
  const whole = pods.filter(({ part }) => !part);
  const container = whole.flatMap(({ containers }) => containers)
    .find(({ json: { image } }) => image === undefined || image === null || image === '');
  if (container) {
    return `container "${container.name}" has no image`;
  }
  return whole.some(({ containers }) => containers.length === 0) ? 'has no containers' : undefined;
}

function templateIn({ kind, metadata }: JsonObject, pods: readonly PodView[]): string | undefined {
  const { name, namespace } = isObject(metadata) ? metadata : {} as JsonObject;
  const containers = pods.flatMap((pod) => pod.containers.flatMap(({ json }) => [json.name, json.image]));
  const text = [kind, name, namespace, ...containers].map(asString).find((each) => each !== undefined && isTemplate(each));
  return text === undefined ? undefined : `has ${JSON.stringify(text)}`;
}

/** Whether a text has template syntax of charts or manifests, which rendered text does not have. */
export function isTemplate(text: string): boolean {
  const start = text.indexOf('{{');
  return start >= 0 && text.includes('}}', start);
}
