import { AcceptedFindings } from './accepted';
import { FileWork, OpenFile } from './open-file';
import { Session } from './session';
import { InputError } from '../../../../formats/manifest/input-error';
import { Audit } from '../../../../tasks/audit/audit';
import { evaluationsBy } from '../../../../tasks/audit/evaluation';
import { Input, STDIN } from '../../../../tasks/audit/input';
import { resultOf } from '../../../../tasks/audit/steps';
import { settingsFileOf } from '../../../../tasks/audit/unit';
import { AuditWaivers } from '../../../../tasks/audit/waivers';
import { Fixes } from '../../../../tasks/fixes/file-fixes';
import { Finding } from '../../../../tasks/reports/finding';
import { countText } from '../../../../tasks/reports/text';
import { RulesByFile } from '../../../../tasks/settings-file/rules-by-file';
import { SettingsFile } from '../../../../tasks/settings-file/settings-file';
import { EXIT_CODES, ExitCode } from '../../exit-code';
import { Io, log } from '../../io';
import { isManifest } from '../../is-manifest';
import { readableInputs } from '../../render/read-inputs';
import { replaceFile } from '../../replace-file';
import { uninterrupted } from '../../uninterrupted';
import { checkInPlace, inPlace } from '../destinations';
import { checkHardenOptions, hardenOptions, HardenOptions } from '../options';

/**
 * Asks for a decision on each finding, and writes the files at the end.
 *
 * @throws InputError naming the problem
 * @throws Interrupted if the user quits without writing files
 */
export async function runInteractive(options: HardenOptions, io: Io): Promise<ExitCode> {
  checkHardenOptions(options);
  const settings = hardenOptions(options);
  const terminal = io.openTerminal?.();
  if (terminal === undefined) {
    throw new InputError('--interactive needs a terminal, but standard input or output is '
      + 'not a terminal: run it in a terminal, or use --diff and --write');
  }
  try {
    const found = (await readableInputs(options, io, { onlyNamed: true })).filter(isManifest);
    const inputs = found.filter(({ name }) => name === STDIN || !settings.isExcluded(name));
    inputs.forEach((input) => checkInPlace(input, '--interactive'));
    const accepted = new AcceptedFindings(options.config);
    const session = new Session(terminal, accepted, io);
    const files = await decidedFiles(inputs, session, fileWork(inputs, options.paths, settings));
    await terminal.settle();
    write(files, accepted, options);
    summarize(files, session, accepted, io);
    return EXIT_CODES.clean;
  } finally {
    terminal.close();
  }
}

/** The files that change. */
async function decidedFiles(inputs: readonly Input[], session: Session, work: FileWork): Promise<readonly OpenFile[]> {
  const changed: OpenFile[] = [];
  for (const input of inputs) {
    const file = new OpenFile(input, work);
    const goesOn = await session.decideOn(file);
    changed.push(...file.hasChanged ? [file] : []);
    if (!goesOn) {
      break;
    }
  }
  return changed;
}

/** Evaluates and fixes each file with facts from all files. */
function fileWork(inputs: readonly Input[], paths: readonly string[], settings: SettingsFile): FileWork {
  const rules = new RulesByFile(settings);
  const now = new Date();
  let findings: Finding[] = [];
  const audit = new Audit({
    evaluationFor: evaluationsBy(rules),
    waivers: new AuditWaivers('inline', { waivers: [], neverWaive: [] }, settings.waivers, now),
    onFinding: (finding) => findings.push(finding),
    readsAll: true,
  });
  // Collects the facts of all files. After that, each file can be evaluated alone.
  audit.prepare(inputs, { unchanged: [], before: [], paths });
  const fixes = new Fixes(settings, now, audit.facts);
  return {
    findingsIn: (input) => {
      findings = [];
      resultOf(audit.evaluate(input));
      const { only, keep = [] } = rules.for(settingsFileOf(input));
      return findings.filter(({ control }) => (only?.includes(control) ?? true) && !keep.includes(control));
    },
    fixesIn: (input) => fixes.in(input),
  };
}

/** Writes all files, or none of them. */
function write(files: readonly OpenFile[], accepted: AcceptedFindings, { paths }: HardenOptions): void {
  const settings = accepted.count > 0 ? accepted.content() : undefined;
  const destination = inPlace(paths);
  try {
    for (const file of files) {
      const input = file.changedInput();
      resultOf(destination.take(input, input.chunks(), () => true));
    }
    files.forEach((file) => file.checkIsCurrent());
    accepted.checkIsCurrent();
    uninterrupted(() => {
      destination.finish();
      if (settings) {
        replaceFile(accepted.file!, [settings]);
      }
    });
  } finally {
    destination.discard();
  }
}

function summarize(files: readonly OpenFile[], { applied, skipped }: Session, accepted: AcceptedFindings, io: Io): void {
  const { count, file } = accepted;
  log(io, [
    applied === 0 ? 'applied no fix' : `applied ${applied} ${applied === 1 ? 'fix' : 'fixes'} in ${countText(files.length, 'file')}`,
    ...count > 0 ? [`accepted with ${countText(count, 'waiver')} in ${file}`] : [],
    ...skipped > 0 ? [`skipped ${skipped}`] : [],
  ].join(', '));
}
