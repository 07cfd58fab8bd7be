import { IConstruct } from 'constructs';
import { defaultsFor } from './defaults';
import { HardeningProps } from './hardening-props';
import { WritablePath } from './writable-path';
import { DEFAULT_POLICY, DEFAULT_SCRATCH, Policy } from '../controls/policy';
import { parseVersion } from '../manifest/version';

/**
 * The policy of a hardened workload: its own props, then the defaults of the scopes around it, then ours.
 *
 * @param props the workload's own props
 * @param paths its own writable paths, those added after construction too
 */
export function resolvePolicy(workload: IConstruct, props: HardeningProps, paths: readonly WritablePath[]): Policy {
  const defaults = defaultsFor(workload);
  const own = paths.map((path) => path._toScratch());
  const inherited = [DEFAULT_SCRATCH, ...(defaults.writablePaths ?? []).map((path) => path._toScratch())];
  return {
    kubernetesVersion: parseVersion(defaults.kubernetesVersion ?? 'latest'),
    identity: (props.runAs ?? defaults.runAs)?._toIdentity() ?? DEFAULT_POLICY.identity,
    scratch: [...inherited, ...own],
    limitEphemeralStorage: props.limitEphemeralStorage ?? defaults.limitEphemeralStorage ?? DEFAULT_POLICY.limitEphemeralStorage,
  };
}
