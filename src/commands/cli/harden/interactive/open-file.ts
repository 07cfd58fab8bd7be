import { readNamed } from '../../../../formats/files/named-file';
import { InputError } from '../../../../formats/manifest/input-error';
import { openText } from '../../../../formats/yaml/bytes';
import { applyEdits, TextEdit } from '../../../../formats/yaml/edit/splice';
import { Input } from '../../../../tasks/audit/input';
import { FileFixes } from '../../../../tasks/fixes/file-fixes';
import { Finding } from '../../../../tasks/reports/finding';

/** Evaluates and fixes the text of a file. */
export interface FileWork {
  readonly findingsIn: (input: Input) => readonly Finding[];
  readonly fixesIn: (input: Input) => FileFixes;
}

/** A manifest file during a session. Fixes change only its text in memory. */
export class OpenFile {
  private readonly original: Buffer;
  private text: string;
  private current: readonly Finding[];
  private fixes: FileFixes;

  /** @throws InputError if the file cannot be read, or is not UTF-8 */
  constructor(private readonly input: Input, private readonly work: FileWork) {
    this.original = Buffer.concat([...input.chunks()]);
    this.text = this.original.toString();
    if (!Buffer.from(this.text).equals(this.original) || openText([this.original]).mark.encoding !== undefined) {
      throw new InputError(`${input.name}: is not UTF-8, which --interactive needs: save it as UTF-8, or use --write`);
    }
    this.current = work.findingsIn(this.changedInput());
    this.fixes = work.fixesIn(this.changedInput());
  }

  public get name(): string {
    return this.input.name;
  }

  /** The current findings. */
  public get findings(): readonly Finding[] {
    return this.current;
  }

  public get hasChanged(): boolean {
    return this.original.toString() !== this.text;
  }

  /** The edits that fix a finding. They change explicit choices of the author only if nothing else fixes it. */
  public fixFor(finding: Finding): readonly TextEdit[] | undefined {
    return this.fixes.forFinding(finding) ?? this.fixes.forFinding(finding, { overridesUnsafe: true });
  }

  /** The current text, and the text after edits. */
  public comparison(edits: readonly TextEdit[]): { readonly before: string; readonly after: string } {
    return { before: this.text, after: applyEdits(this.text, edits) };
  }

  public apply(edits: readonly TextEdit[]): void {
    this.text = applyEdits(this.text, edits);
    this.current = this.work.findingsIn(this.changedInput());
    this.fixes = this.work.fixesIn(this.changedInput());
  }

  /** The input with the current text. */
  public changedInput(): Input {
    const chunks = () => [Buffer.from(this.text)];
    return { ...this.input, chunks, preview: chunks };
  }

  /** @throws InputError if the file has changed since the start */
  public checkIsCurrent(): void {
    if (!readNamed(this.input.file!).equals(this.original)) {
      throw new InputError(`${this.name}: has changed in the meantime, so nothing was written: run the command again`);
    }
  }
}
