import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { hookTree } from './hook';
import { SynthSession } from './session';
import { Outcome, SynthesizedObject } from './synthesized-object';
import { grantWaiver } from './waiving';
import { JsonObject } from '../manifest/json';
import { ambiguousDockerfiles } from '../options/check-dockerfiles';
import { contradictedContainers } from '../options/check-identity';
import { checkAddedPath } from '../options/check-options';
import { checkOwnership, ownershipWaivers } from '../options/claim-ownership';
import { unknownContainers } from '../options/container-names';
import { contradictedPresets } from '../options/contradicted-presets';
import { HardeningProps } from '../options/hardening-props';
import { pathProblems } from '../options/path-problems';
import { placedOptions } from '../options/placed';
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
    const { writablePaths = [], containerSettings } = props;
    [...writablePaths, ...placedOptions(containerSettings).writablePaths].forEach((path) => this.add(path));
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

  public addWritablePath(path: WritablePath, container?: string): void {
    checkAddedPath(path, container);
    this.add(path._in(container));
  }

  private add(added: WritablePath): void {
    const { path, container } = added._toSettings();
    if (this.writablePaths.map((other) => other._toSettings()).some((other) => path === other.path && container === other.container)) {
      const owner = container === undefined ? 'every container' : `the container "${container}"`;
      throw new Error(`writable path "${path}" is declared twice for ${owner}: leave one out`);
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
    return [
      // Its own only: what a scope sets for a container is for those workloads that have it.
      ...unknownContainers(manifest, this.props, this.writablePaths),
      ...pathProblems(manifest, settings, this.writablePaths),
      ...contradictedContainers(manifest, settings),
      ...uniqueIdProblems(this.workload, this.props, manifest),
      ...contradictedPresets(this.workload, this.props, manifest),
      ...ambiguousDockerfiles(manifest, this.props),
    ];
  }
}
