import { HardenOptions } from './options';
import { InputError } from '../../../formats/manifest/input-error';
import { ClusterObjects } from '../../../policy/network/cluster-objects';
import { PlatformName } from '../../../policy/settings/target';
import { InputFacts } from '../../../tasks/audit/facts';
import { policyProposal } from '../../../tasks/audit/proposed-policies';
import { checkKeeps } from '../check-keeps';
import { Io, log } from '../io';
import { writeWholeFile } from '../output';

/** The part of a run for `--network-policies`: a file of policies for pods that no policy isolates. */
export class Proposal {
  private readonly objects = new ClusterObjects();
  /** The facts of the run, which see all objects. */
  public readonly facts: InputFacts;
  private readonly path: string | undefined;

  /** @throws InputError if the run must write nothing */
  constructor({ networkPolicies, check, diff }: HardenOptions) {
    this.path = networkPolicies;
    this.facts = new InputFacts(networkPolicies === undefined ? undefined : (object, place) => this.objects.add(object, place));
    if (networkPolicies !== undefined && (check || diff)) {
      throw new InputError(`--network-policies writes a file, and ${check ? '--check' : '--diff'} must not: remove one of them`);
    }
  }

  /** @throws InputError if the file is one of the inputs: what a user has changed in it would be lost */
  public checkKeeps(inputs: readonly string[]): void {
    checkKeeps('--network-policies', [this.path], inputs);
  }

  public write(platform: PlatformName, io: Io): void {
    if (this.path !== undefined) {
      const { text, remarks } = policyProposal(this.objects, platform);
      if (text !== undefined) {
        writeWholeFile({ path: this.path }, text);
      }
      remarks.forEach((line) => log(io, `${this.path}: ${line}`));
    }
  }
}
