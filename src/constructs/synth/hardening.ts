import { IConstruct } from 'constructs';
import { apiObjectOf } from './api-objects';
import { applySettings } from './apply';
import { checkConstruct, checkEnforce, checkPath, checkReport, checkScope, checkTargets } from './check-scope';
import { enforce } from './enforce';
import { HardeningReport } from './hardening-report';
import { isolateScope } from './isolate-network';
import { reportAfterSynth, reportOf } from './report-of';
import { EnforceOptions, ReportOptions } from './report-options';
import { SynthSession } from './session';
import { waivedObject } from './waived-object';
import { forTarget, grantListedWaivers, grantSelectingWaivers, grantWaiver } from './waiving';
import { OptionError } from '../../formats/language/option-error';
import { toWaiver } from '../../policy/waivers/check-waiver';
import { waiverName } from '../../policy/waivers/coverage';
import { parseTarget } from '../../policy/waivers/target';
import { ApplyOptions } from '../options/apply-options';
import { checkApply, checkSharedPaths } from '../options/check-apply';
import { checkDefaults } from '../options/check-options';
import { setDefaults } from '../options/defaults';
import { HardeningDefaults, SetDefaultsOptions } from '../options/hardening-defaults';
import { checkSharedUser } from '../options/root-group';
import { ScopedWaiver } from '../options/scoped-waiver';

/**
 * Hardens, enforces and reports on a part of the construct tree: an App, a Chart, or any other construct.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * Hardening.of(app).setDefaults({ platform: Platform.OPENSHIFT });
 * Hardening.of(app).apply();
 * Hardening.of(app).enforce({ profile: HardeningProfile.PSS_RESTRICTED });
 */
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
   * When the app synthesizes, evaluates every object below the scope as the JSON that will be applied, with all patches: objects of
   * cdk8s-plus of any version, `Include`, `Helm` and plain `ApiObject`s, whenever they were added. The synthesis fails with one error that
   * lists all findings of the app. `enforce` does not change objects.
   *
   * Options that you omit come from the defaults of this scope and of the scopes around it. An inner scope can add another gate but cannot
   * loosen this one. Hardened workloads always pass the profile `hardened`, even without a gate.
   *
   * @param options the profile, the Kubernetes version, and the findings that fail
   * @throws if an option is misspelled or invalid, or the baseline or the settings file cannot be read
   */
  public enforce(options: EnforceOptions = {}): void {
    checkEnforce(options);
    enforce(this.scope, options);
  }

  /**
   * Hardens every workload below the scope that is not of a hardened kind, in the JSON that will be applied: workloads of `Include`,
   * `Helm`, plain `ApiObject`s and cdk8s-plus of any version, and items of lists, whenever they were added. It fills in the values that the
   * profile requires. The author's own values stay, unless you set `overrideUnsafe`. When the app synthesizes, remaining findings are
   * printed as warnings. They make synthesis fail only under `enforce`. `report().changes` lists the changes, `report().missingUsers` the
   * unknown users.
   *
   * An inner scope decides each setting for the objects below it, except that the strictest profile wins.
   *
   * @param options profile, users, paths, and settings of single workloads
   * @throws if an option is misspelled or invalid, a control is unknown, a waiver is invalid, or a path for all workloads is in a PVC
   */
  public apply(options: ApplyOptions = {}): void {
    checkApply(options);
    const { waivers = [], ...settings } = options;
    const apiObject = apiObjectOf(this.scope);
    if (!apiObject) {
      checkSharedPaths(settings);
      checkSharedUser(settings.runAs, 'set it in `workloads`, for the workloads that need it');
    }
    waivers.forEach((waiver) => this.addWaiver(waiver));
    applySettings(this.scope, settings, apiObject);
  }

  /**
   * Isolates the network of every namespace that has pods below the scope. A NetworkPolicy for all pods of the namespace denies connections
   * to and from them, except to the DNS of the platform. Each workload of cdk8s-plus also gets its own policy, as with
   * `isolate: true`, unless it already has one. To allow more, use `connections`, `allowFrom` and `allowTo` of the
   * workloads. For workloads from YAML or Helm, add your own policy.
   */
  public isolateNetwork(): void {
    isolateScope(this.scope);
  }

  /**
   * Waives one control, several controls, or all findings of stricter profiles, for objects below the scope. If a waiver covers a finding,
   * it is written into the object's YAML as the annotation `cdk8s-hardened/waivers`. So something must evaluate the object: `enforce`,
   * `apply` or a hardened kind. A synthesis warns about a waiver if nothing evaluates its object, or if no profile in use has its control.
   *
   * @param waiver the accepted finding, the reason, and the objects
   * @throws if a control or the profile is unknown or cannot be waived, the reason is too short, the date is invalid, or a target is not
   * one object below the scope
   */
  public addWaiver(waiver: ScopedWaiver): void {
    checkTargets(waiver);
    const { targets, target, ...rest } = waiver;
    const checked = toWaiver(rest);
    if (target) {
      if (targets) {
        throw new OptionError(`${waiverName(rest)} has both \`target\` and \`targets\`: remove one of them`);
      }
      grantSelectingWaivers(this.scope, [forTarget({ waiver: checked, target: parseTarget(target) })]);
      return;
    }
    grantWaiver(this.scope, rest, (targets ?? [this.scope]).map((each) => waivedObject(this.scope, each)));
  }

  /**
   * Adds the waivers of a waiver file and sets its limits on waivers. `cdk8s-hardened audit --waiver-file FILE` reads the
   * same file. docs/how-to/waivers.md describes its format.
   *
   * @param path path of the file, YAML or JSON
   * @throws with the file, and the line or entry of the error
   */
  public addWaiversFromFile(path: string): void {
    checkPath(path);
    grantListedWaivers(this.scope, path);
  }

  /**
   * Sets defaults for everything below the scope.
   *
   * @param values the defaults
   * @param options whether they replace the earlier defaults
   * @throws if a default is misspelled or has the wrong type, the Kubernetes version or a control id is unknown, a writable path is in a
   * PVC, a severity cannot be changed, two reports have the same file, or `now` is set on a scope other than the root
   */
  // Two parameters: jsii refuses `setX` with one parameter, because it looks like the setter of a property in Java.
  public setDefaults(values: HardeningDefaults, options: SetDefaultsOptions = {}): void {
    checkDefaults(values, options);
    checkScope(this.scope, values);
    setDefaults(this.scope, values, options.replace);
    SynthSession.of(this.scope).forget();
    if (values.reports) {
      reportAfterSynth(this.scope);
    }
  }

  /**
   * Evaluates every object below the scope in its current state. Findings do not cause an error.
   *
   * @param options profile and Kubernetes version
   * @returns all findings, including waived ones, the changes by hardening, and the unknown users
   * @throws if an option is misspelled or invalid
   */
  public report(options: ReportOptions = {}): HardeningReport {
    checkReport(options);
    return reportOf(this.scope, options);
  }
}
