import { HardeningProps } from './hardening-props';
import { placedOptions, SettingsByContainer } from './placed';
import { OptionError } from '../../formats/language/option-error';

/**
 * Refuses invalid identities when they are set.
 *
 * @throws if `runAs` of a container sets no ids or root's ids, or if root has no user namespace
 */
export function checkIdentity(props: HardeningProps): void {
  checkContainerUsers(props.containerSettings);
  if (props.runAs?._toIdentity('').isRoot && props.userNamespace === false) {
    throw new OptionError('`runAs` is root, which needs a user namespace, and `userNamespace` is '
      + 'false: leave `userNamespace` out, or use another `runAs`');
  }
}

/** @throws if `runAs` of a single container sets no ids or root's ids */
export function checkContainerUsers(settings: SettingsByContainer = {}): void {
  for (const [container, runAs] of Object.entries(placedOptions(settings).runAs)) {
    const identity = runAs._toIdentity('');
    if (identity.user === undefined || identity.isRoot) {
      throw new OptionError(`containerSettings.${container}.runAs must set ids: use RunAs.user(...) or RunAs.unique()`);
    }
  }
}
