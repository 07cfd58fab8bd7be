import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { SynthesizedObject } from './synthesized-object';
import { grantWaiver } from './waiving';
import { unknownContainers } from '../policy/container-names';
import { HardeningProps } from '../policy/hardening-props';
import { resolvePolicy } from '../policy/resolve';
import { WritablePath } from '../policy/writable-path';

/** What makes a cdk8s-plus workload a hardened one; each hardened kind has one of these. */
export class WorkloadHardening {
  private readonly writablePaths: WritablePath[] = [];

  constructor(workload: IConstruct, props: HardeningProps) {
    const apiObject = ApiObject.of(workload);
    props.writablePaths?.forEach((path) => this.addWritablePath(path));
    props.waivers?.forEach((waiver) => grantWaiver(workload, waiver, [apiObject]));
    const object = SynthesizedObject.of(apiObject);
    object.hardenWith(() => resolvePolicy(workload, props, this.writablePaths));
    workload.node.addValidation({
      validate: () => unknownContainers(object.judge().manifest, this.writablePaths.map((path) => path._toScratch())),
    });
  }

  public addWritablePath(added: WritablePath): void {
    if (this.writablePaths.some(({ path, container }) => path === added.path && container === added.container)) {
      const owner = added.container === undefined ? 'every container' : `the container "${added.container}"`;
      throw new Error(`writable path "${added.path}" is given twice for ${owner}: leave one out`);
    }
    this.writablePaths.push(added);
  }
}
