import { AbstractPodProps, FsGroupChangePolicy } from 'cdk8s-plus-28';
import { checkIdentity } from '../options/check-identity';
import { HardeningProps } from '../options/hardening-props';

/**
 * The props for the cdk8s-plus parent of a hardened workload. cdk8s-plus writes `fsGroupChangePolicy: Always` where its
 * user wrote nothing, and once it stands in the JSON nobody can tell whose choice it was; so the default is set here.
 *
 * @throws where `runAs` and `securityContext` name different ids, or an identity cannot be meant
 */
export function parentProps<T extends AbstractPodProps & HardeningProps>(props: T): T {
  checkIdentity(props);
  const identity = props.runAs?._toIdentity('');
  contradict('user', identity?.user, props.securityContext?.user);
  contradict('group', identity?.group, props.securityContext?.group);
  return {
    ...props,
    securityContext: {
      ...props.securityContext,
      fsGroupChangePolicy: props.securityContext?.fsGroupChangePolicy ?? FsGroupChangePolicy.ON_ROOT_MISMATCH,
    },
  };
}

function contradict(field: string, ofRunAs: number | undefined, ofContext: number | undefined): void {
  if (ofRunAs !== undefined && ofContext !== undefined && ofRunAs !== ofContext) {
    throw new Error(`securityContext.${field} is ${ofContext}, and runAs gives another ${field}: leave one out`);
  }
}
