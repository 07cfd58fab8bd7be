import { asObject } from '../../../formats/manifest/json';
import { parseQuantity } from '../../../formats/manifest/quantity';
import { AdmissionCheck } from '../admission';
import { celIsZero, celText } from '../cel';
import { Find } from '../check';
import { at, everyContainer, everyEntry, pinned } from '../violations';

const KINDS = ['requests', 'limits'] as const;

/**
 * The check that every container has a request and a limit for a resource. An ephemeral container cannot have either. Zero is
 * the same as nothing: to Kubernetes a limit of 0 is no limit.
 */
export function requestAndLimit(resource: string): Find {
  return everyContainer((container) => {
    if (container.isEphemeral) {
      return undefined;
    }
    const resources = asObject(container.json.resources);
    return everyEntry(KINDS, (kind) => hasAmount(resources[kind], resource)
      ? undefined : pinned(at(container, ['resources', kind, resource]), kind));
  });
}

/** The same in CEL. */
export function withoutAmount(resource: string): readonly AdmissionCheck[] {
  return KINDS.map((kind) => {
    const amount = `c.?resources.?${kind}[?${celText(resource)}]`;
    return {
      each: 'container',
      violates: `!(c.name in variables.ephemeralContainers) && ${celIsZero(amount)}`,
      value: `'${kind}' + (${amount}.hasValue() ? '=' + ${amount}.value() : '')`,
    };
  });
}

function hasAmount(amounts: unknown, resource: string): boolean {
  return (parseQuantity(asObject(amounts)[resource]) ?? 0) > 0;
}
