import { Deployment, DeploymentProps } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { completeConnections } from './complete-connections';
import { parentProps } from './parent-props';
import { HardeningProps } from '../options/hardening-props';
import { WritablePath } from '../options/writable-path';
import { WorkloadHardening } from '../synth/workload-hardening';

/** Properties of `HardenedDeployment`: the props of the cdk8s-plus `Deployment`, and options to harden it. */
export interface HardenedDeploymentProps extends DeploymentProps, HardeningProps {}

/**
 * A `Deployment` whose pods meet the Pod Security level "restricted", with a read-only root filesystem and writable paths.
 *
 * It adds security to its parent and nothing else. It never overwrites your own settings. Synth fills in missing settings, also after JSON
 * patches and in containers that you attach late. If a setting is unsafe, synth fails with an error that names the construct, the container
 * and the field.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * new HardenedDeployment(chart, 'web', {
 *   containers: [{ image: 'registry.example.com/shop/web:1.4.2', portNumber: 8080 }],
 *   writablePaths: [WritablePath.fromEmptyDir('/var/cache/web')],
 * });
 */
export class HardenedDeployment extends Deployment {
  private readonly hardening: WorkloadHardening;

  /**
   * @param scope parent construct
   * @param id id in that scope
   * @param props the props of `Deployment`, and options to harden it
   * @throws if an option is misspelled or has the wrong type, an identity or waiver is invalid, `runAs` contradicts `securityContext`, or a
   * writable path is declared twice
   */
  constructor(scope: Construct, id: string, props: HardenedDeploymentProps = {}) {
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
