import { OptionError } from '../../formats/language/option-error';
import { AppArmorProfile } from '../../policy/settings/choices';

/**
 * An AppArmor profile for a pod. On a node without AppArmor, the kubelet refuses a pod that sets a profile, even the runtime's default. On
 * a node with AppArmor, the runtime's default applies anyway. Unless the pod selects its nodes, you get the warning `app-armor-nodes`.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * new HardenedDeployment(chart, 'web', {
 *   containers: [{ image: 'registry.example.com/shop/web:1.4.2' }],
 *   appArmor: AppArmor.runtimeDefault(),
 * });
 */
export class AppArmor {
  /** The default profile of the container runtime. */
  public static runtimeDefault(): AppArmor {
    return new AppArmor({ type: 'RuntimeDefault' });
  }

  /**
   * A profile that is loaded on every node.
   *
   * @param name name of the profile on the nodes
   * @throws if the name is empty
   */
  public static localhost(name: string): AppArmor {
    if (typeof name !== 'string' || name === '') {
      throw new OptionError('the AppArmor profile has no name: use the name of a profile that is loaded on every node');
    }
    return new AppArmor({ type: 'Localhost', localhostProfile: name });
  }

  private constructor(private readonly profile: AppArmorProfile) {}

  /**
   * The profile as plain data.
   *
   * @internal
   */
  public _toProfile(): AppArmorProfile {
    return this.profile;
  }
}
