import { asString, isArray, isObject, JsonObject } from './json';
import { PodView } from './pod';

/** Why an object cannot be applied as it is. */
export interface PartialObject {
  /** A patch that is merged into an object, or a template that makes one. */
  readonly is: 'patch' | 'template';
  readonly reason: string;
}

/**
 * Whether an object with pods is only a part of one, such as a patch of kustomize, or a template that was not rendered. Undefined if it is
 * whole.
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
    const found = !isArray(value) && DIRECTIVE.test(key) ? `has ${key}${typeof child === 'string' ? `: ${child}` : ''}` : directiveIn(child);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** Operators complete the parts of pods that custom resources have. */
function missingIn(pods: readonly PodView[]): string | undefined {
  const whole = pods.filter(({ part }) => !part);
  const container = whole.flatMap(({ containers }) => containers).find(({ json: { image } }) => image === undefined || image === null || image === '');
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

/** Whether a text has syntax of templates of charts and manifests, which their output does not have. */
export function isTemplate(text: string): boolean {
  const start = text.indexOf('{{');
  return start >= 0 && text.includes('}}', start);
}
