import { statSync } from 'fs';
import { AuditBaseline, auditBaseline } from './audit/baseline';
import { EmittedWaivers } from './audit/emitted-waivers';
import { HeldReports } from './audit/held-reports';
import { AuditCommandOptions, checkAuditOptions } from './audit/options';
import { WrittenWaivers } from './audit/written-waivers';
import { changedSince } from './changed-files';
import { keepsEvaluated, checkKeeps } from './check-keeps';
import { ofCluster, ClusterInputs, readClusterInputs } from './cluster/read-content';
import { EXIT_CODES, ExitCode } from './exit-code';
import { interruptibleBySignal } from './interruptible';
import { Io, log } from './io';
import { Progress, shareText } from './progress';
import { readInputs } from './render/read-inputs';
import { parseReport, Reports, WantedReport } from './reports';
import { checkEvaluated } from './selected-controls';
import { targetRules } from './target-options';
import { terminalStyle } from './terminal';
import { InputError, orInputError } from '../../formats/manifest/input-error';
import { slashed } from '../../formats/manifest/slashed';
import { formatVersion } from '../../formats/manifest/version';
import { HardeningConfig } from '../../policy/engine/plan';
import { readWaiverFile } from '../../policy/waivers/read-waiver-file';
import { WaiverFile } from '../../policy/waivers/waiver-file';
import { Audit } from '../../tasks/audit/audit';
import { AuditedPaths, auditPaths } from '../../tasks/audit/audit-paths';
import { evaluationOf, evaluationsBy } from '../../tasks/audit/evaluation';
import { isInput } from '../../tasks/audit/found-inputs';
import { Input } from '../../tasks/audit/input';
import { Note, noteLines, notesText } from '../../tasks/audit/note';
import { awaitedResultOf } from '../../tasks/audit/steps';
import { AuditWaivers } from '../../tasks/audit/waivers';
import type { FindingSources } from '../../tasks/fixes/finding-sources';
import { AuditHeader, AuditSummary } from '../../tasks/reports/audit';
import { FailOn, failingCount } from '../../tasks/reports/fail-on';
import { Failing } from '../../tasks/reports/failing';
import { Finding } from '../../tasks/reports/finding';
import { reportedSubjects } from '../../tasks/reports/subject-rights';
import { countText } from '../../tasks/reports/text';
import { fileMatcher } from '../../tasks/settings-file/file-matcher';
import { withImageLock } from '../../tasks/settings-file/image-lock';
import { withOwnPolicies } from '../../tasks/settings-file/own-policies';
import { settingsOf, settingsFileOfRun } from '../../tasks/settings-file/read';
import { overriding, RulesByFile } from '../../tasks/settings-file/rules-by-file';
import { SettingsFile } from '../../tasks/settings-file/settings-file';

/**
 * Audits the inputs that the options name.
 *
 * @throws InputError if the audit cannot start
 */
export async function runAudit(options: AuditCommandOptions, io: Io): Promise<ExitCode> {
  checkAuditOptions(options);
  const notes: Note[] = [];
  if (!options.cluster) {
    const inputs = await readInputs(options, io, { ...options, onNote: (note) => notes.push(note) });
    return awaitedResultOf(auditSteps(options, inputs, notes, io));
  }
  const cluster = readClusterInputs(options, io);
  try {
    return await awaitedResultOf(auditSteps(options, cluster.inputs, notes, io, cluster));
  } finally {
    cluster.close();
  }
}

/**
 * Audits inputs step by step, and writes the reports. If an input cannot be read, all others are still evaluated. If charts have findings,
 * some steps wait until their chart values are traced.
 *
 * @param options that `checkAuditOptions` accepts
 * @param notes on parts that are not among the inputs
 * @param cluster that the inputs come from
 * @throws InputError if the audit cannot start
 */
export function* auditSteps(
  options: AuditCommandOptions, inputs: readonly (Input | InputError)[], notes: readonly Note[], io: Io, cluster?: ClusterInputs,
): Generator<Promise<void> | void, ExitCode> {
  const run = new AuditRun(options, inputs, notes, io, cluster);
  try {
    return yield* run.audit();
  } finally {
    run.close();
  }
}

class AuditRun {
  private readonly settings: SettingsFile;
  private readonly rules: RulesByFile;
  private readonly failOn: FailOn;
  private readonly only?: readonly string[];
  private readonly selection: Pick<AuditedPaths, 'isExcluded' | 'changes'>;
  private readonly waivers: AuditWaivers;
  private readonly baseline?: AuditBaseline;
  private readonly written?: WrittenWaivers;
  private readonly emitted?: EmittedWaivers;
  private readonly progress: Progress;
  private readonly wanted: readonly WantedReport[];
  private readonly reports: Reports;
  private readonly held: HeldReports;
  /** Whether files other than manifests are skipped: pre-commit names all changed files. */
  private readonly skipsOthers: boolean;
  private sources?: FindingSources;
  /** Who writes objects with findings again. */
  private readonly managers = new Set<string | undefined>();

  constructor(
    private readonly options: AuditCommandOptions,
    private readonly inputs: readonly (Input | InputError)[],
    private readonly notes: readonly Note[],
    private readonly io: Io,
    private readonly cluster?: ClusterInputs,
  ) {
    const { paths, changedSince: revision, excludeFiles, only, action } = options;
    const settings = withOwnPolicies(withImageLock(settingsOf(options.config), options), options);
    this.settings = overriding(cluster ? ofCluster(settings, cluster) : settings, targetRules(options));
    this.rules = new RulesByFile(this.settings);
    checkEvaluated(only, this.rules.all);
    this.failOn = options.failOn ?? this.settings.failOn ?? 'error';
    this.only = only.length > 0 ? only : undefined;
    const isExcluded = orInputError(() => fileMatcher(excludeFiles.map((glob) => slashed(glob)), '.'), '--exclude-files: ');
    this.selection = {
      isExcluded: (file) => isExcluded(file) || this.settings.isExcluded(file),
      changes: revision === undefined ? undefined : changedSince(revision, paths),
    };
    this.waivers = auditWaivers(options, this.settings);
    this.baseline = auditBaseline(options, this.settings);
    this.written = action?.kind === 'suggestWaivers' ? new WrittenWaivers(action.output, io) : undefined;
    this.emitted = action?.kind === 'exportWaivers' ? new EmittedWaivers(action.folder) : undefined;
    this.progress = new Progress(io.stderr);
    this.held = new HeldReports(inputs);
    this.skipsOthers = options.allowEmpty === true && !cluster
      && paths.every((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
    this.wanted = action
      ? []
      : [{ format: options.format, path: options.output }, ...this.settings.reports, ...options.report.map(parseReport)];
    this.reports = this.openReports(); // Comes last: after an error in the constructor, nobody calls `close`, which deletes the files.
  }

  public* audit(): Generator<Promise<void> | void, ExitCode> {
    const { options, inputs, io, reports, selection, failOn } = this;
    const audit = this.newAudit();
    reports.begin(headerOf(options, this.rules.general, { failOn, failOnUnevaluated: this.settings.failOnUnevaluated }));
    let [files, allFiles] = [0, 0];
    const onInput = (done: number, all: number) => {
      files = done;
      allFiles = all;
    };
    const progress = () =>
      `${allFiles > 1 ? `${shareText(files, allFiles, 'files')}, ` : ''}${countText(audit.summary.documents, 'document')}`;
    const steps = auditPaths(audit, { paths: options.paths, inputs, skipsOthers: this.skipsOthers, onInput, ...selection });
    const failures = yield* this.releasing(this.progress.following(steps, progress));
    this.progress.clear();
    this.reportNetwork(audit);
    this.reportRights(audit);
    this.reportSeen(audit);
    this.reportNamespaces();
    const cut = [...reports.end(audit.summary), ...this.sources?.cut ?? []];
    const isWhole = selection.changes === undefined && !this.skipsOthers && failures.length === 0 && this.cluster?.isWhole !== false;
    const remarks = [
      ...this.cluster?.remarks(options.verbose === true, this.managers) ?? [], ...this.noteLines(audit), ...audit.remarks(),
      ...this.waivers.remarks(), ...this.baseline?.remarks(isWhole) ?? [], ...cut,
    ];
    [...remarks, ...failures].forEach((line) => log(io, line));
    if (failures.length > 0) {
      return EXIT_CODES.error;
    }
    this.writeFiles();
    return options.action === undefined && this.isBad(audit.summary) ? EXIT_CODES.findings : EXIT_CODES.clean;
  }

  /** The notes in one line, unless the user asks for all, or what was not evaluated makes the run fail. */
  private noteLines(audit: Audit): readonly string[] {
    const notes = [...this.notes, ...audit.notes()];
    const isCause = this.settings.failOnUnevaluated === true && audit.summary.unevaluated > 0;
    return this.options.verbose || isCause ? noteLines(notes) : [notesText(notes) ?? []].flat();
  }

  private isBad(summary: AuditSummary): boolean {
    return failingCount(summary, this.failOn) > 0 || (this.settings.failOnUnevaluated === true && summary.unevaluated > 0);
  }

  /** Deletes unfinished files. */
  public close(): void {
    this.progress.clear();
    this.reports.close();
  }

  /** Passes on the steps, and reports held findings when too many are held. */
  private* releasing<T>(steps: Generator<void, T>): Generator<Promise<void> | void, T> {
    try {
      for (;;) {
        const { done, value } = steps.next();
        if (done || this.held.isFull) {
          yield this.release(done === true);
        } else {
          yield;
        }
        if (done) {
          return value;
        }
      }
    } finally {
      steps.return(undefined as T);
    }
  }

  private release(isEnd: boolean): Promise<void> | void {
    return this.held.isEmpty ? undefined : interruptibleBySignal((signal) => this.held.release(signal, isEnd), this.io);
  }

  /** Reports the allowed connections. Not with --changed-since: without all policies, isolated pods would look open. */
  private reportNetwork({ cluster }: Audit): void {
    if (cluster && this.selection.changes === undefined) {
      // Only the HTML report needs this module.
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { reportedNetwork } = require('../../tasks/network-map/reported-network') as
        typeof import('../../tasks/network-map/reported-network');
      const network = reportedNetwork(cluster);
      if (network) {
        this.reports.network(network);
      }
    }
  }

  /** Reports the namespaces of a cluster. An input that cannot be read has failed already. */
  private reportNamespaces(): void {
    const { cluster, reports, rules, settings, inputs } = this;
    if (cluster && reports.showNamespaces) {
      // Only the HTML report needs this module.
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { surveyForReport }: typeof import('./namespaces/survey-inputs') = require('./namespaces/survey-inputs');
      reports.namespaces(surveyForReport(rules.general.profile, settings, inputs.filter(isInput)));
    }
  }

  /** Lets reports show the items of standards, which some controls or some files would not decide. */
  private reportSeen({ kinds }: Audit): void {
    if (!this.only && this.selection.changes === undefined) {
      this.reports.seen({ kinds, undecided: this.cluster?.missing.undecided ?? new Set() });
    }
  }

  /** Reports the rights of subjects. Not with --changed-since: without all bindings, rights would be missing. */
  private reportRights(audit: Audit): void {
    if (this.reports.showRights && this.selection.changes === undefined) {
      this.reports.rights(reportedSubjects(audit.facts.subjects));
    }
  }

  private openReports(): Reports {
    const { options, settings, inputs, progress, wanted, io } = this;
    const { detail, groupBy, standard } = options;
    checkReports(wanted, options, settings, inputs);
    return new Reports(wanted, { detail, groupBy, standard, ...terminalStyle(io) }, io, (text) => {
      progress.clear();
      io.stdout.write(text);
    });
  }

  private newAudit(): Audit {
    const { reports, held, settings, only, written, emitted } = this;
    const checkKept = keepsEvaluated('the report', this.wanted.map(({ path }) => path));
    const isShown = (finding: Finding) => reports.showsValue(finding);
    const report = (finding: Finding) => {
      reports.finding(finding, reports.showFixes ? this.sourcesFor(audit).of(finding) : undefined);
      written?.add(finding);
      this.managers.add(finding.managedBy);
    };
    const audit: Audit = new Audit({
      evaluationFor: evaluationsBy(this.rules, { only, without: this.cluster?.missing.dependent }),
      waivers: this.waivers,
      allowsEmpty: this.options.allowEmpty,
      ownFiles: ownFilesOf(this.options, settings),
      baseline: this.baseline?.matcher,
      onFinding: (finding) => held.finding(finding, isShown, report),
      objects: reports.showObjects ? {
        onObject: (object) => held.other(() => reports.object(object)),
        settings: { ...settings, rules: { ...settings.rules, only } },
      } : undefined,
      readsAll: reports.showRights || reports.showFixes || emitted !== undefined,
      onEvaluated: (file, object, findings, everything) => {
        checkKept(file);
        emitted?.add(file, object, findings, everything());
      },
    });
    return audit;
  }

  private sourcesFor({ facts }: Audit): FindingSources {
    // Only reports that show fixes need this module.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { findingSources }: typeof import('./audit/finding-sources') = require('./audit/finding-sources');
    return this.sources ??= findingSources(this.settings, this.inputs, facts);
  }

  private writeFiles(): void {
    this.reports.finish();
    const remarks = [...this.baseline?.write() ?? [], ...this.written?.write() ?? [], ...this.emitted?.write() ?? []];
    remarks.forEach((line) => log(this.io, line));
  }
}

function headerOf({ version }: AuditCommandOptions, rules: HardeningConfig, failing: Failing): AuditHeader {
  const { profile: { level, version: kubernetesVersion }, context: { target: { platform } } } = evaluationOf(rules);
  return {
    tool: { name: 'cdk8s-hardened', version },
    profile: level,
    kubernetesVersion: formatVersion(kubernetesVersion),
    platform,
    ...failing,
  };
}

/** The files of the project for this program. */
function ownFilesOf(options: AuditCommandOptions, settings: SettingsFile): readonly string[] {
  const { config, waiverFile, baseline = settings.baseline?.path, lock = settings.lock?.file.path } = options;
  return [settingsFileOfRun(config)?.path, waiverFile, baseline, lock].filter((path) => path !== undefined);
}

/**
 * Refuses reports that would overwrite a file that the run reads.
 *
 * @throws InputError naming the file
 */
function checkReports(
  wanted: readonly WantedReport[], options: AuditCommandOptions, settings: SettingsFile, inputs: readonly (Input | InputError)[],
): void {
  const named = [...options.paths.filter((name) => name !== '-'), ...options.values, ...ownFilesOf(options, settings)];
  checkKeeps('the report', wanted.map(({ path }) => path), named, inputs.filter(isInput));
}

/**
 * The waivers of a run.
 *
 * @throws InputError if the waiver file cannot be read
 */
function auditWaivers(options: AuditCommandOptions, { waivers }: SettingsFile): AuditWaivers {
  const { waiverFile, waivers: mode = waiverFile === undefined ? 'inline' : 'file' } = options;
  const file: WaiverFile = waiverFile === undefined ? { waivers: [], neverWaive: [] } : orInputError(() => readWaiverFile(waiverFile));
  return new AuditWaivers(mode, file, waivers, new Date());
}
