import { DaemonSet, DaemonSetProps } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { completeConnections } from './complete-connections';
import { parentProps } from './parent-props';
import { HardeningProps } from '../options/hardening-props';
import { WritablePath } from '../options/writable-path';
import { WorkloadHardening } from '../synth/workload-hardening';

/** Properties of `HardenedDaemonSet`: the props of the cdk8s-plus `DaemonSet`, and options to harden it. */
export interface HardenedDaemonSetProps extends DaemonSetProps, HardeningProps {}

/**
 * A `DaemonSet` whose pods meet the Pod Security level "restricted", with a read-only root filesystem and writable paths.
 *
 * `HardenedDeployment` describes how hardening works.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * new HardenedDaemonSet(chart, 'node-exporter', {
 *   containers: [{ image: 'registry.example.com/infra/exporter:1.9.1', portNumber: 9100 }],
 * });
 */
export class HardenedDaemonSet extends DaemonSet {
  private readonly hardening: WorkloadHardening;

  /**
   * @param scope parent construct
   * @param id id in that scope
   * @param props the props of `DaemonSet`, and options to harden it
   * @throws if an option is misspelled or has the wrong type, an identity or waiver is invalid, `runAs` contradicts `securityContext`, or a
   * writable path is declared twice
   */
  constructor(scope: Construct, id: string, props: HardenedDaemonSetProps = {}) {
    super(scope, id, parentProps(scope, id, props));
    this.hardening = new WorkloadHardening(this, props);
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
}
