import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { hookTree } from './hook';
import { Synthesis } from './synthesis';
import { Outcome, SynthesizedObject } from './synthesized-object';
import { grantWaiver } from './waiving';
import { Policy } from '../controls/policy';
import { JsonObject } from '../manifest/json';
import { ambiguousDockerfiles, checkDockerfiles } from '../policy/check-dockerfiles';
import { contradictedContainers } from '../policy/check-identity';
import { checkOwnership, ownershipWaivers } from '../policy/claim-ownership';
import { unknownContainers } from '../policy/container-names';
import { contradictedPresets } from '../policy/contradicted-presets';
import { HardeningProps } from '../policy/hardening-props';
import { pathProblems } from '../policy/path-problems';
import { resolvePolicy } from '../policy/resolve';
import { uniqueIdProblems } from '../policy/unique-ids';
import { WritablePath } from '../policy/writable-path';
import { printable } from '../reports/printable';

const REPLACED = 'the object of this hardened workload was replaced by another one, which is not hardened: change it with ApiObject.addJsonPatch()';

/** What makes a cdk8s-plus workload a hardened one; each hardened kind has one of these. */
export class WorkloadHardening {
  private readonly writablePaths: WritablePath[] = [];

  constructor(private readonly workload: IConstruct, private readonly props: HardeningProps) {
    const apiObject = ApiObject.of(workload);
    checkDockerfiles(props.dockerfiles);
    props.writablePaths?.forEach((path) => this.addWritablePath(path));
    props.waivers?.forEach((waiver) => grantWaiver(workload, waiver, [apiObject]));
    hookTree(workload);
    Synthesis.of(workload).addCheck(workload, () => this.isReplaced(apiObject) ? [REPLACED] : []);
    SynthesizedObject.of(apiObject).hardenWith(
      () => resolvePolicy(workload, props, this.writablePaths),
      (outcome) => this.problems(outcome).map(printable),
    );
  }

  /** A child in the place of the object would leave under the name of a hardened workload. */
  private isReplaced(apiObject: ApiObject): boolean {
    const { defaultChild } = this.workload.node;
    return defaultChild !== undefined && defaultChild !== apiObject;
  }

  public addWritablePath(added: WritablePath): void {
    if (this.writablePaths.some(({ path, container }) => path === added.path && container === added.container)) {
      const owner = added.container === undefined ? 'every container' : `the container "${added.container}"`;
      throw new Error(`writable path "${added.path}" is given twice for ${owner}: leave one out`);
    }
    checkOwnership(added, this.writablePaths);
    this.writablePaths.push(added);
    ownershipWaivers(added).forEach((waiver) => grantWaiver(this.workload, waiver, [ApiObject.of(this.workload)], true));
  }

  /** Asked once a chart and once more, like all validations, and worked out once for each outcome. */
  private problems(outcome: Outcome): readonly string[] {
    return Synthesis.of(this.workload).once(outcome, () => this.problemsIn(outcome.manifest, outcome.policy!));
  }

  /** What is wrong with what the user said, where only the whole manifest shows it. */
  private problemsIn(manifest: JsonObject, policy: Policy): string[] {
    // Its own only: a path or a preset that a scope wants in a container of some name is for those workloads that have it.
    const own = { ...policy, scratch: this.writablePaths.map((path) => path._toScratch()) };
    return [
      ...unknownContainers(manifest, own, this.props.runtimes ?? []),
      ...pathProblems(manifest, policy, this.writablePaths),
      ...contradictedContainers(manifest, policy),
      ...uniqueIdProblems(this.workload, this.props, manifest),
      ...contradictedPresets(this.workload, this.props, manifest),
      ...ambiguousDockerfiles(manifest, this.props.dockerfiles),
    ];
  }
}
