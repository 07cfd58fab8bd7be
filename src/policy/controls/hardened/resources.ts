import { asObject, childObject, fillIn, isAbsent } from '../../../formats/manifest/json';
import { parseQuantity } from '../../../formats/manifest/quantity';
import { Context } from '../../context/context';
import { Amounts, Resource } from '../../settings/choices';
import { AdmissionCheck } from '../admission';
import { celIsZero, celText } from '../cel';
import { Find, Fix } from '../check';
import { at, everyContainer, everyEntry, fixEveryContainer, pinned } from '../violations';

const KINDS = ['requests', 'limits'] as const;

/**
 * The check that every container has a request and a limit for a resource. An ephemeral container cannot have either. Zero is the same as a
 * missing value: to Kubernetes, a limit of 0 means unlimited.
 */
export function requestAndLimit(resource: Resource): Find {
  return everyContainer((container) => {
    if (container.isEphemeral) {
      return undefined;
    }
    const resources = asObject(container.json.resources);
    return everyEntry(KINDS, (kind) => hasAmount(resources[kind], resource)
      ? undefined : pinned(at(container, ['resources', kind, resource]), kind));
  });
}

/** Whether the settings have an amount for a resource. */
export function hasAmounts(resource: Resource): (context: Context) => boolean {
  const has = (amounts?: Amounts) => amounts?.[resource] !== undefined;
  return ({ choices: { resources } }) => resources?.some(({ requests, limits }) => has(requests) || has(limits)) === true;
}

/**
 * The fix for missing amounts, which come from the settings. A new limit is at least the author's request. A missing request beside the
 * author's limit equals that limit, as in Kubernetes.
 */
export function fillAmounts(resource: Resource): Fix {
  return fixEveryContainer((container, { choices: { resources: said } }) => {
    const amounts = said?.filter((each) => each.container === undefined || each.container === container.name) ?? [];
    const resources = amounts.length > 0 && !container.isEphemeral ? childObject(container.json, 'resources') : undefined;
    if (!resources) {
      return;
    }
    const own = { request: asObject(resources.requests)[resource], limit: asObject(resources.limits)[resource] };
    const wanted = {
      request: own.limit ?? lastOf(amounts.map(({ requests }) => requests?.[resource])),
      limit: larger(lastOf(amounts.map(({ limits }) => limits?.[resource])), own.request),
    };
    for (const [kind, amount] of [['requests', wanted.request], ['limits', wanted.limit]] as const) {
      if (!isAbsent(amount)) {
        fillIn(childObject(resources, kind), { [resource]: amount });
      }
    }
  });
}

function lastOf<T>(values: readonly (T | undefined)[]): T | undefined {
  return values.filter((value) => value !== undefined).at(-1);
}

function larger(amount: string | undefined, other: unknown): unknown {
  return amount !== undefined && (parseQuantity(other) ?? 0) > parseQuantity(amount)! ? other : amount;
}

/** CEL conditions for a container without a request or a limit. */
export function withoutAmount(resource: Resource): readonly AdmissionCheck[] {
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
