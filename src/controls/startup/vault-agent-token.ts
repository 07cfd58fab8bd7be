/*
 * Vault's injector finds the token by which its agent logs in.
 *
 * Restricted fields: metadata.annotations["vault.hashicorp.com/agent-inject"] of the pod, where automountServiceAccountToken is false
 *                    metadata.annotations["vault.hashicorp.com/agent-service-account-token-volume-name"]
 * Allowed values:    false, undefined; any where the other names a projected volume with a token, or where a container mounts one
 *                    at a path with "serviceaccount" in it, by which the injector looks for it
 *
 * Source: https://github.com/hashicorp/vault-k8s/blob/main/agent-inject/agent/agent.go, function serviceaccount
 */
import { asObject, asString, isAbsent } from '../../manifest/json';
import { mountsOf } from '../../manifest/mounts';
import { PodView } from '../../manifest/pod';
import { always, NONE, PodControl, Violations } from '../control';
import { holdsToken } from './token-readable';

const INJECT = 'vault.hashicorp.com/agent-inject';
const STATUS = 'vault.hashicorp.com/agent-inject-status';
const VOLUME_NAME = 'vault.hashicorp.com/agent-service-account-token-volume-name';

/** What Go reads as true. */
const TRUE: readonly unknown[] = [true, '1', 't', 'T', 'true', 'TRUE', 'True'];

export const vaultAgentToken: PodControl = {
  id: 'vault-agent-token',
  title: 'A token for Vault\'s agent',
  level: 'hardened',
  severity: 'error',
  why: 'Vault\'s injector refuses the pod where it finds no service account token for its agent.',
  remedy: `mount a projected token, as \`ServiceAccountToken.projected\` does, and write its volume's name as annotation \`${VOLUME_NAME}\``,
  checks: always((pod) => pod.json.automountServiceAccountToken === false && TRUE.includes(pod.annotations[INJECT]) ? check(pod) : NONE),
};

function check(pod: PodView): Violations {
  const { [VOLUME_NAME]: name, [STATUS]: status } = pod.annotations;
  if (status === 'injected') {
    return NONE;
  }
  if (isAbsent(name) || name === '') {
    return isFound(pod) ? NONE : [atAnnotation(pod, INJECT)];
  }
  return pod.volumes.some((volume) => asObject(volume).name === name && holdsToken(volume))
    ? NONE
    : [{ ...atAnnotation(pod, VOLUME_NAME), detail: 'the pod has no projected token volume of that name' }];
}

function isFound(pod: PodView): boolean {
  return pod.containers.some((container) => container.list === 'containers'
    && mountsOf(container).some(({ json }) => asString(json.mountPath)?.includes('serviceaccount')));
}

function atAnnotation(pod: PodView, key: string): Violations[number] {
  return { path: [...pod.metadataPath, 'annotations', key], value: pod.annotations[key] };
}
