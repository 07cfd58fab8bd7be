import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { asObject, JsonObject } from '../../formats/manifest/json';
import { parseVersion } from '../../formats/manifest/version';
import { HardeningProfile } from '../../policy/settings/hardening-profile';
import { SuggestedWaiver } from '../../policy/settings/waiver';
import { parseWaiver, TargetedWaiver } from '../../policy/waivers/waiver-file';
import { completePlan } from '../../tasks/admission/complete-plan';
import { PlannedPolicy } from '../../tasks/admission/plan';
import { policiesFor } from '../../tasks/admission/policies';
import { checkLimits } from '../../tasks/admission/waiver-limits';
import { AdmissionAction, AdmissionPoliciesProps, AdmissionTarget } from '../options/admission-options';
import { checkOptions, ExpectedOptions, listOption, memberOf, textSuchAs } from '../options/check-values';
import { defaultsFor, waiverRulesFor } from '../options/defaults';
import { Platform } from '../options/platform';

const texts = (example: string) => listOption(textSuchAs(example), () => `write a list such as ["${example}"]`);

const PROPS: ExpectedOptions<AdmissionPoliciesProps> = {
  profile: memberOf('HardeningProfile', HardeningProfile),
  target: memberOf('AdmissionTarget', AdmissionTarget),
  action: memberOf('AdmissionAction', AdmissionAction),
  warningAction: memberOf('AdmissionAction', AdmissionAction),
  kubernetesVersion: textSuchAs('1.34'),
  platform: memberOf('Platform', Platform),
  exemptNamespaces: texts('monitoring'),
  waivers: { accepts: Array.isArray, remedy: () => 'write a list of waivers, each with a target' },
  fillIns: texts('seccomp-profile-restricted'),
  policyName: textSuchAs('cdk8s-hardened'),
};

/**
 * Policies for a cluster, so that it admits only objects that the controls of a profile allow, no matter who applies them. The controls are
 * the same as in this library, written in CEL. They apply to pods, debug containers and the workloads of Kubernetes, in every namespace
 * except kube-system.
 *
 * @stability experimental
 * @exampleMetadata fixture=app
 * @example
 *
 * new AdmissionPolicies(chart, 'policies', { action: AdmissionAction.WARN, exemptNamespaces: ['monitoring'] });
 */
export class AdmissionPolicies extends Construct {
  /** The gaps of the policies: the id of a control or a waiver, and the reason why the policies do not check it. */
  public readonly notChecked: string[];

  /**
   * @param scope parent construct
   * @param id id in that scope
   * @param props the controls, and how the cluster treats violations
   * @throws if an option is misspelled or has the wrong type, or a policy cannot implement an option
   */
  constructor(scope: Construct, id: string, props: AdmissionPoliciesProps = {}) {
    super(scope, id);
    checkOptions('AdmissionPolicies', props, PROPS);
    const { target = AdmissionTarget.VALIDATING_ADMISSION_POLICY } = props;
    const { objects, leftControls, leftWaivers } = policiesFor(planOf(this, props), target);
    this.notChecked = [...leftControls, ...leftWaivers];
    objects.forEach((object) => addObject(this, object));
  }
}

function planOf(scope: Construct, props: AdmissionPoliciesProps): PlannedPolicy {
  const defaults = defaultsFor(scope);
  const { profile: level = HardeningProfile.PSS_RESTRICTED, action = AdmissionAction.AUDIT, fillIns = [], waivers = [] } = props;
  const targeted = waivers.map(toTargeted);
  checkLimits(targeted, waiverRulesFor(scope));
  const { kubernetesVersion = 'latest', platform = Platform.KUBERNETES } = { ...defaults, ...named(props) };
  return completePlan({
    level,
    version: parseVersion(kubernetesVersion),
    platform,
    severities: Object.fromEntries(Object.entries(defaults.controls ?? {})
      .map(([control, { severity }]) => [control, severity])) as PlannedPolicy['severities'],
    name: props.policyName ?? 'cdk8s-hardened',
    action,
    warningAction: props.warningAction,
    exemptNamespaces: props.exemptNamespaces ?? [],
    waivers: targeted,
    fillIns,
  });
}

/** jsii passes omitted fields as undefined. */
function toTargeted(waiver: SuggestedWaiver, index: number): TargetedWaiver {
  return parseWaiver(JSON.parse(JSON.stringify(waiver ?? null)), index);
}

function named({ kubernetesVersion, platform }: AdmissionPoliciesProps): Pick<AdmissionPoliciesProps, 'kubernetesVersion' | 'platform'> {
  return { ...kubernetesVersion !== undefined && { kubernetesVersion }, ...platform !== undefined && { platform } };
}

function addObject(scope: Construct, object: JsonObject): void {
  const { kind, metadata } = object;
  const { name, namespace } = asObject(metadata);
  const apiObject = new ApiObject(scope, `${String(kind)}-${String(name)}`, object as any);
  if (namespace === undefined && apiObject.metadata.namespace !== undefined) {
    apiObject.addJsonPatch(JsonPatch.remove('/metadata/namespace')); // The Chart sets it, but policies are not in a namespace.
  }
}
