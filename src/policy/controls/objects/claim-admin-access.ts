import { asArray, asObject, asString, JsonObject, Path, read } from '../../../formats/manifest/json';
import { groupKind } from '../../../formats/manifest/workload';
import { ObjectControl } from '../control';
import { everyEntry, listOf } from '../violations';

const TEMPLATE = 'resource.k8s.io/ResourceClaimTemplate';
const NAMESPACE = '/Namespace';
const LABEL: Path = ['metadata', 'labels', 'resource.kubernetes.io/admin-access'];

export const claimAdminAccess: ObjectControl = {
  id: 'claim-admin-access',
  title: 'No administrator access to devices',
  level: 'hardened',
  risk: 'medium',
  why: 'The pod gets access to devices of other pods, and with some drivers more permissions on them. For example, it can read the data of '
    + 'other pods in a GPU, or stop them.',
  remedy: 'remove it; to monitor devices, use a separate namespace that only administrators can change, and waive it',
  spec: {
    rules: [{
      fields: [
        'spec.devices.requests[*].{adminAccess,exactly.adminAccess} of a ResourceClaim',
        'the same in spec.spec of a ResourceClaimTemplate',
      ],
      allowed: 'false, undefined',
    }, {
      fields: ['metadata.labels["resource.kubernetes.io/admin-access"] of a Namespace, which allows such claims'],
      allowed: 'false, undefined',
    }],
    sources: ['https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/#admin-access'],
  },
  kinds: ['resource.k8s.io/ResourceClaim', TEMPLATE, NAMESPACE],
  checkObject: (claim) => {
    if (groupKind(claim) === NAMESPACE) {
      const value = read(claim, LABEL);
      return listOf(value === 'true' ? { path: LABEL, value, allowKey: 'true' } : undefined);
    }
    const base: Path = groupKind(claim) === TEMPLATE ? ['spec', 'spec'] : ['spec'];
    const spec = base.reduce<JsonObject>((object, step) => asObject(object[step]), claim);
    return listOf(everyEntry(asArray(asObject(spec.devices).requests), (request, index) => {
      const steps = stepsToAccess(asObject(request));
      const allowKey = asString(asObject(request).name);
      return steps && { path: [...base, 'devices', 'requests', index, ...steps, 'adminAccess'], value: true, allowKey };
    }));
  },
};

/** Undefined if the request is not for admin access. */
function stepsToAccess({ adminAccess, exactly }: JsonObject): Path | undefined {
  if (adminAccess === true) {
    return [];
  }
  return asObject(exactly).adminAccess === true ? ['exactly'] : undefined;
}
