import { described } from './check-values';
import { HardeningProps } from './hardening-props';
import { SettingsByContainer } from './placed';
import { MAX_ID } from '../manifest/schema/shape';

/**
 * Refuses invalid identities when they are set.
 *
 * @throws if `runAs` of a container sets no ids, or root's; if root has no user namespace; and if a supplemental group is root's or not
 * a valid id
 */
export function checkIdentity(props: HardeningProps): void {
  checkContainerUsers(props.containerSettings);
  if (props.runAs?._toIdentity('').isRoot && props.userNamespace === false) {
    throw new Error('`runAs` is root, which needs a user namespace, and `userNamespace` is false: leave `userNamespace` out, or use another `runAs`');
  }
  for (const group of props.supplementalGroups ?? []) {
    if (!Number.isInteger(group) || group <= 0 || group > MAX_ID) {
      throw new Error(`supplementalGroups contains ${described(group)}: use whole numbers from 1 to ${MAX_ID}; 0 is root's group`);
    }
  }
}

/** @throws if `runAs` of a single container sets no ids, or root's */
export function checkContainerUsers(settings: SettingsByContainer = {}): void {
  for (const [container, { runAs }] of Object.entries(settings)) {
    const identity = runAs?._toIdentity('');
    if (identity && (identity.user === undefined || identity.isRoot)) {
      throw new Error(`containerSettings.${container}.runAs must set ids: use RunAs.user(...) or RunAs.unique()`);
    }
  }
}
