/** The format of a report. The command line also has `rdjson`, which needs the lines of manifest files. */
export enum ReportFormat {
  /**
   * For people.
   *
   * @stability experimental
   */
  TEXT = 'text',
  /** For programs: schema/report.json describes it. */
  JSON = 'json',
  /** SARIF 2.1.0, for code scanning. */
  SARIF = 'sarif',
  /**
   * JUnit XML, for GitLab and Jenkins.
   *
   * @stability experimental
   */
  JUNIT = 'junit',
  /**
   * For a comment on a pull request.
   *
   * @stability experimental
   */
  MARKDOWN = 'markdown',
  /**
   * A self-contained page for a browser.
   *
   * @stability experimental
   */
  HTML = 'html',
  /**
   * Commands of GitHub Actions, which become annotations.
   *
   * @stability experimental
   */
  GITHUB = 'github',
  /**
   * Code Quality of GitLab.
   *
   * @stability experimental
   */
  GITLAB = 'gitlab',
  /**
   * PolicyReport objects of wgpolicyk8s.io, for dashboards.
   *
   * @stability experimental
   */
  POLICY_REPORT = 'policyreport',
  /**
   * Report objects of openreports.io, for dashboards.
   *
   * @stability experimental
   */
  OPEN_REPORTS = 'openreports',
}

/** A report that `App.synth` writes. */
export interface ReportFile {
  /** The format. */
  readonly format: ReportFormat;

  /** Path of the file, relative to the working directory. */
  readonly path: string;
}
