import { ClusterInputs, ofCluster, readClusterInputs } from './cluster/read-content';
import { EXIT_CODES, ExitCode } from './exit-code';
import { ChangedObjects } from './harden/changed-objects';
import { Destination, inOutputFolder, inPlace, nowhere, toStandardOutput } from './harden/destinations';
import { Replacement, shownDiff, unifiedDiff } from './harden/diff';
import { checkHardenOptions, hardenOptions, HardenOptions } from './harden/options';
import { Io, log } from './io';
import { isManifest } from './is-manifest';
import { Progress, shareText } from './progress';
import { readable, readableInputs } from './render/read-inputs';
import { terminalStyle } from './terminal';
import { isInside } from '../../formats/manifest/is-inside';
import { isAbsent } from '../../formats/manifest/json';
import { realPath } from '../../formats/manifest/real-path';
import { Publication } from '../../policy/engine/pipeline';
import { EmptyInputs } from '../../tasks/audit/empty-inputs';
import { HardenedDocument, Hardener } from '../../tasks/audit/harden';
import { hardenedWorkloads } from '../../tasks/audit/hardened-workloads';
import { Input, STDIN } from '../../tasks/audit/input';
import { recorded } from '../../tasks/audit/recorded';
import { resultOf } from '../../tasks/audit/steps';
import { Finding } from '../../tasks/reports/finding';
import { ControlNames } from '../../tasks/reports/formats/control-names';
import { FindingsText } from '../../tasks/reports/formats/findings-text';
import { isOpenError, remainingText, replacementText } from '../../tasks/reports/hardened';
import { SettingsLines } from '../../tasks/reports/settings-lines';
import { countText } from '../../tasks/reports/text';
import { SettingsFile } from '../../tasks/settings-file/settings-file';

/** The result of a run. */
interface Totals {
  workloads: number;
  changedDocuments: number;
  needy: number;
  unclean: number;
  errors: number;
  warnings: number;
  readonly settings: SettingsLines;
  readonly left: FindingsText;
  readonly publication: Publication<Finding>;
}

/**
 * Hardens the inputs that the options name.
 *
 * @throws InputError with the problem
 */
export async function runHarden(options: HardenOptions, io: Io): Promise<ExitCode> {
  checkHardenOptions(options);
  if (!options.cluster) {
    // Charts in folders are not rendered, because hardening changes files in place, and a rendering has none.
    return resultOf(hardenSteps(options, await readableInputs(options, io, { onlyNamed: true }), io));
  }
  const cluster = readClusterInputs(options, io);
  try {
    return resultOf(hardenSteps(options, readable(cluster.inputs), io, cluster));
  } finally {
    cluster.close();
  }
}

/**
 * Hardens the named inputs, file by file. If an input cannot be read or written, nothing is written.
 *
 * @throws InputError with the problem
 */
function* hardenSteps(
  options: HardenOptions, inputs: readonly Input[], io: Io, cluster?: ClusterInputs,
): Generator<void, ExitCode> {
  const destination = destinationOf(options, io);
  const settings = hardenOptions(options);
  const run = new HardenRun(options, inputs, cluster ? ofCluster(settings, cluster) : settings, io, cluster);
  try {
    yield* run.harden(destination);
    destination.finish();
  } finally {
    destination.discard();
  }
  return run.report() ? EXIT_CODES.findings : EXIT_CODES.clean;
}

class HardenRun {
  private readonly totals: Totals;
  private readonly hardener: Hardener;
  private readonly empty: EmptyInputs;
  private readonly progress: Progress;
  private readonly diffs: string[] = [];
  private readonly remarks: string[] = [];
  /** The changed documents of the current file, for its diff. */
  private replacements: Replacement[] = [];
  private readonly changed = new ChangedObjects();

  constructor(
    private readonly options: HardenOptions,
    private readonly found: readonly Input[],
    private readonly settings: SettingsFile,
    private readonly io: Io,
    private readonly cluster?: ClusterInputs,
  ) {
    this.totals = {
      workloads: 0,
      changedDocuments: 0,
      needy: 0,
      unclean: 0,
      errors: 0,
      warnings: 0,
      settings: new SettingsLines(),
      left: new FindingsText({}, new ControlNames()),
      publication: new Publication(),
    };
    this.progress = new Progress(io.stderr);
    this.empty = new EmptyInputs(options.allowEmpty);
    this.hardener = new Hardener(settings, new Date(), (document) => {
      this.progress.clear();
      report(document, options.write ? document.rangeAfter : document.rangeOf, this.totals, io);
      if (cluster) {
        this.changed.add(document);
      }
      if (options.diff) {
        this.replacements.push({ before: document.source.text, after: document.text });
      }
    });
  }

  /** @throws InputError if an input cannot be read, if its text cannot be changed, or if all inputs are empty */
  public* harden(destination: Destination): Generator<void> {
    const inputs = this.inputs();
    let files = 0;
    const work = function* (this: HardenRun) {
      this.hardener.prepare(inputs);
      for (const input of inputs) {
        yield* this.hardenFile(input, destination);
        files++;
        yield;
      }
      const areAllLeftOut = inputs.length === 0 && this.remarks.length > 0;
      if (!areAllLeftOut) {
        this.empty.check();
      }
    };
    try {
      yield* this.progress.following(work.call(this), () => shareText(files, inputs.length, 'files'));
    } finally {
      this.progress.clear();
    }
  }

  /** Prints the result of the run. @returns whether the run failed */
  public report(): boolean {
    const { io, options, totals, diffs, remarks, hardener, cluster, changed } = this;
    const { color } = terminalStyle(io);
    totals.publication.left().forEach((finding) => count(finding, totals));
    diffs.forEach((text) => io.stdout.write(color ? shownDiff(text, true) : text));
    io.stderr.write(totals.left.parts().map((part) => `\n${part}`).join('') + totals.settings);
    const clusterRemarks = cluster ? [...cluster.remarks(false, changed.managers), ...changed.remarks()] : [];
    [...clusterRemarks, ...remarks, ...hardener.remarks()].forEach((line) => log(io, line));
    summarize(totals, io);
    return options.check === true && totals.changedDocuments > 0;
  }

  private inputs(): readonly Input[] {
    const { options: { outputDir, paths }, settings } = this;
    const isOutput = ownOutput(outputDir, paths);
    const found = this.found.filter(isManifest);
    const wanted = found.filter(({ name }) => name === STDIN || !settings.isExcluded(name));
    const inputs = wanted.filter((input) => !isOutput(input));
    if (wanted.length < found.length) {
      this.remarks.push(`skipped ${countText(found.length - wanted.length, 'file')} that the settings file excludes`);
    }
    if (inputs.length < wanted.length) {
      this.remarks.push(`skipped ${countText(wanted.length - inputs.length, 'file')} in ${outputDir}: `
        + 'the folder of --output-dir is not an input');
    }
    return inputs;
  }

  private* hardenFile(input: Input, destination: Destination): Generator<void> {
    const { totals, options: { diff }, hardener } = this;
    const before = totals.changedDocuments;
    const documentsBefore = hardener.documents;
    const read = recorded(input);
    this.replacements = [];
    const hardened = hardener.harden(diff ? read : input);
    yield* destination.take(input, input.isLive ? this.changed.texts(hardened) : hardened, () => totals.changedDocuments > before);
    this.empty.see(input, hardener.documents - documentsBefore);
    if (diff) {
      const { text, encoding } = read.text();
      const difference = unifiedDiff(input.name, text, this.replacements);
      this.diffs.push(difference);
      if (encoding !== undefined && difference !== '') {
        this.remarks.push(`${input.name}: is ${encoding.toUpperCase()}, and its diff is UTF-8, which \`patch\` cannot apply: use --write`);
      }
    }
  }
}

function destinationOf({ write, outputDir, diff, check, paths }: HardenOptions, io: Io): Destination {
  if (check) {
    return nowhere();
  }
  if (write) {
    return inPlace(paths);
  }
  if (outputDir !== undefined) {
    return inOutputFolder(outputDir, paths);
  }
  return diff ? nowhere() : toStandardOutput(io);
}

function report(document: HardenedDocument, rangeOf: HardenedDocument['rangeOf'], totals: Totals, { stderr }: Io): void {
  const { file, source, text, objects } = document;
  totals.workloads += objects.filter(({ opened }) => opened.pods.length > 0).length;
  totals.changedDocuments += text === source.text ? 0 : 1;
  for (const workload of hardenedWorkloads(document, totals.publication, rangeOf)) {
    const open = workload.findings.filter(({ waived }) => !waived);
    totals.needy += workload.unknownUsers.length > 0 ? 1 : 0;
    totals.unclean += open.some(isOpenError) ? 1 : 0;
    open.forEach((finding) => count(finding, totals));
    totals.settings.add(workload);
    stderr.write(remainingText(workload));
  }
  if (objects.some(({ plan }) => plan.filling.overridesUnsafe)) {
    document.changes.filter(({ before }) => !isAbsent(before))
      .forEach((change) => stderr.write(`${replacementText(file, rangeOf(change.path).line, change)}\n`));
  }
}

function count(finding: Finding, totals: Totals): void {
  totals[isOpenError(finding) ? 'errors' : 'warnings']++;
  totals.left.add(finding);
}

function summarize({ workloads, changedDocuments, needy, unclean, errors, warnings }: Totals, io: Io): void {
  log(io, [
    `${countText(workloads, 'workload')}, ${countText(changedDocuments, 'document')} changed`,
    ...needy > 0 ? [`${needy} ${needy === 1 ? 'needs' : 'need'} the uid of an image`] : [],
    ...unclean > 0 ? [`${countText(errors, 'error')} left in ${countText(unclean, 'workload')}`] : [],
    ...warnings > 0 ? [countText(warnings, 'warning')] : [],
  ].join('; '));
}

/**
 * Returns whether an input comes from an earlier run, which wrote it into the folder of --output-dir. Such an input is skipped: its result
 * would go into a folder inside of that folder. No input is skipped if the user names a path in the folder.
 *
 * @param paths that the user named
 */
function ownOutput(folder: string | undefined, paths: readonly string[]): (input: Input) => boolean {
  if (folder === undefined || paths.some((path) => isInside(realPath(folder), realPath(path)))) {
    return () => false;
  }
  const place = realPath(folder);
  return ({ name, isNamed }) => !isNamed && isInside(place, realPath(name));
}
