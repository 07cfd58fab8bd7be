import { ApiObject, Lazy } from 'cdk8s';
import { ServiceAccount, ServiceAccountProps } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { JsonObject } from '../../formats/manifest/json';
import { accountRule, PermissionOptions, ResourceVerb } from '../options/account-rule';

const RBAC = 'rbac.authorization.k8s.io';

/**
 * A `ServiceAccount` for one workload, with only the rights that you list, in its own namespace. Its token is not mounted automatically.
 * Set `serviceAccountToken` of the workload to mount one.
 *
 * Each right is a rule of one Role. Wildcards and rights on roles are not allowed. A right to read all Secrets or to create pods causes a
 * warning, such as `rbac-secrets`.
 *
 * @stability experimental
 * @exampleMetadata fixture=app
 * @example
 *
 * const account = new HardenedServiceAccount(chart, 'reader');
 * account.canRead('configmaps', { names: ['settings'] });
 */
export class HardenedServiceAccount extends ServiceAccount {
  private readonly rules: JsonObject[] = [];

  /**
   * @param scope parent construct
   * @param id id in that scope
   * @param props the props of `ServiceAccount`
   */
  constructor(scope: Construct, id: string, props: ServiceAccountProps = {}) {
    super(scope, id, props);
  }

  /**
   * Lets the account read objects: single objects by name (get) if you set names, else all objects (get, list, watch).
   *
   * @param resource the plural of a kind, such as `configmaps`
   * @param options names and the API group
   * @throws if the resource or an option is invalid, or its API group is not known
   */
  public canRead(resource: string, options: PermissionOptions = {}): void {
    const verbs = options?.names ? [ResourceVerb.GET] : [ResourceVerb.GET, ResourceVerb.LIST, ResourceVerb.WATCH];
    this.can(verbs, resource, options);
  }

  /**
   * Lets the account do something with objects.
   *
   * @param verbs the verbs that it may use
   * @param resource the plural of a kind, such as `leases`
   * @param options names and the API group
   * @throws if the resource, a verb or an option is invalid, its API group is not known, or names cannot limit a verb
   */
  public can(verbs: ResourceVerb[], resource: string, options: PermissionOptions = {}): void {
    const rule = accountRule(verbs, resource, options);
    if (this.rules.length === 0) {
      this.addRole();
    }
    this.rules.push(rule);
  }

  private addRole(): void {
    const { namespace } = this.metadata;
    const role = new ApiObject(this, 'Role', {
      apiVersion: `${RBAC}/v1`, kind: 'Role', metadata: { namespace }, rules: Lazy.any({ produce: () => this.rules }),
    });
    new ApiObject(this, 'RoleBinding', {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { namespace },
      roleRef: { apiGroup: RBAC, kind: 'Role', name: role.name },
      subjects: [{ kind: 'ServiceAccount', name: this.name, ...namespace !== undefined && { namespace } }],
    });
  }
}
