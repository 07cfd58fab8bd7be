import { alternatives } from '../../../../formats/language/alternatives';
import { sequence } from '../../../../formats/language/sequence';
import { CatalogedCause } from '../../cause';
import { demandFix } from '../../remedies/policy-demands';

/** The longest quote of a message, because policies print whole objects. */
const LONGEST = 300;

/** Reasons for no answer, and their fixes: the first match wins. */
const REASONS: readonly (readonly [reason: RegExp, what: (place: string, webhook: string) => string])[] = [
  [
    /service "[^"]*" not found|namespaces? "[^"]*" not found/,
    (place, webhook) => `install ${place} again, which does not exist; or, if its program was uninstalled, remove the configuration of the `
      + `webhook ${webhook} that was left (\`kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations\`)`,
  ],
  [
    /x509|certificate/i,
    (place, webhook) => `renew the certificate of ${place}, or the \`caBundle\` in the configuration `
      + `of the webhook ${webhook}: they do not match`,
  ],
  [/connection refused|no endpoints available/i, (place) => `look at the pods behind ${place}: none is ready, so nothing listens there`],
  [
    /deadline exceeded|timeout|no route to host|unreachable/i,
    (place) => `let the API server reach ${place}: a firewall, a NetworkPolicy or the network of `
      + 'the nodes blocks the port of its pods, or they are too slow',
  ],
];

/** Policies, webhooks and rights that decide about a request. */
export const ADMISSION: readonly CatalogedCause[] = [
  {
    id: 'policy-parameters-missing',
    title: 'the parameters of a ValidatingAdmissionPolicy are missing',
    why: 'A policy in the cluster has a binding that refers to a ConfigMap or another object for its parameters, and refuses '
      + 'every request while that object is missing. If the object exists, the API server has lost it: Kubernetes stops watching '
      + 'parameters of core types, such as ConfigMaps, as soon as no binding uses them, and watches them again only after a restart of '
      + 'the API server. Policies of cdk8s-hardened have no parameters and never cause this error.',
    signs: [{
      in: 'refusal',
      text: sequence([
        /(?:ValidatingAdmissionPolicy '(?<policy>[^']+)'.*)?failed to configure binding: /,
        /no params found for policy binding with `?Deny`? parameterNotFoundAction/,
      ], 's'),
      weight: 102,
    }],
    fix: ({ facts: { policy } }) => ({
      do: 'create the object in `spec.paramRef` of the binding (`kubectl get validatingadmissionpolicybindings --output '
        + `yaml\`), or ask the owner of ${policy === undefined ? 'the policy' : `the policy ${policy}`} to do so. If the object `
        + 'exists, restart the API servers. The policies that `npx cdk8s-hardened policies` writes have no parameters',
    }),
    example: {
      source: 'refusal',
      text: "pods \"web\" is forbidden: ValidatingAdmissionPolicy 'pods.example.com' with binding 'pods.example.com' denied request: "
        + 'failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction',
    },
  },
  {
    id: 'admission-policy',
    title: 'a policy of the cluster refuses the object',
    why: 'An admission webhook (Kyverno, Gatekeeper and others) or a '
      + 'ValidatingAdmissionPolicy refuses it, and explains the reason in its own words.',
    signs: [{
      in: 'refusal',
      text: alternatives([
        // admission webhook "validate.kyverno.svc-fail" denied the request: no root
        /admission webhook "(?<webhook>[^"]+)" denied the request:? ?(?<what>.*)/,
        // ValidatingAdmissionPolicy 'hardened' with binding 'hardened' denied request: no root
        /ValidatingAdmissionPolicy '(?<policy>[^']+)'.*denied request: (?<words>.*)/,
      ], 's'),
    }],
    fix: (found) => {
      const { webhook, policy, what, words } = found.facts;
      const message = (what ?? words ?? '').trim();
      const demand = demandFix(found, message);
      const source = `${webhook ?? policy} says: ${message.slice(0, LONGEST)}`;
      return {
        ...demand,
        do: demand
          ? `${demand.do}. ${source}`
          : `do what ${source}; \`npx cdk8s-hardened audit FILE\` finds what most such policies require`,
      };
    },
    example: { source: 'refusal', text: 'admission webhook "validate.kyverno.svc-fail" denied the request: resource Pod/x was blocked' },
  },
  {
    id: 'webhook-unreachable',
    title: 'an admission webhook does not answer',
    why: 'The API server calls the webhook before it creates the object. If the webhook does not answer, the API server refuses the '
      + 'object.',
    signs: [{
      in: 'refusal',
      text: /failed calling webhook "(?<webhook>[^"]+)"(?:.*?\bhttps:\/\/(?<service>[\w-]+)\.(?<namespace>[\w-]+)\.svc\b)?/s,
    }],
    fix: ({ facts: { webhook, service, namespace }, line }) => {
      const place = service === undefined ? 'the service behind it' : `the Service ${namespace}/${service}`;
      const words = line.text.replace(/https:\S+/g, ' ');
      const [, what] = REASONS.find(([reason]) => reason.test(words)) ?? [];
      return {
        do: what
          ? what(place, webhook!)
          : `find out why ${place} does not answer the webhook ${webhook}: look at its pods, its certificate and its NetworkPolicies`,
      };
    },
    example: { source: 'refusal', text: 'Internal error occurred: failed calling webhook "x.example.com": Post "https://policies.shop.svc:443/": context deadline exceeded' },
  },
  {
    id: 'request-forbidden',
    title: 'the user or service account does not have the permission',
    why: 'No Role or ClusterRole that is bound to it allows the request.',
    signs: [{ in: 'refusal', text: /User "(?<user>[^"]+)" cannot (?<verb>\w+) resource "(?<resource>[^"]+)"/ }],
    fix: ({ facts }) => ({ do: `bind a Role to ${facts.user} that allows ${facts.verb} on ${facts.resource}, or use another user` }),
    example: {
      source: 'refusal',
      text: 'pods is forbidden: User "jane" cannot create resource "pods" in API group "" in the namespace "shop"',
    },
  },
];
