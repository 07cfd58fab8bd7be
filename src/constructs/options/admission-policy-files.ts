import { requireValue, textSuchAs } from './check-values';

/**
 * Files with ValidatingAdmissionPolicies of your team. Each validation is a control of the gate: see docs/how-to/own-policies.md.
 *
 * @stability experimental
 * @exampleMetadata fixture=app
 * @example
 *
 * Hardening.of(app).enforce({ admissionPolicies: AdmissionPolicyFiles.fromPath('policies') });
 */
export class AdmissionPolicyFiles {
  /**
   * Names a file or a folder. `enforce` reads it.
   *
   * @param path path relative to the working directory
   */
  public static fromPath(path: string): AdmissionPolicyFiles {
    requireValue('the path of AdmissionPolicyFiles.fromPath', path, textSuchAs('policies'));
    return new AdmissionPolicyFiles(path);
  }

  /** @param path path, as passed to `fromPath` */
  private constructor(public readonly path: string) {}

  /** @internal */
  public _toFiles(): readonly { readonly path: string }[] {
    return [{ path: this.path }];
  }
}
