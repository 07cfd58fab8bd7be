import { AbstractPodProps, FsGroupChangePolicy } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { OptionError } from '../../formats/language/option-error';
import { allowedPeers } from '../options/allowed-peers';
import { checkIdentity } from '../options/check-identity';
import { checkProps } from '../options/check-options';
import { ExpectedOptions } from '../options/check-values';
import { HardeningProps } from '../options/hardening-props';
import { namingConstruct } from '../options/name-construct';

/**
 * The props for the cdk8s-plus parent of a hardened workload. They contain our default of `fsGroupChangePolicy`: without one, cdk8s-plus
 * writes `Always`, and the JSON does not show whether the author chose that.
 *
 * @param ofKind the values that the options of this kind of workload alone accept
 * @throws with the path of the construct, if an option is misspelled or has the wrong type, an identity is invalid, or `runAs` and
 * `securityContext` set different ids
 */
export function parentProps<T extends AbstractPodProps & HardeningProps>(
  scope: Construct, id: string, props: T, ofKind: Partial<ExpectedOptions<any>> = {},
): T {
  return namingConstruct(scope, id, () => checkedProps(props, ofKind));
}

function checkedProps<T extends AbstractPodProps & HardeningProps>(props: T, ofKind: Partial<ExpectedOptions<any>>): T {
  checkProps(props, ofKind);
  checkIdentity(props);
  const identity = props.runAs?._toIdentity('');
  contradict('user', identity?.user, props.securityContext?.user);
  contradict('group', identity?.group, props.securityContext?.group);
  allowedPeers(props);
  return {
    ...props,
    isolate: false, // Its policy blocks DNS, and scanners report a policy without rules. `WorkloadHardening` writes ours.
    securityContext: {
      ...props.securityContext,
      fsGroupChangePolicy: props.securityContext?.fsGroupChangePolicy ?? FsGroupChangePolicy.ON_ROOT_MISMATCH,
    },
  };
}

function contradict(field: string, ofRunAs: number | undefined, ofContext: number | undefined): void {
  if (ofRunAs !== undefined && ofContext !== undefined && ofRunAs !== ofContext) {
    throw new OptionError(`securityContext.${field} is ${ofContext}, and runAs sets ${ofRunAs}: leave one out`);
  }
}
