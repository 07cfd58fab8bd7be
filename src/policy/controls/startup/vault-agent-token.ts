import { holdsToken } from './token-readable';
import { asObject, asString, isAbsent } from '../../../formats/manifest/json';
import { mountsOf } from '../../../formats/manifest/mounts';
import { PodView } from '../../../formats/manifest/pod';
import { STARTUP } from '../admission';
import { Violation, Found } from '../check';
import { always, PodControl } from '../control';

const INJECT = 'vault.hashicorp.com/agent-inject';
const STATUS = 'vault.hashicorp.com/agent-inject-status';
const VOLUME_NAME = 'vault.hashicorp.com/agent-service-account-token-volume-name';

/** The values that Go reads as true. */
const TRUE: readonly unknown[] = [true, '1', 't', 'T', 'true', 'TRUE', 'True'];

export const vaultAgentToken: PodControl = {
  id: 'vault-agent-token',
  title: 'A token for Vault\'s agent',
  level: 'hardened',
  risk: 'broken',
  why: 'The Vault Agent Injector refuses the pod if it does not find a service account token for its agent.',
  remedy: `mount a projected token, and write the name of its volume in the annotation \`${VOLUME_NAME}\``,
  remedyInCode: {
    hardened: 'mount a projected token with `ServiceAccountToken.projected`, and write the '
    + `name of its volume in the annotation \`${VOLUME_NAME}\``,
  },
  spec: {
    rules: [
      {
        fields: ['metadata.annotations["vault.hashicorp.com/agent-inject"], if automountServiceAccountToken is false'],
        allowed: 'false, undefined; anything if a container mounts a token at a path that contains "serviceaccount"',
      },
      {
        fields: ['metadata.annotations["vault.hashicorp.com/agent-service-account-token-volume-name"]'],
        allowed: 'the name of a projected volume with a token',
      },
    ],
    sources: ['https://github.com/hashicorp/vault-k8s/blob/main/agent-inject/agent/agent.go, function serviceaccount'],
  },
  admission: STARTUP,
  reads: { needs: ['metadata.annotations'], fields: ['containers[*].volumeMounts', 'spec.automountServiceAccountToken', 'spec.volumes'] },
  checks: always(check),
};

function check(pod: PodView): Found {
  const { [VOLUME_NAME]: name, [STATUS]: status } = pod.annotations;
  const isWanted = pod.json.automountServiceAccountToken === false && TRUE.includes(pod.annotations[INJECT]);
  if (!isWanted || status === 'injected') {
    return undefined;
  }
  if (isAbsent(name) || name === '') {
    return isFound(pod) ? undefined : [atAnnotation(pod, INJECT)];
  }
  return pod.volumes.some((volume) => asObject(volume).name === name && holdsToken(volume))
    ? undefined
    : [{ ...atAnnotation(pod, VOLUME_NAME), detail: 'the pod does not have a projected volume with a token under this name' }];
}

function isFound(pod: PodView): boolean {
  return pod.containers.some((container) => container.list === 'containers'
    && mountsOf(container).some(({ json }) => asString(json.mountPath)?.includes('serviceaccount')));
}

function atAnnotation(pod: PodView, key: string): Violation {
  return { path: [...pod.metadataPath, 'annotations', key], value: pod.annotations[key] };
}
