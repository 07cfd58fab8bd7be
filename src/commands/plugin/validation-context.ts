/**
 * What cdk8s-cli passes to a plugin, as far as it is used. jsii cannot name its types, since the package has no `.jsii`.
 * https://github.com/cdk8s-team/cdk8s-cli/blob/2.x/src/plugins/validation.ts
 */
export interface ValidationContext {
  /** Paths of the manifests that this synthesis wrote. */
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: Violation): void;
    submit(status: 'success' | 'failure', metadata?: { readonly [key: string]: string }): void;
  };
}

export interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly ViolatingResource[];
}

export interface ViolatingResource {
  /** Name of the object: cdk8s-cli looks up the path of its construct by that. */
  readonly resourceName: string;
  readonly locations: readonly string[];
  readonly manifestPath: string;
}
