import { k8s, StatefulSet, StatefulSetProps } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { parentProps } from './parent-props';
import { VolumeClaimTemplate } from './volume-claim-template';
import { checkClaims, claimDeclarations, withClaims } from './volume-claim-templates';
import { HardeningProps } from '../options/hardening-props';
import { WritablePath } from '../options/writable-path';
import { WorkloadHardening } from '../synth/workload-hardening';

/** Properties of `HardenedStatefulSet`: those of the cdk8s-plus `StatefulSet`, its volume claims, and how to harden it. */
export interface HardenedStatefulSetProps extends StatefulSetProps, HardeningProps {
  /**
   * Storage that each pod has for itself, and that outlives it. Kubernetes lets nobody change it on a StatefulSet that exists.
   *
   * @default - none
   */
  readonly volumeClaimTemplates?: VolumeClaimTemplate[];
}

/**
 * A `StatefulSet` whose pods the Pod Security level "restricted" admits, with a read-only root filesystem and a place to write.
 *
 * It is hardened as a `HardenedDeployment` is.
 */
export class HardenedStatefulSet extends StatefulSet {
  private readonly hardening: WorkloadHardening;
  private readonly volumeClaimTemplates: readonly VolumeClaimTemplate[];

  /**
   * @param scope the construct to create it in
   * @param id its id there
   * @param props as for `StatefulSet`, its volume claims, and how to harden it
   * @throws where a writable path is given twice, `runAs` contradicts `securityContext`, two Dockerfiles are for one container, or an
   * identity or a waiver cannot be meant; where a volume claim
   * is given twice, has no size or no mount, or a name or mount path that Kubernetes or the container would not take
   */
  constructor(scope: Construct, id: string, props: HardenedStatefulSetProps) {
    super(scope, id, parentProps(props));
    this.volumeClaimTemplates = checkClaims(props.volumeClaimTemplates ?? []);
    this.hardening = new WorkloadHardening(this, props, claimDeclarations(this.volumeClaimTemplates));
  }

  /**
   * Makes one more path writable.
   *
   * @param path the path
   * @param container name of the only container that may write it; every container if undefined
   * @throws if the path is declared already for the same containers, or another path takes ownership of its PVC, or the reason for that
   * is too short
   */
  public addWritablePath(path: WritablePath, container?: string): void {
    this.hardening.addWritablePath(path, container);
  }

  /**
   * The spec of the StatefulSet.
   *
   * @internal
   */
  public _toKube(): k8s.StatefulSetSpec {
    return withClaims(super._toKube(), this.volumeClaimTemplates);
  }
}
