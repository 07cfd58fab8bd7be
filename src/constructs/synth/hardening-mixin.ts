import { ApiObject } from 'cdk8s';
import { IConstruct, IMixin } from 'constructs';
import { apiObjectOf, ownerOf } from './api-objects';
import { applyOnce, copied, grantImpliedWaivers } from './apply';
import { hardenedObjectOf } from './synthesized-object';
import { grantWaiver } from './waiving';
import { OptionError } from '../../formats/language/option-error';
import { groupKind, WORKLOAD_KINDS } from '../../formats/manifest/workload';
import { Waiver } from '../../policy/settings/waiver';
import { toWaiver } from '../../policy/waivers/check-waiver';
import { HardeningOptions } from '../options/apply-options';
import { checkMixin } from '../options/check-apply';
import { AppliedSettings } from '../options/settings-for-object';

/**
 * Hardens single workloads, as `Hardening.of(workload).apply()` does: `new Deployment(...).with(new HardeningMixin())`. With the profile
 * `HARDENED`, a workload of cdk8s-plus becomes equal to its hardened kind.
 *
 * If you call `with` on a scope, it hardens the workloads that are below the scope at that time. `Hardening.of(scope).apply()` also hardens
 * workloads that are added later.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * new Deployment(chart, 'web', { containers: [{ image: 'registry.example.com/shop/web:1.4.2' }] })
 *   .with(new HardeningMixin({ runAs: RunAs.user(10001) }));
 */
export class HardeningMixin implements IMixin {
  private readonly settings: AppliedSettings;
  private readonly waivers: readonly Waiver[];

  /**
   * @param props how to harden workloads
   * @throws if an option is misspelled or has the wrong type, a control is unknown, or a waiver is invalid
   */
  constructor(props: HardeningOptions = {}) {
    checkMixin(props);
    const { waivers = [], ...settings } = props;
    this.waivers = structuredClone(waivers);
    this.waivers.forEach((waiver) => toWaiver(waiver));
    this.settings = copied(settings);
  }

  /**
   * Whether a construct is or contains one workload, or a list of objects, and is not of a hardened kind.
   *
   * @param construct any construct
   */
  public supports(construct: IConstruct): boolean {
    const apiObject = apiObjectOf(construct);
    return apiObject !== undefined && canCreatePods(apiObject) && !hardenedObjectOf(ownerOf(apiObject));
  }

  /**
   * Hardens a workload. A second call has no further effect.
   *
   * @param construct a workload
   * @throws if the construct is not a workload, or is of a hardened kind
   */
  public applyTo(construct: IConstruct): void {
    const apiObject = apiObjectOf(construct);
    if (!apiObject || !this.supports(construct)) {
      throw new OptionError(`"${construct.node.path}" cannot be hardened by a mixin: `
        + (apiObject && canCreatePods(apiObject)
          ? 'it is already a hardened workload'
          : 'it is not a workload; use Hardening.of(scope).apply() for all workloads below a scope'));
    }
    applyOnce(apiObject, this.settings);
    this.waivers.forEach((waiver) => grantWaiver(apiObject, waiver, [apiObject]));
    grantImpliedWaivers(apiObject, this.settings);
  }
}

function canCreatePods({ apiVersion, kind }: ApiObject): boolean {
  return WORKLOAD_KINDS.includes(groupKind({ apiVersion, kind })) || kind.endsWith('List');
}
