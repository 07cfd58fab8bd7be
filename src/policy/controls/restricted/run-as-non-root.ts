import { childObject, fillIn, isAbsent } from '../../../formats/manifest/json';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { AdmissionCheck } from '../admission';
import { celEffective, IN_USER_NAMESPACE, SPEC } from '../cel';
import { PodControl } from '../control';
import { isRoot, keepsRoot, replaceableContexts, STAYS_ROOT } from '../effective';
import { ofContainers } from '../specification';
import { at, everyOwner } from '../violations';

const FIELD = ['securityContext', 'runAsNonRoot'];

const check = everyOwner((owner) => {
  const { runAsNonRoot: own } = owner.securityContext;
  const isMissing = owner instanceof ContainerView && own !== true && owner.pod.securityContext.runAsNonRoot !== true;
  return own === false || isMissing ? at(owner, FIELD) : undefined;
});

export const runAsNonRoot: PodControl = {
  id: 'run-as-non-root',
  title: 'Containers never start as root',
  level: 'pss-restricted',
  risk: 'medium',
  why: 'If one isolation layer of the container fails, root in the container is root on the node.',
  remedy: 'set `runAsNonRoot: true` on the pod, and do not override it in containers',
  remedyInCode: 'set `ensureNonRoot: true`',
  remedyOnWindows: 'write `runAsNonRoot: true` and `windowsOptions: {runAsUserName: ContainerUser}` for the pod',
  spec: {
    rules: [
      {
        fields: ['spec.securityContext.runAsNonRoot'],
        allowed: 'true; undefined if it is true for every container; since 1.35 anything in a pod with hostUsers: false',
      },
      {
        fields: [ofContainers('securityContext.runAsNonRoot')],
        allowed: 'true; undefined if it is true for the pod; since 1.35 anything in a pod with hostUsers: false',
      },
    ],
  },
  admission: [
    ...exceptInUserNamespaces({ each: 'pod', violates: `${SPEC}.?securityContext.?runAsNonRoot.orValue(true) == false` }),
    ...exceptInUserNamespaces({
      each: 'container',
      violates: `${celEffective('runAsNonRoot', 'false')} == false`,
      missing: '!c.?securityContext.?runAsNonRoot.hasValue()',
    }),
  ],
  reads: { fields: ['containers[*].securityContext.runAsNonRoot', 'spec.hostUsers', 'spec.securityContext.runAsNonRoot'] },
  checks: [
    { since: 0, check },
    { since: 35, check: (pod, context) => pod.hasUserNamespace ? undefined : check(pod, context) },
  ],
  overrideUnsafe: (pod, context) => {
    for (const securityContext of replaceableContexts(pod, context.notes)) {
      if (securityContext.runAsNonRoot === false) {
        securityContext.runAsNonRoot = true;
      }
    }
  },
  filling: [
    {
      each: 'pod',
      when: `!${SPEC}.?securityContext.?runAsNonRoot.hasValue() && !variables.containers.exists(c, `
        + `!c.?securityContext.?runAsNonRoot.hasValue() && (${STAYS_ROOT}))`,
      path: 'securityContext/runAsNonRoot',
      value: 'true',
    },
    {
      each: 'container',
      when: `!c.?securityContext.?runAsNonRoot.hasValue() && !${SPEC}.?securityContext.?runAsNonRoot.hasValue() && !(${STAYS_ROOT})`
        + ` && variables.containers.exists(c, !c.?securityContext.?runAsNonRoot.hasValue() && (${STAYS_ROOT}))`,
      path: 'securityContext/runAsNonRoot',
      value: 'true',
    },
  ],
  fixedWith: ['user-id'],
  // The fix reads uids.
  after: ['user-id'],
  fix: (pod, context) => {
    if (context.choices.identity.isRoot) {
      dropDefaults(pod);
      return;
    }
    const staysRoot = (container: ContainerView) => isRoot(container) || keepsRoot(container, context);
    // The kubelet does not start a container with `runAsNonRoot: true` and uid 0. So the pod gets no value if a container that stays root
    // would inherit it. The check reports such a container.
    if (!pod.containers.some((container) => isAbsent(container.securityContext.runAsNonRoot) && staysRoot(container))) {
      fillIn(childObject(pod.json, 'securityContext'), { runAsNonRoot: true });
    }
    for (const container of pod.containers) {
      // Hardened kinds write the value for each container, as cdk8s-plus does.
      const hasValue = context.notes.isNotHardenedKind && container.effective('runAsNonRoot') === true;
      if (pod.securityContext.runAsNonRoot !== false && !staysRoot(container) && !hasValue) {
        fillIn(childObject(container.json, 'securityContext'), { runAsNonRoot: true });
      }
    }
  },
};

/** Since 1.35, Pod Security allows everything in a user namespace. */
export function exceptInUserNamespaces(found: AdmissionCheck): readonly AdmissionCheck[] {
  return [{ ...found, before: 35 }, { ...found, since: 35, violates: `!(${IN_USER_NAMESPACE}) && ${found.violates}` }];
}

/**
 * Removes `runAsNonRoot: true`, unlike all other fixes, which only add values. cdk8s-plus writes it everywhere, and with it the kubelet
 * refuses root, even in a user namespace. The author requested root explicitly, so the value is not the author's choice.
 */
function dropDefaults(pod: PodView): void {
  for (const { securityContext } of [pod, ...pod.containers]) {
    if (securityContext.runAsNonRoot === true) {
      delete securityContext.runAsNonRoot;
    }
  }
}
