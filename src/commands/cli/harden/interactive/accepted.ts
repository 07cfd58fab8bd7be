import { existsSync } from 'fs';
import { NamedFile, readNamed } from '../../../../formats/files/named-file';
import { repositoryRoot } from '../../../../formats/files/repository-root';
import { InputError, orInputError } from '../../../../formats/manifest/input-error';
import { SuggestedWaiver } from '../../../../policy/settings/waiver';
import { NO_FILE, SETTINGS_FILE, settingsFileOfRun } from '../../../../tasks/settings-file/read';
import { withWaivers } from '../../../../tasks/settings-file/write-waivers';

/** The waivers of a session, which are written into the settings file at the end. */
export class AcceptedFindings {
  /** Undefined if the run uses no settings file. */
  private readonly named: NamedFile | undefined;
  private readonly original: Buffer | undefined;
  private readonly waivers: SuggestedWaiver[] = [];

  constructor(config: string | undefined) {
    this.named = config === NO_FILE ? undefined : settingsFileOfRun(config) ?? { path: SETTINGS_FILE, root: repositoryRoot('.') };
    this.original = this.read();
  }

  public get file(): string | undefined {
    return this.named?.path;
  }

  public get count(): number {
    return this.waivers.length;
  }

  /**
   * Takes a waiver.
   *
   * @throws InputError if its reason is too short, or the settings file cannot be edited
   */
  public add(waiver: SuggestedWaiver): void {
    orInputError(() => withWaivers(this.original, [...this.waivers, waiver]));
    this.waivers.push(waiver);
  }

  /** The bytes of the settings file with the waivers. */
  public content(): Uint8Array {
    return withWaivers(this.original, this.waivers);
  }

  /** @throws InputError if the settings file has changed since the start */
  public checkIsCurrent(): void {
    const { original, file } = this;
    const now = this.read();
    if (original === undefined ? now !== undefined : !now?.equals(original)) {
      throw new InputError(`${file}: has changed in the meantime, so nothing was written: run the command again`);
    }
  }

  private read(): Buffer | undefined {
    return this.named !== undefined && existsSync(this.named.path) ? readNamed(this.named) : undefined;
  }
}
