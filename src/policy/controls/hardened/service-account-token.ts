import { posix } from 'node:path';
import { apiServerSources } from './api-server-token';
import { asObject, asString, childArray, clone, fillIn, isAbsent, isSameJson, JsonObject, read } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { isHelper } from '../../../knowledge/writable-paths/container-paths';
import { ProjectedToken } from '../../settings/choices';
import { onlyAllows } from '../admission';
import { always, PodControl } from '../control';
import { at } from '../violations';

const FIELD = ['automountServiceAccountToken'];

/** The volume of the projected token. */
const VOLUME = 'service-account-token';

export const serviceAccountToken: PodControl<['rbac', 'serviceAccounts']> = {
  facts: ['rbac', 'serviceAccounts'],
  id: 'service-account-token',
  title: 'No automounted service account token',
  level: 'hardened',
  risk: 'medium',
  failsHardenedKinds: true,
  why: 'An attacker who compromises the application can call the API server with the pod\'s permissions.',
  remedy: 'write `automountServiceAccountToken: false`; if the application calls the API server, mount '
    + 'a projected token that expires after an hour: see `explain token-audience`',
  remedyInCode: {
    hardened: 'set `automountServiceAccountToken: false`; set `serviceAccountToken: '
      + 'ServiceAccountToken.apiServer()` if the application calls the API server',
    plain: 'set `automountServiceAccountToken: false`; if the application calls the API server, mount '
      + 'a projected token that expires after an hour: see `explain token-audience`',
  },
  spec: {
    rules: [{
      fields: ['spec.automountServiceAccountToken'],
      allowed: 'false; undefined if the pod\'s ServiceAccount is in the same input and sets false',
    }],
    notes: ['In workloads that are not hardened constructs, the token is not reported if a RoleBinding or ClusterRoleBinding in the same '
      + 'input names the pod\'s ServiceAccount, because then the application needs it. A binding of a group has no effect.'],
  },
  // A policy cannot read the account or its role bindings, so it refuses the token for every pod.
  admission: onlyAllows(['spec.automountServiceAccountToken'], [false]),
  reads: { fields: ['spec.automountServiceAccountToken', 'spec.serviceAccount', 'spec.serviceAccountName'] },
  checks: always((pod, { facts: { rbac, serviceAccounts }, notes: { isNotHardenedKind } }) => {
    const own = pod.json.automountServiceAccountToken;
    if (own === false) {
      return undefined;
    }
    const account = accountOf(pod);
    if ((isAbsent(own) && serviceAccounts?.mountsNoToken(account)) || (isNotHardenedKind && rbac?.boundAccounts.names(account))) {
      return undefined;
    }
    return isAbsent(own) && serviceAccounts?.mountsToken(account)
      ? { ...at(pod, FIELD, `ServiceAccount "${account}" does not disable it either, see service-account-automount`), account }
      : at(pod, FIELD);
  }),
  isRequested: ({ choices: { token } }) => token !== undefined,
  filling: { because: 'the API server has already mounted the token, and the object does not show the permissions that the account needs' },
  fix: (pod, { choices: { token }, facts: { rbac }, notes: { isNotHardenedKind } }) => {
    // An account with rights needs the token.
    if (!(isNotHardenedKind && rbac?.boundAccounts.has(accountOf(pod)))) {
      fillIn(pod.json, { automountServiceAccountToken: false });
    }
    if (token) {
      mountToken(pod, token);
    }
  },
};

function accountOf({ json }: PodView): string {
  return asString(json.serviceAccountName) || asString(json.serviceAccount) || 'default';
}

/** Mounts the token that replaces the automatic token. A second call changes nothing. */
function mountToken(pod: PodView, token: ProjectedToken): void {
  const volumes = childArray(pod.json, 'volumes');
  if (!volumes) {
    return;
  }
  const { audience, expirationSeconds, path } = token;
  const source = { ...audience !== undefined && { audience }, expirationSeconds, path: posix.basename(path) };
  const name = tokenVolume(volumes, audience === undefined ? apiServerSources(source) : [{ serviceAccountToken: source }]);
  for (const container of pod.containers) {
    const isWanted = !container.isEphemeral && !isHelper(container) && (token.containers?.includes(container.name) ?? true);
    const mounts = isWanted ? childArray(container.json, 'volumeMounts') : undefined;
    if (mounts && !mounts.some((mount) => asObject(mount).name === name)) {
      mounts.push({ mountPath: posix.dirname(path), name, readOnly: true });
    }
  }
}

/** The name of the volume with the token. Adds a missing volume, under a name that no other volume has. */
function tokenVolume(volumes: unknown[], sources: readonly JsonObject[]): string {
  let name = VOLUME;
  for (let next = 2; volumes.some((volume) => asObject(volume).name === name); next++) {
    if (volumes.some((volume) => asObject(volume).name === name && isSameJson(read(volume, ['projected', 'sources']), sources))) {
      return name;
    }
    name = `${VOLUME}-${next}`;
  }
  volumes.push({ name, projected: { sources: clone(sources) } });
  return name;
}
