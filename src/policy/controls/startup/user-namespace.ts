import { fillIn } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { Choices } from '../../settings/choices';
import { STARTUP } from '../admission';
import { Found } from '../check';
import { PodControl } from '../control';
import { at } from '../violations';

export const userNamespace: PodControl = {
  id: 'user-namespace',
  title: 'A user namespace where it is requested',
  level: 'hardened',
  risk: 'medium',
  failsHardenedKinds: true,
  why: 'Without the requested user namespace, a process that escapes from the container keeps its user id on the node.',
  remedy: 'write `hostUsers: false`, or remove `hostUsers`',
  spec: {
    rules: [{
      fields: ['spec.hostUsers'],
      allowed: 'false if a user namespace is requested; API servers before 1.33 drop the field',
    }],
    notes: ['The control checks a pod only if spec.hostUsers is false, or if the settings request it.'],
  },
  admission: STARTUP,
  reads: { fields: ['spec.hostUsers'] },
  checks: [
    { since: 0, check: (pod, context) => pod.hasUserNamespace ? tooOld(pod) : missing(pod, context.choices) },
    { since: 33, check: (pod, context) => pod.hasUserNamespace ? undefined : missing(pod, context.choices) },
  ],
  isRequested: true,
  fix: (pod, { choices: { userNamespace: isWanted } }) => {
    if (isWanted) {
      fillIn(pod.json, { hostUsers: false });
    }
  },
};

/** The violation if the settings request a user namespace, and the author wrote something else. */
function missing(pod: PodView, choices: Choices): Found {
  return choices.userNamespace ? at(pod, ['hostUsers'], 'a user namespace was requested') : undefined;
}

function tooOld(pod: PodView): Found {
  return at(pod, ['hostUsers'], 'user namespaces are on by default only since Kubernetes 1.33', 'remove it, or raise the '
    + 'Kubernetes version to 1.33');
}
