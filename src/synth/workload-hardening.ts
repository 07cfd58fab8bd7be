import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { hookTree } from './hook';
import { SynthSession } from './session';
import { Outcome, SynthesizedObject } from './synthesized-object';
import { grantWaiver } from './waiving';
import { JsonObject } from '../manifest/json';
import { ambiguousDockerfiles, checkDockerfiles } from '../options/check-dockerfiles';
import { contradictedContainers } from '../options/check-identity';
import { checkOwnership, ownershipWaivers } from '../options/claim-ownership';
import { unknownContainers } from '../options/container-names';
import { contradictedPresets } from '../options/contradicted-presets';
import { HardeningProps } from '../options/hardening-props';
import { pathProblems } from '../options/path-problems';
import { resolveSettings } from '../options/resolve';
import { uniqueIdProblems } from '../options/unique-ids';
import { WritablePath } from '../options/writable-path';
import { printable } from '../reports/printable';
import { Settings } from '../settings/settings';

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
    SynthSession.of(workload).addCheck(workload, () => this.isReplaced(apiObject) ? [REPLACED] : []);
    SynthesizedObject.of(apiObject).hardenWith(
      () => resolveSettings(workload, props, this.writablePaths),
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
    return SynthSession.of(this.workload).once(outcome, () => this.problemsIn(outcome.manifest, outcome.settings!));
  }

  /** What is wrong with what the user said, where only the whole manifest shows it. */
  private problemsIn(manifest: JsonObject, settings: Settings): string[] {
    // Its own only: a path or a preset that a scope wants in a container of some name is for those workloads that have it.
    const own = { ...settings, writablePaths: this.writablePaths.map((path) => path._toSettings()) };
    return [
      ...unknownContainers(manifest, own, this.props.presets ?? []),
      ...pathProblems(manifest, settings, this.writablePaths),
      ...contradictedContainers(manifest, settings),
      ...uniqueIdProblems(this.workload, this.props, manifest),
      ...contradictedPresets(this.workload, this.props, manifest),
      ...ambiguousDockerfiles(manifest, this.props.dockerfiles),
    ];
  }
}
