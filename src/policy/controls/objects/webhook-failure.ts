import { alternatives } from '../../../formats/language/alternatives';
import { asArray, asObject, asString, isAbsent, JsonObject, Path } from '../../../formats/manifest/json';
import { objectName } from '../../../formats/manifest/workload';
import { Found, Violation } from '../check';
import { ObjectControl } from '../control';
import { both, everyEntry, listOf } from '../violations';

/** The names of webhooks that guard pods or images contain these words. */
const GUARDS = alternatives([
  /gatekeeper/, // validation.gatekeeper.sh
  /kyverno/, // validate.kyverno.svc-fail
  /kubewarden/, // policies.kubewarden.io
  /opa-/, // opa-validating-webhook
  /polic(?:y|ies)/, // policy.sigstore.dev
  /admission-control/, // admission-control.example.com
  /validate-image/, // validate-image-tag
  /image-(?:policy|verif)/, // image-policy-webhook
  /cosign/, // cosigned.example.com
  /sigstore/, // webhook.sigstore.dev
  /connaisseur/, // connaisseur-webhook
  /notation/, // notation-validation
  /ratify/, // ratify-mutation-provider
  /portieris/, // portieris.cloud.ibm.com
  /pod-security/, // pod-security-webhook.kubernetes.io
  /neuvector/, // neuvector-validating-admission-webhook
  /datree/, // webhook-datree
  /jspolicy/, // jspolicy-validating
  /trivy/, // trivy-webhook
  /stackrox/, // policyeval.stackrox.io
  /sysdig/, // sysdig-admission-controller
  /aqua-/, // aqua-enforcer
  /prisma/, // prisma-cloud-defender
  /falco/, // falco-admission
], 'i');

/** The label with the name of a namespace. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';
/** Another webhook of Gatekeeper decides which namespaces may have this label. */
const GUARDED_LABEL = 'admission.gatekeeper.sh/ignore';
const SYSTEM = /^(?:kube-system|kube-public|kube-node-lease)$/;

export const webhookFailure: ObjectControl = {
  id: 'webhook-failure',
  title: 'Security webhooks that check all namespaces and fail closed',
  level: 'hardened',
  risk: 'medium',
  why: 'An attacker who stops the webhook, slows it down, or sets a label on a namespace can bypass it, so that unsafe pods are admitted '
    + 'without a check.',
  remedy: 'write `failurePolicy: Fail`, and run two replicas of the server with a PodDisruptionBudget',
  spec: {
    rules: [
      {
        fields: ['webhooks[*].failurePolicy of a ValidatingWebhookConfiguration or MutatingWebhookConfiguration that guards security'],
        allowed: 'Fail, undefined',
      },
      {
        fields: ['webhooks[*].namespaceSelector of the same'],
        allowed: 'selectors for all namespaces, except kube-system, kube-public, kube-node-lease '
          + `and the namespace of the webhook, by ${NAMESPACE_NAME}`,
      },
    ],
    notes: ['The control recognizes a security webhook by its name, or by the name of its configuration or Service: Gatekeeper, Kyverno, '
      + 'Kubewarden, Sigstore, Connaisseur, Ratify and others. The default configuration may be more open than the policies need. Waive it '
      + 'if the cluster has another check.'],
    sources: [
      'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
      'https://open-policy-agent.github.io/gatekeeper/website/docs/failing-closed/',
      'https://github.com/kubernetes/sig-security/blob/main/sig-security-docs/papers/admission-control/kubernetes-admission-control-threat-model.md',
    ],
  },
  kinds: ['admissionregistration.k8s.io/ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/MutatingWebhookConfiguration'],
  checkObject: (configuration) => listOf(everyEntry(asArray(configuration.webhooks), (webhook, index) =>
    inWebhook(configuration, asObject(webhook), ['webhooks', index]))),
};

function inWebhook(configuration: JsonObject, webhook: JsonObject, path: Path): Found {
  const service = asObject(asObject(webhook.clientConfig).service);
  const names = [webhook.name, service.name].map((name) => asString(name) ?? '');
  if (![objectName(configuration), ...names].some((name) => GUARDS.test(name)) || !looksAtPods(webhook)) {
    return undefined;
  }
  const ignores: Violation | undefined = webhook.failurePolicy === 'Ignore'
    ? {
      path: [...path, 'failurePolicy'],
      value: 'Ignore',
      allowKey: `${names[0]}: Ignore`,
      detail: 'if the webhook does not answer, objects are admitted '
        + `${configuration.kind === 'MutatingWebhookConfiguration' ? 'without its changes' : 'without its check'}`,
    } : undefined;
  const scope: Scope = { own: asString(service.namespace), name: names[0] };
  return both(ignores, exempted(asObject(webhook.namespaceSelector), scope, [...path, 'namespaceSelector']));
}

interface Scope {
  /** The namespace of the webhook's server. */
  readonly own: string | undefined;
  readonly name: string;
}

/** Whether a webhook is called for new pods. A webhook for its own custom resources protects nothing else. */
function looksAtPods({ rules }: JsonObject): boolean {
  return asArray(rules).map(asObject).some(({ apiGroups, resources }) =>
    asArray(resources).some((resource) => resource === '*' || resource === '*/*' || resource === 'pods')
    && asArray(apiGroups).some((group) => group === '' || group === '*'));
}

function exempted({ matchLabels, matchExpressions }: JsonObject, { own, name }: Scope, path: Path): Found {
  const labels = Object.keys(asObject(matchLabels));
  const chosen: Violation | undefined = labels.length > 0
    ? {
      ...exemption('only namespaces with these labels are checked', name, labels.join(', ')),
      path: [...path, 'matchLabels'],
      value: matchLabels,
    } : undefined;
  return both(chosen, everyEntry(asArray(matchExpressions), (expression, index) => {
    const { key, operator, values } = asObject(expression);
    const detail = uncheckedBy(asObject(expression), own);
    return detail === undefined || isAbsent(operator) ? undefined
      : {
        ...exemption(detail, name, `${String(key)} ${String(operator)} ${asArray(values).join(', ')}`),
        path: [...path, 'matchExpressions', index],
        value: expression,
      };
  }));
}

function uncheckedBy({ key, operator, values }: JsonObject, own: string | undefined): string | undefined {
  if (key === GUARDED_LABEL) {
    return undefined;
  }
  if (key !== NAMESPACE_NAME) {
    return 'a user who can label a namespace can exempt its pods from the check';
  }
  return operator === 'In' ? 'only these namespaces are checked' : othersThanSystem(values, own);
}

function othersThanSystem(values: unknown, own: string | undefined): string | undefined {
  const others = asArray(values).filter((value) => value !== own && !SYSTEM.test(String(value)));
  return others.length === 0 ? undefined : `pods of ${others.join(', ')} are not checked`;
}

function exemption(detail: string, name: string, selector: string): Pick<Violation, 'allowKey' | 'detail' | 'remedy'> {
  return {
    detail,
    allowKey: `${name}: ${selector}`,
    remedy: `select by \`${NAMESPACE_NAME}\`, which nobody can change, and exclude only system namespaces and the namespace of the webhook`,
  };
}
