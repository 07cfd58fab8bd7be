export const CASE_FORMATS = ['text', 'junit'] as const;

/** The command line of `policies test`. */
export interface PolicyCaseOptions {
  readonly admissionPolicies: readonly string[];
  readonly config?: string;
  readonly format: typeof CASE_FORMATS[number];
  readonly output?: string;
}
