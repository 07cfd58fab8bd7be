import { asObject } from '../../manifest/json';
import { parseQuantity } from '../../manifest/quantity';
import { at, Check, everyContainer, NONE } from '../control';

const KINDS = ['requests', 'limits'] as const;

/**
 * The check that every container asks for a resource and is limited in it. An ephemeral container can do neither. Zero is
 * as good as nothing: to Kubernetes a limit of 0 is no limit.
 */
export function requestAndLimit(resource: string): Check {
  return everyContainer((container) => {
    if (container.isEphemeral) {
      return NONE;
    }
    const resources = asObject(container.json.resources);
    return hasAmount(resources.requests, resource) && hasAmount(resources.limits, resource) ? NONE : KINDS
      .filter((kind) => !hasAmount(resources[kind], resource))
      .map((kind) => at(container, ['resources', kind, resource]));
  });
}

function hasAmount(amounts: unknown, resource: string): boolean {
  return (parseQuantity(asObject(amounts)[resource]) ?? 0) > 0;
}
