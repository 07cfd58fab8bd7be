/** The files of a report by format, as paths relative to the working directory. */
export interface ReportPaths {
  /**
   * For people.
   *
   * @default - not written
   */
  readonly text?: string;

  /**
   * For programs: schema/report.json describes it.
   *
   * @default - not written
   */
  readonly json?: string;

  /**
   * SARIF 2.1.0, for code scanning. Waived findings are left out, since GitHub opens alerts for them.
   *
   * @default - not written
   */
  readonly sarif?: string;

  /**
   * JUnit XML, for GitLab and Jenkins.
   *
   * @default - not written
   */
  readonly junit?: string;

  /**
   * For a comment on a pull request.
   *
   * @default - not written
   */
  readonly markdown?: string;

  /**
   * A self-contained page for a browser: the findings of each workload, with its YAML and the changes that hardening made.
   *
   * @default - not written
   */
  readonly html?: string;

  /**
   * Commands of GitHub Actions, which become annotations.
   *
   * @default - not written
   */
  readonly github?: string;

  /**
   * Code Quality of GitLab.
   *
   * @default - not written
   */
  readonly gitlab?: string;
}
