import { Collector, Fact } from './fact';
import { NamesByPlace } from './names-by-place';
import { JsonObject } from '../../formats/manifest/json';

/** The service accounts in the namespace of an object. */
export interface ServiceAccounts {
  /** Whether an account is known to mount no token. This decides for pods without their own setting. */
  readonly mountsNoToken: (name: string) => boolean;
  /** Whether an account is known to mount a token into pods without their own setting. */
  readonly mountsToken: (name: string) => boolean;
  /** Whether an account can be in the namespace. */
  readonly canExist: (name: string) => boolean;
}

class ServiceAccountCollector implements Collector<ServiceAccounts> {
  /** Names of accounts, with the property that they mount no token. */
  private readonly names = new NamesByPlace();

  public add(account: JsonObject, place: string): void {
    this.names.add(account, place, account.automountServiceAccountToken === false);
  }

  public at(place: string): ServiceAccounts {
    return {
      mountsNoToken: (name) => this.names.get(name, place) === true,
      mountsToken: (name) => this.names.get(name, place) === false,
      canExist: (name) => this.names.canHave(name, place),
    };
  }
}

export const serviceAccounts: Fact<ServiceAccounts> = {
  isIn: (kind) => kind === '/ServiceAccount',
  text: /\bServiceAccount\b/,
  collector: () => new ServiceAccountCollector(),
};
