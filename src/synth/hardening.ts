import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { addGate, objectsBelow } from './gate';
import { toHardeningFinding } from './hardening-finding';
import { FailOn, HardeningFinding, ReportOptions } from './judging';
import { SynthSession } from './session';
import { grantListedWaivers, grantWaiver } from './waiving';
import { Severity } from '../controls/control';
import { Profile, profileOf } from '../engine/profile';
import { parseVersion } from '../manifest/version';
import { checkContainerUsers } from '../options/check-identity';
import { checkDefaults } from '../options/check-options';
import { defaultsFor, setDefaults } from '../options/defaults';
import { HardeningDefaults } from '../options/hardening-defaults';
import { HardeningProfile } from '../options/hardening-profile';
import { placedOptions } from '../options/placed';
import { Platform } from '../options/platform';
import { checkControlId } from '../waivers/check-waiver';
import { Waiver } from '../waivers/waiver';

/** How a scope is enforced. */
export interface EnforceOptions extends ReportOptions {
  /**
   * What fails the synthesis. What does not is told on stderr.
   *
   * @default FailOn.ERROR
   */
  readonly failOn?: FailOn;

  /**
   * Whether the synthesis fails, too, where an object holds pods, or settings of pods, that no control evaluates, such as the
   * values of a chart or a custom resource of an unknown kind. A waiver accepts what you reviewed by hand.
   *
   * @default false
   */
  readonly failOnUnevaluated?: boolean;
}

/** A waiver that is made on a scope for objects below it. */
export interface ScopedWaiver extends Waiver {
  /**
   * The workloads or objects that it is for, each a construct that stands for one Kubernetes object. Nothing else below the
   * scope is covered, now or later.
   *
   * @default - the scope itself, which must then stand for one object
   */
  readonly targets?: IConstruct[];
}

/** All that can be said to a part of the construct tree: an App, a Chart, or any construct. */
export class Hardening {
  /**
   * All that can be said to one part of the tree.
   *
   * @param scope an App, a Chart, or any construct
   */
  public static of(scope: IConstruct): Hardening {
    return new Hardening(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Judges every object below the scope when the app synthesises, as the JSON that will be applied: whatever made it
   * (cdk8s-plus of any version, `Include`, `Helm`, a bare `ApiObject`), whenever it was added, and with all patches. All
   * findings of the app come in one error. It changes nothing. Hardened workloads are judged by the profile `hardened`
   * without it; this adds to that. The profile, version and platform are those of this scope and the scopes around it: an inner scope
   * can add a gate, and cannot loosen this one.
   *
   * @param options profile, Kubernetes version, and what fails
   * @throws where the version is none
   */
  public enforce(options: EnforceOptions = {}): void {
    // Read now: whoever changes the options later, to use them for another scope, must not loosen this gate.
    const { profile: level, kubernetesVersion, failOn, failOnUnevaluated } = options;
    checkOptions({ profile: level, kubernetesVersion });
    checkOneOf('failOn', failOn, FailOn);
    addGate(this.scope, () => {
      const profile = profileFor(this.scope, { profile: level, kubernetesVersion });
      const { platform } = defaultsFor(this.scope);
      return {
        profile,
        failOn: SEVERITIES[failOn ?? FailOn.ERROR],
        failOnUnevaluated,
        platform,
        kubernetesVersion: profile.version,
      };
    });
  }

  /**
   * Makes an exception from one control for objects below the scope. It is written into their YAML as the annotation
   * `cdk8s-hardened/waivers`.
   *
   * @param waiver what is accepted, why, and for which objects
   * @throws where no control has the id, the reason says nothing, the date is none, or a target is not one object below the scope
   */
  public addWaiver(waiver: ScopedWaiver): void {
    const { targets = [this.scope], ...rest } = waiver;
    grantWaiver(this.scope, rest, targets.map((target) => this.objectOf(target)));
  }

  /**
   * Makes the exceptions that a waiver file lists, and sets its limits on waivers: the file that `cdk8s-hardened audit --waivers
   * file --waiver-file FILE` reads. Its format is described in docs/waivers.md.
   *
   * @param path of the file, YAML or JSON
   * @throws naming the file, and the line or the entry that is wrong
   */
  public addWaiversFromFile(path: string): void {
    grantListedWaivers(this.scope, path);
  }

  /**
   * Sets defaults for everything below the scope. You can call it again: what a later call leaves out stays.
   *
   * @param values the defaults
   * @throws if a default is misspelled or not of its type, the Kubernetes version is unknown, no control has an id, a writable path is in a
   * PVC, or `now` is set on another scope than the root
   */
  public addDefaults(values: HardeningDefaults): void {
    checkDefaults(values);
    checkOptions(values);
    checkOneOf('platform', values.platform, Platform);
    values.neverWaive?.forEach(checkControlId);
    checkWaiverLimits(values);
    checkClock(this.scope, values);
    checkPaths(values);
    checkContainerUsers(values.containerSettings);
    setDefaults(this.scope, values);
    SynthSession.of(this.scope).forget();
  }

  /**
   * Judges every object below the scope as it is now. Nothing fails.
   *
   * @param options profile and Kubernetes version
   * @returns all findings, the waived ones too
   */
  public report(options: ReportOptions = {}): HardeningFinding[] {
    checkOptions(options);
    return objectsBelow(this.scope).flatMap((object) => object.evaluateBy(profileFor(object.owner, options))
      .map((finding) => toHardeningFinding(finding, object)));
  }

  private objectOf(target: IConstruct): ApiObject {
    if (!target.node.scopes.includes(this.scope)) {
      throw new Error(`"${target.node.path}" does not lie in "${this.scope.node.path}": make the waiver on a scope that holds it`);
    }
    if (!ApiObject.isApiObject(target) && !target.node.defaultChild) {
      throw new Error(`"${target.node.path}" stands for no single object: name the workloads that the waiver is for as targets`);
    }
    return ApiObject.of(target);
  }
}

const SEVERITIES: { readonly [failOn in FailOn]: Severity | undefined } = {
  [FailOn.ERROR]: 'error',
  [FailOn.WARNING]: 'warning',
  [FailOn.NEVER]: undefined,
};

/** Options that are not given are those of the defaults of a scope. */
function profileFor(scope: IConstruct, options: ReportOptions): Profile {
  const defaults = defaultsFor(scope);
  const version = options.kubernetesVersion ?? defaults.kubernetesVersion ?? 'latest';
  return profileOf(options.profile ?? defaults.profile ?? HardeningProfile.HARDENED, parseVersion(version));
}

function checkOptions({ profile, kubernetesVersion }: ReportOptions): void {
  parseVersion(kubernetesVersion ?? 'latest');
  checkOneOf('profile', profile, HardeningProfile);
}

/** Whoever comes from JavaScript can write anything, and a gate that does not know its profile would let everything pass. */
function checkOneOf(field: string, value: string | undefined, values: { readonly [name: string]: string }): void {
  if (value !== undefined && !Object.values(values).includes(value)) {
    throw new Error(`${field} ${JSON.stringify(value)} is none of ${Object.values(values).map((known) => `"${known}"`).join(', ')}`);
  }
}

function checkWaiverLimits({ maxWaiverDays, now }: HardeningDefaults): void {
  if (maxWaiverDays !== undefined && !(Number.isInteger(maxWaiverDays) && maxWaiverDays > 0)) {
    throw new Error(`maxWaiverDays is ${maxWaiverDays}: give a whole number of days, 1 or more`);
  }
  if (now !== undefined && Number.isNaN(now.getTime())) {
    throw new Error('`now` is not a valid date: pass a Date such as new Date(\'2026-01-31\')');
  }
}

/** A clock of an inner scope would make expired waivers valid again, and give others more days than an outer scope allows. */
function checkClock(scope: IConstruct, { now }: HardeningDefaults): void {
  if (now !== undefined && scope.node.scope) {
    throw new Error(`\`now\` cannot be set on "${scope.node.path}": set it on the root, with Hardening.of(app)`);
  }
}

/** A PVC belongs to one workload: workloads that never named it must not get its groups and waivers. */
function checkPaths({ writablePaths = [], containerSettings }: HardeningDefaults): void {
  const persistent = [...writablePaths, ...placedOptions(containerSettings).writablePaths].find(({ isPersistent }) => isPersistent);
  if (persistent) {
    throw new Error(`writable path "${persistent.path}" is in a PVC and cannot be a default: declare it in the workloads that use the PVC`);
  }
}
