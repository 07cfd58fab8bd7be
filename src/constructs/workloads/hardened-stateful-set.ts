import { k8s, StatefulSet, StatefulSetProps, Workload } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { completeConnections } from './complete-connections';
import { parentProps } from './parent-props';
import { VolumeClaimTemplate } from './volume-claim-template';
import { CLAIMS, checkClaims, claimDeclarations, splitClaims, withClaims } from './volume-claim-templates';
import { HardeningProps } from '../options/hardening-props';
import { namingConstruct } from '../options/name-construct';
import { WritablePath } from '../options/writable-path';
import { WorkloadHardening } from '../synth/workload-hardening';

/** Properties of `HardenedStatefulSet`: the props of the cdk8s-plus `StatefulSet`, its volume claim templates, and options to harden it. */
export interface HardenedStatefulSetProps extends StatefulSetProps, HardeningProps {
  /**
   * Persistent storage for each pod. Kubernetes does not allow changing it on an existing StatefulSet.
   *
   * @default - none
   */
  readonly volumeClaimTemplates?: VolumeClaimTemplate[];
}

/**
 * A `StatefulSet` whose pods meet the Pod Security level "restricted", with a read-only root filesystem and writable paths.
 *
 * `HardenedDeployment` describes how hardening works.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * new HardenedStatefulSet(chart, 'db', {
 *   service: new Service(chart, 'db-service', { ports: [{ port: 5432 }] }),
 *   containers: [{ name: 'db', image: 'postgres:18', portNumber: 5432 }],
 *   volumeClaimTemplates: [{ name: 'data', size: Size.gibibytes(10), mounts: [{ path: '/var/lib/postgresql' }] }],
 * });
 */
export class HardenedStatefulSet extends StatefulSet {
  private readonly hardening: WorkloadHardening;
  private readonly claims: readonly VolumeClaimTemplate[];

  /**
   * @param scope parent construct
   * @param id id in that scope
   * @param props the props of `StatefulSet`, its volume claim templates, and options to harden it
   * @throws if an option is misspelled or has the wrong type, an identity or waiver is invalid, `runAs` contradicts `securityContext`, or a
   * writable path is declared twice; if a volume claim template is declared twice, has no size or no mount, or has an invalid name or mount
   * path
   */
  constructor(scope: Construct, id: string, props: HardenedStatefulSetProps) {
    const checked = parentProps(scope, id, props, CLAIMS);
    const { ours, ofParent } = splitClaims(checked.volumeClaimTemplates);
    super(scope, id, { ...checked, volumeClaimTemplates: ofParent } as StatefulSetProps);
    this.claims = namingConstruct(this, undefined, () => checkClaims(ours));
    this.hardening = new WorkloadHardening(this, props, claimDeclarations(this.claims));
    completeConnections(this, () => this.hardening.isolate());
  }

  /**
   * Makes one more path writable.
   *
   * @param path the path
   * @param container name of the only container that may write it, or every container if undefined
   * @throws if the path is already declared for the same containers, another path takes ownership of the same PVC, or the reason to take
   * ownership is too short
   */
  public addWritablePath(path: WritablePath, container?: string): void {
    this.hardening.addWritablePath(path, container);
  }

  /**
   * The spec of the pod. From 31 on, cdk8s-plus drops all volumes of a StatefulSet without templates of its own.
   *
   * @internal
   */
  public _toPodSpec(): k8s.PodSpec {
    const { volumeClaimTemplates } = this as { volumeClaimTemplates?: unknown };
    return volumeClaimTemplates ? super._toPodSpec() : Workload.prototype._toPodSpec.call(this);
  }

  /**
   * The spec of the StatefulSet.
   *
   * @internal
   */
  public _toKube(): k8s.StatefulSetSpec {
    return withClaims(super._toKube(), this.claims);
  }
}
