import { dirname, resolve } from 'path';
import { Texts } from './texts';
import { inFolder, nameIn, WorkingFolder, workingFolderOf } from './working-folder';
import { NamedFile } from '../../formats/files/named-file';
import { repositoryRoot } from '../../formats/files/repository-root';
import { InputError } from '../../formats/manifest/input-error';
import { parseLock } from '../../knowledge/image-lock/parse-lock';
import { Evaluation, evaluationsBy } from '../../tasks/audit/evaluation';
import { Baseline } from '../../tasks/baseline/baseline';
import { readBaseline } from '../../tasks/baseline/baseline-file';
import { withImageLock } from '../../tasks/settings-file/image-lock';
import { withOwnPolicies } from '../../tasks/settings-file/own-policies';
import { readSettingsFile } from '../../tasks/settings-file/read';
import { RulesByFile } from '../../tasks/settings-file/rules-by-file';
import { NO_SETTINGS, SettingsFile } from '../../tasks/settings-file/settings-file';

/** The settings of a file. */
export interface UsedSettings extends WorkingFolder {
  readonly settings: SettingsFile;
  readonly evaluationFor: (name: string) => Evaluation;
  readonly baseline?: Baseline;
  /** The reason why the settings file, or a file that it names, cannot be read. The earlier settings stay. */
  readonly problem?: string;
  /** Whether settings were read before, or no settings file exists. */
  readonly isKnown: boolean;
}

interface Loaded {
  readonly used: UsedSettings;
  /** The files behind the settings, and the stamps of their contents. */
  readonly stamps: ReadonlyMap<string, string | undefined>;
}

/** The settings of files, found as the command line finds them, and read again when their files change. */
export class SettingsStore {
  private readonly loaded = new Map<string, Loaded>();
  /** The keys of the settings of evaluated files; undefined while none can be chosen. */
  private readonly keys = new Map<string, string | undefined>();

  constructor(private readonly texts: Texts, private readonly roots: () => readonly string[]) {}

  public for(path: string): UsedSettings {
    let working: WorkingFolder;
    try {
      working = workingFolderOf(path, this.roots());
    } catch (error) {
      this.take(path, undefined);
      return { ...unknown({ folder: process.cwd() }), problem: messageOf(error) };
    }
    const key = keyOf(working);
    this.take(path, key);
    const before = this.loaded.get(key);
    if (before && this.isCurrent(before)) {
      return before.used;
    }
    const loaded = this.load(working, before?.used);
    this.loaded.set(key, loaded);
    return loaded.used;
  }

  /** Whether the settings of an open document have changed, or it has another settings file now. */
  public get isChanged(): boolean {
    return this.texts.documents.all().some(({ uri }) => this.isOutdated(uri));
  }

  private isOutdated(uri: string): boolean {
    const path = this.texts.pathFor(uri);
    if (path === undefined || !this.keys.has(path)) {
      return false;
    }
    const key = this.keys.get(path);
    const loaded = key === undefined ? undefined : this.loaded.get(key);
    try {
      return keyOf(workingFolderOf(path, this.roots())) !== key || !loaded || !this.isCurrent(loaded);
    } catch {
      return key !== undefined; // The folder has two settings files now.
    }
  }

  /** Notes the settings of a file. Settings of a deleted file must not stay as the last valid ones of a new file in its place. */
  private take(path: string, key: string | undefined): void {
    const before = this.keys.get(path);
    this.keys.set(path, key);
    const deleted = before === undefined || before === key ? undefined : this.loaded.get(before)?.used.settingsFile;
    if (before !== undefined && deleted !== undefined && this.texts.stampOf(deleted) === undefined) {
      this.loaded.delete(before);
    }
  }

  /** Whether settings were read from a file. */
  public uses(path: string): boolean {
    return [...this.loaded.values()].some(({ stamps }) => stamps.has(path));
  }

  private isCurrent({ stamps }: Loaded): boolean {
    return [...stamps].every(([file, stamp]) => this.texts.stampOf(file) === stamp);
  }

  private load(working: WorkingFolder, before: UsedSettings | undefined): Loaded {
    const stamps = new Map<string, string | undefined>();
    const take = (file: NamedFile) => {
      const path = resolve(working.folder, file.path);
      stamps.set(path, this.texts.stampOf(path));
      return { ...file, path };
    };
    const bytesOf = (file: NamedFile) => this.texts.read(take(file));
    try {
      return { used: inFolder(working.folder, () => read(working, take, bytesOf)), stamps };
    } catch (error) {
      return { used: { ...before ?? unknown(working), problem: messageOf(error) }, stamps };
    }
  }
}

function keyOf({ folder, settingsFile }: WorkingFolder): string {
  return `${folder}\0${settingsFile}`;
}

function read(working: WorkingFolder, take: (file: NamedFile) => NamedFile, bytesOf: (file: NamedFile) => Buffer): UsedSettings {
  const { folder, settingsFile } = working;
  const named = settingsFile && { path: nameIn(folder, settingsFile), root: repositoryRoot(dirname(settingsFile)) };
  const written = named ? readSettingsFile(named, bytesOf(named)) : NO_SETTINGS;
  const locked = withImageLock(written, {}, (file) => parseLock(bytesOf(file), file.path));
  const settings = withOwnPolicies(locked, {}, bytesOf);
  const baseline = settings.baseline === undefined ? undefined : readBaseline(take(settings.baseline));
  return { ...working, settings, evaluationFor: evaluationsBy(new RulesByFile(settings)), baseline, isKnown: true };
}

function unknown(working: WorkingFolder): UsedSettings {
  return { ...working, settings: NO_SETTINGS, evaluationFor: evaluationsBy(new RulesByFile(NO_SETTINGS)), isKnown: false };
}

/** @throws the error itself if it is a bug, and not about files of the user */
function messageOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof InputError || code !== undefined) {
    return message;
  }
  throw error;
}
