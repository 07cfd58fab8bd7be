import { HardeningProps } from './hardening-props';
import { WritablePath } from './writable-path';
import { DEFAULT_POLICY, DEFAULT_SCRATCH, Policy } from '../controls/policy';

/**
 * The policy that a workload's props come to.
 *
 * @param props the workload's own props
 * @param paths its writable paths, those added after construction too
 */
export function resolvePolicy(props: HardeningProps, paths: readonly WritablePath[]): Policy {
  const scratch = paths.map((path) => path._toScratch());
  const hasOwnTmp = scratch.some(({ path, container }) => path === DEFAULT_SCRATCH.path && container === undefined);
  return {
    ...DEFAULT_POLICY,
    identity: props.runAs?._toIdentity() ?? DEFAULT_POLICY.identity,
    scratch: hasOwnTmp ? scratch : [DEFAULT_SCRATCH, ...scratch],
    limitEphemeralStorage: props.limitEphemeralStorage ?? DEFAULT_POLICY.limitEphemeralStorage,
  };
}
