import { asArray, asObject, asString, isAbsent, read } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { STARTUP } from '../admission';
import { APP_ARMOR_PREFIX } from '../baseline/app-armor-profile';
import { Violation } from '../check';
import { always, PodControl } from '../control';
import { ofSecurityContexts } from '../specification';
import { at, onPlatform } from '../violations';

export const appArmorNodes: PodControl = {
  id: 'app-armor-nodes',
  title: 'An AppArmor profile only on nodes that have AppArmor',
  level: 'hardened',
  risk: 'low',
  why: 'On a node without AppArmor, such as RHEL, Fedora and Amazon Linux, the kubelet rejects the pod, and a Deployment creates one '
    + 'failed pod after another.',
  remedy: 'remove it, because the runtime\'s default profile applies on nodes with AppArmor; or choose the nodes with a nodeSelector or '
    + 'node affinity',
  spec: {
    os: 'linux',
    platforms: ['kubernetes'],
    rules: [{
      fields: [...ofSecurityContexts('appArmorProfile.type'), 'metadata.annotations["container.apparmor.security.beta.kubernetes.io/*"]'],
      allowed: 'undefined, Unconfined; anything if `nodeName`, a nodeSelector or a required node affinity chooses the nodes by another '
        + 'label than operating system and architecture',
    }],
    notes: [
      'There is one finding for each pod. A manifest does not show which nodes have AppArmor. If all of your nodes have it, set the '
        + 'severity of this control to off, or waive it.',
      'It is not reported on OpenShift, where the control openshift-profiles reports every profile, or on GKE Autopilot, where nodes have '
        + 'AppArmor.',
      'Measured with Kubernetes 1.34: phase Failed, reason AppArmor, "Cannot enforce AppArmor: '
        + 'AppArmor is not enabled on the host", for RuntimeDefault too.',
    ],
    sources: ['https://kubernetes.io/docs/tutorials/security/apparmor/'],
  },
  admission: STARTUP,
  reads: {
    needs: ['spec.securityContext.appArmorProfile', 'containers[*].securityContext.appArmorProfile', 'metadata.annotations'],
    fields: ['spec.affinity', 'spec.nodeName', 'spec.nodeSelector'],
  },
  checks: always(onPlatform('kubernetes', (pod) => {
    const found = profileIn(pod);
    return found && !choosesNodes(pod) ? found : undefined;
  })),
};

/** The first profile that a kubelet must apply. */
function profileIn(pod: PodView): Violation | undefined {
  if (isApplied(pod.securityContext.appArmorProfile)) {
    return atType(pod);
  }
  for (const container of pod.containers) {
    if (isApplied(container.securityContext.appArmorProfile)) {
      return atType(container);
    }
  }
  for (const key in pod.annotations) {
    const value = pod.annotations[key];
    if (key.startsWith(APP_ARMOR_PREFIX) && (value === 'runtime/default' || asString(value)?.startsWith('localhost/'))) {
      return { path: [...pod.metadataPath, 'annotations', key], value, allowKey: `${key}=${String(value)}` };
    }
  }
  return undefined;
}

function isApplied(profile: unknown): boolean {
  const { type } = asObject(profile);
  return type === 'RuntimeDefault' || type === 'Localhost';
}

function atType(owner: Parameters<typeof at>[0]): Violation {
  return at(owner, ['securityContext', 'appArmorProfile', 'type']);
}

/** Labels that nodes with and without AppArmor have. */
const EVERYWHERE = /^(?:beta\.)?kubernetes\.io\/(?:os|arch)$/;

function choosesNodes({ json }: PodView): boolean {
  const terms = asArray(read(json, ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms']));
  return !isAbsent(json.nodeName)
    || Object.keys(asObject(json.nodeSelector)).some((label) => !EVERYWHERE.test(label))
    // The pod may run on the nodes of any term.
    || (terms.length > 0 && terms.every(choosesByLabel));
}

function choosesByLabel(term: unknown): boolean {
  const { matchExpressions, matchFields } = asObject(term);
  return asArray(matchFields).length > 0
    || asArray(matchExpressions).some((expression) => !EVERYWHERE.test(asString(asObject(expression).key) ?? 'kubernetes.io/os'));
}
