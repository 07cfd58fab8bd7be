import { EXIT_CODES, ExitCode } from './exit-code';
import { Destination, inFolder, inPlace, nowhere, toStandardOutput } from './harden/destinations';
import { coloredDiff, Replacement, unifiedDiff } from './harden/diff';
import { hardenOptions, HardenOptions } from './harden/options';
import { ownOutput } from './harden/own-output';
import { Io } from './io';
import { log } from './log';
import { Progress } from './progress';
import { terminalStyle } from './terminal';
import { HardenedDocument, Hardener } from '../audit/harden';
import { hardenedWorkloads } from '../audit/hardened-workloads';
import { Input, inputsOf, STDIN } from '../audit/inputs';
import { recorded } from '../audit/recorded';
import { InputError } from '../manifest/input-error';
import { isAbsent } from '../manifest/json';
import { Finding } from '../reports/finding';
import { remainingText, replacementText, SettingsLines } from '../reports/hardened';
import { countText } from '../reports/text';
import { FailOn } from '../settings-file/content';

/** What a run came to. */
interface Totals {
  workloads: number;
  changedDocuments: number;
  needy: number;
  unclean: number;
  errors: number;
  warnings: number;
  readonly settings: SettingsLines;
}

/**
 * Hardens the named inputs. If one cannot be read or written, nothing is written.
 *
 * @throws InputError naming what is wrong
 */
export function* runHarden(options: HardenOptions, io: Io): Generator<void, ExitCode> {
  if (options.paths.length === 0) {
    throw new InputError('nothing to harden: name files or folders, or - for standard input');
  }
  const settings = hardenOptions(options);
  const destination = destinationOf(options, io);
  const diffs: string[] = [];
  const remarks: string[] = [];
  const totals: Totals = { workloads: 0, changedDocuments: 0, needy: 0, unclean: 0, errors: 0, warnings: 0, settings: new SettingsLines() };
  let replacements: Replacement[] = [];
  let files = 0;
  const progress = new Progress(io.stderr);
  const hardener = new Hardener(settings, new Date(), (document) => {
    progress.clear();
    report(document, totals, io);
    if (options.diff) {
      replacements.push({ before: document.source.text, after: document.text });
    }
  });
  try {
    const isOutput = ownOutput(options.output, options.paths);
    const found = [...inputsOf(options.paths, io.stdin)].filter(isManifest);
    const wanted = found.filter(({ name }) => name === STDIN || !settings.isExcluded(name));
    const inputs = wanted.filter((input) => !isOutput(input));
    if (wanted.length < found.length) {
      remarks.push(`skipped ${countText(found.length - wanted.length, 'file')} that the settings file excludes`);
    }
    if (inputs.length < wanted.length) {
      remarks.push(`skipped ${countText(wanted.length - inputs.length, 'file')} in ${options.output}: the folder of --output is no input`);
    }
    const work = function* () {
      inputs.forEach((input) => hardener.prepare(input));
      for (const input of inputs) {
        const before = totals.changedDocuments;
        const read = recorded(input);
        replacements = [];
        yield* destination.take(input, hardener.harden(options.diff ? read : input), () => totals.changedDocuments > before);
        if (options.diff) {
          const { text, encoding } = read.text();
          const diff = unifiedDiff(input.name, text, replacements);
          diffs.push(diff);
          if (encoding !== undefined && diff !== '') {
            remarks.push(`${input.name}: is ${encoding.toUpperCase()}, and its diff is UTF-8, which \`patch\` cannot apply: use --write`);
          }
        }
        files++;
        yield;
      }
    };
    yield* progress.following(work(), () => `${files} of ${inputs.length} files`);
    progress.clear();
    destination.finish();
  } finally {
    progress.clear();
    destination.discard();
  }
  diffs.forEach((text) => io.stdout.write(terminalStyle(io).color ? coloredDiff(text) : text));
  io.stderr.write(`${totals.settings}`);
  [...remarks, ...hardener.remarks()].forEach((line) => log(io, line));
  summarize(totals, io);
  return isBad(totals, { ...options, failOn: options.failOn ?? 'never' }) ? EXIT_CODES.findings : EXIT_CODES.clean;
}

/** @throws InputError if a Dockerfile is named; one in a folder is passed over */
function isManifest({ name, isNamed, isDockerfile, isLinkToFolder }: Input): boolean {
  if (isDockerfile && isNamed) {
    throw new InputError(`${name}: is a Dockerfile: name manifests; \`audit\` checks Dockerfiles`);
  }
  return !isDockerfile && !isLinkToFolder;
}

function destinationOf({ write, output, diff, check, paths }: HardenOptions, io: Io): Destination {
  if (write && output !== undefined) {
    throw new InputError('--write and --output exclude each other: remove one of them');
  }
  if (check) {
    return nowhere();
  }
  return write ? inPlace() : output !== undefined ? inFolder(output, paths) : diff ? nowhere() : toStandardOutput(io);
}

function report(document: HardenedDocument, totals: Totals, { stderr }: Io): void {
  const { file, source, text, objects, rangeOf } = document;
  totals.workloads += objects.filter(({ opened }) => opened.pods.length > 0).length;
  totals.changedDocuments += text === source.text ? 0 : 1;
  for (const workload of hardenedWorkloads(document)) {
    const open = workload.findings.filter(({ waived }) => !waived);
    const count = (severity: Finding['severity']) => open.filter((finding) => finding.severity === severity).length;
    const errors = count('error');
    totals.needy += workload.unknownUsers.length > 0 ? 1 : 0;
    totals.unclean += errors > 0 ? 1 : 0;
    totals.errors += errors;
    totals.warnings += count('warning');
    totals.settings.add(workload);
    stderr.write(remainingText(workload));
  }
  if (objects.some(({ plan }) => plan.filling.overridesUnsafe)) {
    document.changes.filter(({ before }) => !isAbsent(before))
      .forEach((change) => stderr.write(`${replacementText(file, rangeOf(change.path).line, change)}\n`));
  }
}

function summarize({ workloads, changedDocuments, needy, unclean, errors, warnings }: Totals, io: Io): void {
  log(io, [
    `${countText(workloads, 'workload')}, ${countText(changedDocuments, 'document')} changed`,
    ...needy > 0 ? [`${needy} ${needy === 1 ? 'needs' : 'need'} the uid of an image`] : [],
    ...unclean > 0 ? [`${unclean} ${unclean === 1 ? 'keeps' : 'keep'} ${countText(errors, 'error')}`] : [],
    ...warnings > 0 ? [countText(warnings, 'warning')] : [],
  ].join('; '));
}

function isBad({ changedDocuments, errors, warnings }: Totals, { check, failOn }: Pick<HardenOptions, 'check'> & { readonly failOn: FailOn }): boolean {
  return (check === true && changedDocuments > 0) || { error: errors, warning: errors + warnings, never: 0 }[failOn] > 0;
}
