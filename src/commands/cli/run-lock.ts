import { existsSync } from 'fs';
import { readClusterInputs } from './cluster/read-content';
import { EXIT_CODES, ExitCode } from './exit-code';
import { interruptibleBySignal } from './interruptible';
import { Io, log } from './io';
import { isManifest } from './is-manifest';
import { checked } from './lock/check';
import { recordedFacts } from './lock/facts/record';
import { NamedImages, namedImages } from './lock/named-images';
import { bytesOf, checkLockCommand, findTool, LockCommand } from './lock/options';
import { FoundEntries, LockOutcome } from './lock/outcome';
import { renewed } from './lock/renew';
import { Asking } from './lock/resolve';
import { RunningImages } from './lock/running-images';
import { writeWholeFile } from './output';
import { readable, readableInputs } from './render/read-inputs';
import { NamedFile } from '../../formats/files/named-file';
import { InputError } from '../../formats/manifest/input-error';
import { lockedImage } from '../../knowledge/image-lock/find-image';
import { LockedImages } from '../../knowledge/image-lock/locked-images';
import { printLock } from '../../knowledge/image-lock/print-lock';
import { defaultLock, readLock } from '../../knowledge/image-lock/read-lock';
import { EmptyInputs } from '../../tasks/audit/empty-inputs';
import { Input, STDIN } from '../../tasks/audit/input';
import { resultOf } from '../../tasks/audit/steps';
import { inParallel } from '../../tasks/programs/in-parallel';
import { printable } from '../../tasks/reports/printable';
import { countText } from '../../tasks/reports/text';
import { settingsOf } from '../../tasks/settings-file/read';
import { SettingsFile } from '../../tasks/settings-file/settings-file';


/** Requests that run in parallel. */
const PARALLEL = 4;
/** The timeout of a request in milliseconds. */
const TIMEOUT = 60_000;

/**
 * Asks registries for the digests of the tags in manifests, and writes them into the lock file. With --check, it compares them with the
 * file instead. The file is written whole, or not at all.
 *
 * @throws InputError with the problem
 */
export async function runLock(command: LockCommand, io: Io): Promise<ExitCode> {
  checkLockCommand(command);
  const settings = settingsOf(command.config);
  const file = lockFileOf(command, settings);
  const lock = existingLock(command, file);
  const mirrors = settings.rules.ownImages?.mirrors;
  const empty = new EmptyInputs(command.allowEmpty);
  const running = new RunningImages();
  const named = await namedIn(command, settings, empty, running, io);
  checkImages(named, io);
  const asked = [...named.wanted.keys()].filter((name) => !command.check || lockedImage(lock, name, mirrors));
  const found: FoundEntries = { lock, named, ...await askRegistries(asked, { lock, named }, running, command, io) };
  const status = finish(command.check ? checked(found, mirrors) : renewed(found, new Date()), file, io);
  if (!command.observe || status !== EXIT_CODES.clean) {
    return status;
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { observeImages }: typeof import('./lock/observe/observe-images') = require('./lock/observe/observe-images');
  return observeImages(named.containers, readLock(file), settings.rules.ownImages, command.for, io);
}

/** The images that manifests or live objects name. */
async function namedIn(
  command: LockCommand, settings: SettingsFile, empty: EmptyInputs, running: RunningImages, io: Io,
): Promise<NamedImages> {
  const imagesIn = (inputs: readonly Input[]) => resultOf(namedImages(inputsFor(inputs, settings, io), command.excludeImage, empty));
  if (!command.cluster) {
    return imagesIn(await readableInputs(command, io));
  }
  const { inputs, notes, close } = readClusterInputs(command, io, (object) => running.add(object));
  try {
    notes.forEach((line) => log(io, line));
    return imagesIn(readable(inputs));
  } finally {
    close();
  }
}

function lockFileOf({ file }: LockCommand, { lock }: SettingsFile): NamedFile {
  return file === undefined ? lock?.file ?? defaultLock() : { path: file };
}

/** A missing lock file counts as empty, but not with --check. */
function existingLock({ check }: LockCommand, file: NamedFile): LockedImages {
  return check || existsSync(file.path) ? readLock(file) : { file: file.path, images: new Map() };
}

function inputsFor(found: readonly Input[], { isExcluded }: SettingsFile, io: Io): readonly Input[] {
  const manifests = found.filter(isManifest);
  const inputs = manifests.filter(({ name }) => name === STDIN || !isExcluded(name));
  const dockerfiles = found.filter(({ isDockerfile }) => isDockerfile).length;
  if (dockerfiles > 0) {
    log(io, `skipped ${countText(dockerfiles, 'Dockerfile')}: only the images of manifests are locked`);
  }
  if (inputs.length < manifests.length) {
    log(io, `skipped ${countText(manifests.length - inputs.length, 'file')} that the settings file excludes`);
  }
  return inputs;
}

/** @throws InputError if an image reference is invalid */
function checkImages({ invalid, untagged, excluded, unmatched }: NamedImages, io: Io): void {
  unmatched.forEach((pattern) => log(io, `warning: --exclude-image ${JSON.stringify(pattern)} matches no image: write a `
    + 'name as in the manifests, with its registry, or with *'));
  if (untagged > 0) {
    log(io, `skipped ${countText(untagged, 'image')} with a digest and no tag`);
  }
  if (excluded.size > 0) {
    log(io, `skipped ${countText(excluded.size, 'image')} by --exclude-image`);
  }
  if (invalid.length > 0) {
    invalid.slice(0, -1).forEach((line) => log(io, line));
    throw new InputError(invalid.at(-1));
  }
}

async function askRegistries(
  names: readonly string[], { lock, named }: Pick<FoundEntries, 'lock' | 'named'>, running: RunningImages, command: LockCommand, io: Io,
): Promise<Pick<FoundEntries, 'answers' | 'recorded'>> {
  if (names.length === 0) {
    return { answers: new Map(), recorded: new Map() };
  }
  const { toolOption: options, imagePlatform: platforms, facts } = command;
  const tool = findTool(command.tool, io.env);
  return interruptibleBySignal(async (signal) => {
    const asking: Asking = { tool, options, env: io.env, platforms, timeout: TIMEOUT, signal };
    const resolved = await inParallel(names, PARALLEL, (name) => running.resolve(name, asking, (line) => log(io, line)));
    const answers = new Map(names.map((name, index) => [name, resolved[index]]));
    // If one image cannot be locked, nothing is written, so no facts are needed.
    const isRecorded = !command.check && facts !== 'off' && resolved.every((answer) => 'image' in answer);
    const recording = { read: facts === 'off' ? 'config' : facts, maxDownload: bytesOf(command.maxDownload)! };
    return { answers, recorded: isRecorded ? await recordedFacts(lock, named, answers, recording, asking, io) : new Map() };
  }, io);
}

function finish({ images, lines, failures, summary, isDifferent }: LockOutcome, file: NamedFile, io: Io): ExitCode {
  if (images) {
    writeWholeFile(file, printLock(images));
  }
  io.stdout.write(lines.map((line) => `${printable(line)}\n`).join(''));
  [...failures, summary].forEach((line) => log(io, line));
  if (failures.length > 0) {
    return EXIT_CODES.error;
  }
  return isDifferent && !images ? EXIT_CODES.findings : EXIT_CODES.clean;
}
