import { HardeningProps } from './hardening-props';

/**
 * Refuses identities that cannot be meant, when they are given.
 *
 * @throws where a single container is to have no ids, or root's; and where a further group is root's or no id
 */
export function checkIdentity(props: HardeningProps): void {
  for (const [container, runAs] of Object.entries(props.containerRunAs ?? {})) {
    const { user, isRoot } = runAs._toIdentity('');
    if (user === undefined || isRoot) {
      throw new Error(`containerRunAs of "${container}" must give ids of its own: RunAs.user(...) or RunAs.unique()`);
    }
  }
  for (const group of props.supplementalGroups ?? []) {
    if (!Number.isInteger(group) || group <= 0 || group > 2147483647) {
      throw new Error(`supplementalGroups holds ${group}: give whole numbers from 1 to 2147483647; 0 is root's`);
    }
  }
}
