import { AbstractPodProps, FsGroupChangePolicy } from 'cdk8s-plus-28';
import { HardeningProps } from '../policy/hardening-props';

/**
 * The props for the cdk8s-plus parent of a hardened workload. cdk8s-plus writes `fsGroupChangePolicy: Always` where its
 * user wrote nothing, and once it stands in the JSON nobody can tell whose choice it was; so the default is set here.
 *
 * @throws where `runAs` and `securityContext` name different ids
 */
export function parentProps<T extends AbstractPodProps & HardeningProps>(props: T): T {
  const identity = props.runAs?._toIdentity();
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
    throw new Error(`runAs gives ${field} ${ofRunAs} and securityContext.${field} gives ${ofContext}: leave one out`);
  }
}
