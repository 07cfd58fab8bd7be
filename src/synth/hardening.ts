import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checkConstruct, checkEnforce, checkPath, checkReport, checkScope, checkTargets } from './check-scope';
import { addGate, objectsBelow } from './gate';
import { HardeningReport } from './hardening-report';
import { EnforceOptions, FailOn, ReportOptions } from './report-options';
import { SynthSession } from './session';
import { grantListedWaivers, grantTargetedWaivers, grantWaiver, waiverFindings } from './waiving';
import { Severity } from '../controls/check';
import { Profile, profileOf } from '../engine/profile';
import { parseVersion } from '../manifest/version';
import { checkDefaults } from '../options/check-options';
import { defaultsFor, setDefaults } from '../options/defaults';
import { HardeningDefaults, SetDefaultsOptions } from '../options/hardening-defaults';
import { HardeningProfile } from '../options/hardening-profile';
import { Waiver, WaiverTarget } from '../settings/waiver';
import { toWaiver } from '../waivers/check-waiver';
import { parseTarget } from '../waivers/target';

/** A waiver for objects below a scope. */
export interface ScopedWaiver extends Waiver {
  /**
   * The workloads or objects that it covers. Each construct must be or contain one Kubernetes object. The waiver covers nothing else
   * below the scope, now or later.
   *
   * @default - the scope itself, which must then be or contain one object
   */
  readonly targets?: IConstruct[];

  /**
   * The one object below the scope that it covers, by kind and name. Use it for objects without a construct, such as those of a Helm
   * chart. Set either `target` or `targets`.
   *
   * @default - `targets`
   */
  readonly target?: WaiverTarget;
}

/** Hardens, enforces and reports on a part of the construct tree: an App, a Chart, or any other construct. */
export class Hardening {
  /**
   * The hardening of a part of the construct tree.
   *
   * @param scope an App, a Chart, or any other construct
   */
  public static of(scope: IConstruct): Hardening {
    checkConstruct(scope);
    return new Hardening(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Evaluates every object below the scope when the app synthesizes, as the JSON that will be applied, with all patches: objects of
   * cdk8s-plus of any version, `Include`, `Helm` and plain `ApiObject`s, whenever they were added. The synthesis fails with one error
   * that lists all findings of the app. It changes no object.
   *
   * Profile, version and platform are those of this scope and of the scopes around it. An inner scope can add another gate, and cannot
   * loosen this one. Hardened workloads always pass the profile `hardened`, even without a gate.
   *
   * @param options profile, Kubernetes version, and what fails
   * @throws if an option is misspelled or invalid
   */
  public enforce(options: EnforceOptions = {}): void {
    checkEnforce(options);
    // Read now: if the caller changes the object later, for another scope, this gate must not change.
    const { profile: level, kubernetesVersion, failOn, failOnUnevaluated } = options;
    addGate(this.scope, () => {
      const profile = profileFor(this.scope, { profile: level, kubernetesVersion });
      const { platform } = defaultsFor(this.scope);
      return {
        scope: this.scope,
        profile,
        failOn: SEVERITIES[failOn ?? FailOn.ERROR],
        failOnUnevaluated,
        platform,
        kubernetesVersion: profile.version,
      };
    });
  }

  /**
   * Waives a control for objects below the scope. The waiver is written into their YAML as the annotation `cdk8s-hardened/waivers`.
   *
   * @param waiver the accepted finding, the reason, and the objects
   * @throws if the control is unknown or cannot be waived, the reason is too short, the date is invalid, or a target is not one object
   * below the scope
   */
  public addWaiver(waiver: ScopedWaiver): void {
    checkTargets(waiver);
    const { targets, target, ...rest } = waiver;
    if (target) {
      if (targets) {
        throw new Error(`waiver of "${waiver.control}" has both \`target\` and \`targets\`: remove one of them`);
      }
      grantTargetedWaivers(this.scope, [{ waiver: toWaiver(rest), target: parseTarget(target) }]);
      return;
    }
    grantWaiver(this.scope, rest, (targets ?? [this.scope]).map((each) => this.objectOf(each)));
  }

  /**
   * Adds the waivers of a waiver file and sets its limits on waivers. `cdk8s-hardened audit --waivers file --waiver-file FILE` reads the
   * same file. docs/waivers.md describes its format.
   *
   * @param path path of the file, YAML or JSON
   * @throws naming the file, and the line or the entry that is wrong
   */
  public addWaiversFromFile(path: string): void {
    checkPath(path);
    grantListedWaivers(this.scope, path);
  }

  /**
   * Sets defaults for everything below the scope.
   *
   * @param values the defaults
   * @param options whether they replace the earlier ones
   * @throws if a default is misspelled or not of its type, the Kubernetes version or a control id is unknown, a writable path is in
   * a PVC, a severity cannot be changed, or `now` is set on another scope than the root
   */
  // Two parameters: jsii refuses `setX` with one, because Java would take it for the setter of a property.
  public setDefaults(values: HardeningDefaults, options: SetDefaultsOptions = {}): void {
    checkDefaults(values, options);
    checkScope(this.scope, values);
    setDefaults(this.scope, values, options.replace);
    SynthSession.of(this.scope).forget();
  }

  /**
   * Evaluates every object below the scope as it is now. Nothing fails.
   *
   * @param options profile and Kubernetes version
   * @returns all findings, waived ones too
   * @throws if an option is misspelled or invalid
   */
  public report(options: ReportOptions = {}): HardeningReport {
    checkReport(options);
    const objects = objectsBelow(this.scope);
    return HardeningReport._of([
      ...objects.flatMap((object) => object.evaluateBy(profileFor(object.owner, options))),
      ...waiverFindings(this.scope),
    ]);
  }

  private objectOf(target: IConstruct): ApiObject {
    if (!target.node.scopes.includes(this.scope)) {
      throw new Error(`"${target.node.path}" is not below "${this.scope.node.path}": add the waiver to a scope that contains it`);
    }
    if (!ApiObject.isApiObject(target) && !target.node.defaultChild) {
      throw new Error(`"${target.node.path}" is not one Kubernetes object: list the objects in \`targets\`, or name one by kind and name in \`target\``);
    }
    return ApiObject.of(target);
  }
}

const SEVERITIES: { readonly [failOn in FailOn]: Severity | undefined } = {
  [FailOn.ERROR]: 'error',
  [FailOn.WARNING]: 'warning',
  [FailOn.NEVER]: undefined,
};

/** The defaults of a scope apply to options that are not set. */
function profileFor(scope: IConstruct, options: ReportOptions): Profile {
  const defaults = defaultsFor(scope);
  const version = options.kubernetesVersion ?? defaults.kubernetesVersion ?? 'latest';
  return profileOf(options.profile ?? defaults.profile ?? HardeningProfile.HARDENED, parseVersion(version));
}
