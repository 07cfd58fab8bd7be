import { HardeningProps } from './hardening-props';
import { MAX_ID } from '../manifest/schema/shape';

/**
 * Refuses identities that cannot be meant, when they are given.
 *
 * @throws where a single container is to have no ids, or root's; where root is to have no user namespace; and where a further group
 * is root's or no id
 */
export function checkIdentity(props: HardeningProps): void {
  for (const [container, runAs] of Object.entries(props.containerRunAs ?? {})) {
    const { user, isRoot } = runAs._toIdentity('');
    if (user === undefined || isRoot) {
      throw new Error(`containerRunAs of "${container}" must give ids of its own: RunAs.user(...) or RunAs.unique()`);
    }
  }
  if (props.runAs?._toIdentity('').isRoot && props.userNamespace === false) {
    throw new Error('userNamespace is false, and runAs gives root, who must have one: leave userNamespace out, or choose another runAs');
  }
  for (const group of props.supplementalGroups ?? []) {
    if (!Number.isInteger(group) || group <= 0 || group > MAX_ID) {
      throw new Error(`supplementalGroups holds ${group}: give whole numbers from 1 to ${MAX_ID}; 0 is root's`);
    }
  }
}
