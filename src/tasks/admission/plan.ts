import { Action } from './targets';
import { MinorVersion } from '../../formats/manifest/version';
import { Level } from '../../policy/controls/control';
import { Severities } from '../../policy/settings/choices';
import { PlatformName } from '../../policy/settings/target';
import { TargetedWaiver } from '../../policy/waivers/waiver-file';

/** All that decides what policies check. */
export interface PlannedPolicy {
  readonly level: Level;
  readonly version: MinorVersion;
  readonly platform: PlatformName;
  /** Severities that differ from the catalog, by control id. */
  readonly severities: NonNullable<Severities | undefined>;
  /** The name of the policy, with which the names of all objects begin. */
  readonly name: string;
  /** The action for errors. */
  readonly action: Action;
  readonly warningAction: Action;
  /** Namespaces that the policies do not apply to, including `kube-system`. */
  readonly exemptNamespaces: readonly string[];
  readonly waivers: readonly TargetedWaiver[];
  /** Ids of the controls whose missing fields are filled in. */
  readonly fillIns: readonly string[];
}

/** The namespace that policies never apply to: without its pods a cluster cannot be repaired. */
export const SYSTEM_NAMESPACE = 'kube-system';
