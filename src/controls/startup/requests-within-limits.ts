import { asObject, isAbsent, JsonObject } from '../../manifest/json';
import { ContainerView, PodView } from '../../manifest/pod';
import { parseQuantity } from '../../manifest/quantity';
import { always, at, everyContainer, NONE, PodControl, Violation, Violations } from '../control';
import { ofStartedContainers } from '../specification';

const everyResource = everyContainer(resourcesOf);

export const requestsWithinLimits: PodControl = {
  id: 'requests-within-limits',
  title: 'No request above its limit',
  level: 'hardened',
  severity: 'error',
  why: 'The API server refuses a request above its limit, and an amount that is not a quantity.',
  remedy: 'write a quantity such as `500m` or `256Mi`; a request may be at most the limit',
  refusedBy: 'api-server',
  spec: {
    rules: [
      {
        fields: ['spec.resources.{requests,limits}[*]', ofStartedContainers('resources.{requests,limits}[*]')],
        allowed: 'quantities from 0 on; a request at most the limit of the same name',
      },
      { fields: ['spec.volumes[*].emptyDir.sizeLimit'], allowed: 'quantities from 0 on' },
    ],
  },
  checks: always((pod, settings) => both(both(resourcesOf(pod), everyResource(pod, settings)), sizeLimits(pod))),
};

function both(first: Violations, second: Violations): Violations {
  return second.length === 0 ? first : [...first, ...second];
}

function resourcesOf(owner: PodView | ContainerView): Violations {
  const { requests, limits } = asObject(owner.json.resources);
  return both(amounts(owner, 'requests', asObject(requests), asObject(limits)), amounts(owner, 'limits', asObject(limits)));
}

function amounts(owner: PodView | ContainerView, kind: string, list: JsonObject, limits?: JsonObject): Violations {
  let found: Violation[] | undefined;
  for (const name in list) {
    const problem = problemOf(list[name], limits?.[name]);
    if (problem) {
      (found ??= []).push(at(owner, ['resources', kind, name], problem));
    }
  }
  return found ?? NONE;
}

function sizeLimits(pod: PodView): Violations {
  return pod.volumes.length === 0 ? NONE : pod.volumes.flatMap((volume, index) => {
    const problem = problemOf(asObject(asObject(volume).emptyDir).sizeLimit);
    return problem ? [at(pod, ['volumes', index, 'emptyDir', 'sizeLimit'], problem)] : NONE;
  });
}

/** What is wrong with an amount. One that is neither text nor a number is the control field-types' business. */
function problemOf(value: unknown, limit?: unknown): string | undefined {
  const amount = parseQuantity(value);
  if (amount === undefined) {
    return typeof value === 'string' ? 'is no quantity' : undefined;
  }
  if (amount < 0) {
    return 'is negative';
  }
  const most = isAbsent(limit) ? undefined : parseQuantity(limit);
  return most !== undefined && amount > most ? `is more than the limit of ${limit}` : undefined;
}
