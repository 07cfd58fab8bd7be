import { fillingControls } from './fill-ins';
import { kyvernoPolicies } from './kyverno-policy';
import { mutatingAdmissionPolicies, MUTATING_SINCE } from './mutating-policy';
import { PlannedPolicy, SYSTEM_NAMESPACE } from './plan';
import { beyondPodSecurity, podSecurityNamespaces } from './pod-security';
import { leftControls } from './policy-checks';
import { PolicyTarget } from './targets';
import { VALIDATING_SINCE, validatingAdmissionPolicies } from './validating-policy';
import { leftText, policyWaivers } from './waivers';
import { OptionError } from '../../formats/language/option-error';
import { isDnsLabel } from '../../formats/manifest/dns-label';
import { JsonObject } from '../../formats/manifest/json';
import { formatVersion } from '../../formats/manifest/version';

export interface Policies {
  /** The objects in the order in which they are applied. */
  readonly objects: readonly JsonObject[];
  /** The controls that the objects do not check, a line each. */
  readonly leftControls: readonly string[];
  /** The waivers that they do not honor, a line each. */
  readonly leftWaivers: readonly string[];
}

/**
 * The objects by which a cluster applies a profile.
 *
 * @param namespaces the namespaces that get labels, for the target `psa`
 * @throws Error if the plan cannot be carried out, with the necessary change
 */
export function policiesFor(plan: PlannedPolicy, target: PolicyTarget, namespaces: readonly string[] = []): Policies {
  checkPlan(plan, target, namespaces);
  switch (target) {
    case 'vap': return {
      objects: [...validatingAdmissionPolicies(plan), ...plan.fillIns.length > 0 ? mutatingAdmissionPolicies(plan) : []],
      ...leftOf(plan),
    };
    case 'kyverno': return { objects: kyvernoPolicies(plan), ...leftOf(plan) };
    case 'psa': return {
      objects: podSecurityNamespaces(plan, namespaces),
      leftControls: controlTexts(beyondPodSecurity(plan)),
      leftWaivers: plan.waivers.length > 0 ? ['waivers: labels have no exceptions'] : [],
    };
  }
}

function leftOf(plan: PlannedPolicy): Omit<Policies, 'objects'> {
  return { leftControls: controlTexts(leftControls(plan)), leftWaivers: policyWaivers(plan).left.map(leftText) };
}

function controlTexts(controls: ReturnType<typeof leftControls>): readonly string[] {
  return controls.map(({ control, because }) => `${control.id}: ${because}`);
}

/** A name that fits into a DNS label with a suffix. */
const NAME = /^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/;

type Request = PlannedPolicy & { readonly target: PolicyTarget; readonly namespaces: readonly string[] };

/** The possible problems of a plan, with their messages. */
const PROBLEMS: readonly ((request: Request) => string | false | undefined)[] = [
  ({ name }) => !NAME.test(name)
    && `${JSON.stringify(name)} is not a name for policies: write up to 40 of a-z, 0-9 and "-", such as cdk8s-hardened`,
  ({ exemptNamespaces, namespaces }) => {
    const wrong = [...exemptNamespaces, ...namespaces].find((namespace) => !isDnsLabel(namespace));
    return wrong !== undefined && `${JSON.stringify(wrong)} is not a namespace: write a name of a-z, 0-9 and "-"`;
  },
  ({ namespaces }) => namespaces.includes(SYSTEM_NAMESPACE)
    && `policies never apply to the namespace ${SYSTEM_NAMESPACE}, whose pods need settings that they refuse: leave it out`,
  ({ fillIns }) => {
    const known = fillingControls('hardened').map(({ id }) => id);
    const unknown = fillIns.find((id) => !known.includes(id));
    return unknown !== undefined && `policies cannot fill in for the control ${JSON.stringify(unknown)}: name one of ${known.join(', ')}`;
  },
  ({ target, version }) => target === 'vap' && version < VALIDATING_SINCE
    && `a ValidatingAdmissionPolicy needs Kubernetes ${formatVersion(VALIDATING_SINCE)}, and not `
      + `${formatVersion(version)}: use kyverno or psa for older clusters`,
  ({ target, version, fillIns }) => target === 'vap' && fillIns.length > 0 && version < MUTATING_SINCE
    && `a MutatingAdmissionPolicy needs Kubernetes ${formatVersion(MUTATING_SINCE)}, and not ${formatVersion(version)}: `
      + 'fill in by Kyverno, or in the manifests with the command harden',
  ({ target, namespaces }) => target === 'psa' && namespaces.length === 0
    && 'Pod Security labels are on namespaces: name these with --label-namespace',
  ({ target, namespaces }) => target !== 'psa' && namespaces.length > 0
    && 'only Pod Security labels are on single namespaces: exempt namespaces instead',
  ({ target, exemptNamespaces }) => target === 'psa' && exemptNamespaces.some((namespace) => namespace !== SYSTEM_NAMESPACE)
    && 'Pod Security labels are only on the namespaces that you name: leave the others out instead of exempting them',
  ({ target, fillIns }) => target === 'psa' && fillIns.length > 0 && 'Pod Security labels cannot fill in settings: use vap or kyverno',
  ({ target, level }) => target === 'psa' && level === 'hardened'
    && 'Pod Security has no stricter level than pss-restricted: use that profile for psa',
  ({ target, action, warningAction, fillIns }) => action === 'off' && (warningAction === 'off' || target === 'psa') && fillIns.length === 0
    && 'the actions for errors and for warnings are off, so there is nothing to write',
];

function checkPlan(plan: PlannedPolicy, target: PolicyTarget, namespaces: readonly string[]): void {
  for (const problemOf of PROBLEMS) {
    const problem = problemOf({ ...plan, target, namespaces });
    if (problem) {
      throw new OptionError(problem);
    }
  }
}
