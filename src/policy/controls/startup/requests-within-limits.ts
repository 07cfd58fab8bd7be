import { asObject, isAbsent, JsonObject } from '../../../formats/manifest/json';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { parseQuantity } from '../../../formats/manifest/quantity';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { at, both, everyField, everyOwner, everyVolume } from '../violations';

const everyResource = everyOwner(resourcesOf);
const everySizeLimit = everyVolume(sizeLimitOf);

export const requestsWithinLimits: PodControl = {
  id: 'requests-within-limits',
  title: 'No request above its limit',
  level: 'hardened',
  risk: 'refused',
  why: 'The API server refuses a request above its limit, and an amount that is not a quantity.',
  remedy: 'write a quantity such as `500m` or `256Mi`; a request must not exceed the limit',
  refusedBy: 'api-server',
  spec: {
    rules: [
      {
        fields: ['spec.resources.{requests,limits}[*]', ofStartedContainers('resources.{requests,limits}[*]')],
        allowed: 'quantities of 0 or more; a request up to the limit of the same name',
      },
      { fields: ['spec.volumes[*].emptyDir.sizeLimit'], allowed: 'quantities from 0 on' },
    ],
  },
  reads: { needs: ['spec.resources', 'containers[*].resources', 'spec.volumes[*].emptyDir'] },
  checks: always((pod, context) => both(everyResource(pod, context), everySizeLimit(pod, context))),
};

function resourcesOf(owner: PodView | ContainerView): Found {
  const { requests, limits } = asObject(owner.json.resources);
  return both(amounts(owner, 'requests', asObject(requests), asObject(limits)), amounts(owner, 'limits', asObject(limits)));
}

function amounts(owner: PodView | ContainerView, kind: string, list: JsonObject, limits?: JsonObject): Found {
  return everyField(list, (name, amount) => {
    const problem = problemOf(amount, limits?.[name]);
    return problem ? at(owner, ['resources', kind, name], problem) : undefined;
  });
}

function sizeLimitOf({ emptyDir }: JsonObject, index: number, pod: PodView): Found {
  const problem = problemOf(asObject(emptyDir).sizeLimit);
  return problem ? at(pod, ['volumes', index, 'emptyDir', 'sizeLimit'], problem) : undefined;
}

/** The error in an amount. For an amount that is neither a string nor a number, the control field-types has a finding. */
function problemOf(value: unknown, limit?: unknown): string | undefined {
  const amount = parseQuantity(value);
  if (amount === undefined) {
    return typeof value === 'string' ? 'is not a quantity' : undefined;
  }
  if (amount < 0) {
    return 'is negative';
  }
  const most = isAbsent(limit) ? undefined : parseQuantity(limit);
  return most !== undefined && amount > most ? `is more than the limit of ${limit}` : undefined;
}
