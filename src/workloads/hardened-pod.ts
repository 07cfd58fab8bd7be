import { Pod, PodProps } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { parentProps } from './parent-props';
import { HardeningProps } from '../options/hardening-props';
import { WritablePath } from '../options/writable-path';
import { WorkloadHardening } from '../synth/workload-hardening';

/** Properties of `HardenedPod`: those of the cdk8s-plus `Pod`, and how to harden it. */
export interface HardenedPodProps extends PodProps, HardeningProps {}

/**
 * A `Pod` that the Pod Security level "restricted" admits, with a read-only root filesystem and a place to write.
 *
 * It is hardened as a `HardenedDeployment` is.
 */
export class HardenedPod extends Pod {
  private readonly hardening: WorkloadHardening;

  /**
   * @param scope the construct to create it in
   * @param id its id there
   * @param props as for `Pod`, and how to harden it
   * @throws where a writable path is given twice, `runAs` contradicts `securityContext`, two Dockerfiles are for one container, or an
   * identity or a waiver cannot be meant
   */
  constructor(scope: Construct, id: string, props: HardenedPodProps = {}) {
    super(scope, id, parentProps(props));
    this.hardening = new WorkloadHardening(this, props);
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
}
