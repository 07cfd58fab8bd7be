import { AppArmorProfile } from '../settings/settings';

/**
 * An AppArmor profile for a pod. A kubelet refuses a pod that names one, the runtime's own included, on a node without
 * AppArmor; where AppArmor is on, the runtime's own profile applies without being named.
 */
export class AppArmor {
  /** The profile of the container runtime. */
  public static runtimeDefault(): AppArmor {
    return new AppArmor({ type: 'RuntimeDefault' });
  }

  /**
   * A profile that is loaded on every node.
   *
   * @param name of the profile on the nodes
   * @throws where the name is empty
   */
  public static localhost(name: string): AppArmor {
    if (!name) {
      throw new Error('the AppArmor profile has no name: give that of a profile that is loaded on every node');
    }
    return new AppArmor({ type: 'Localhost', localhostProfile: name });
  }

  private constructor(private readonly profile: AppArmorProfile) {}

  /**
   * The profile as the engine takes it.
   *
   * @internal
   */
  public _toProfile(): AppArmorProfile {
    return this.profile;
  }
}
