import { isUtf8 } from 'buffer';
import { FileFixes, Fixes } from './file-fixes';
import { SourceText } from './source-text';
import { openText } from '../../formats/yaml/bytes';
import { Finding } from '../reports/finding';
import { FixableSource, SuggestedFix } from '../reports/suggested-fix';
import { countText } from '../reports/text';

/** The maximum number of fixes, each of which takes about a millisecond to find. */
const MOST_FIXES = 5000;

/** The files of findings, with the edits that fix them. Findings of one file come after each other, so only one file is kept. */
export class FindingSources {
  private lookedFor = 0;
  private last?: { readonly file: string; readonly source?: FileSource };
  private readonly refused = new Set<string>();

  /** @param bytesOf the content of a file; undefined if it cannot be changed. Calls `refuse` if the report must show the reason. */
  constructor(
    private readonly fixes: Fixes, private readonly bytesOf: (file: string, refuse: (why: string) => void) => Buffer | undefined,
  ) {}

  /** Undefined if the finding is not in a file that its readers can change. */
  public of(finding: Finding): FixableSource | undefined {
    const { file } = finding;
    if (file === undefined || finding.source !== undefined) {
      return undefined;
    }
    if (this.last?.file !== file) {
      this.last = { file, source: this.read(file) };
    }
    const { source } = this.last;
    let fix: { readonly found?: SuggestedFix } | undefined; // Several reports can ask for it.
    return source && {
      fix: () => (fix ??= { found: finding.waived || this.lookedFor++ >= MOST_FIXES ? undefined : source.fixFor(finding) }).found,
      byteColumn: (line, column) => source.text.byteColumn(line, column),
    };
  }

  /** Which findings have no fix because there are too many, or because their files are too large. */
  public get cut(): readonly string[] {
    const more = this.lookedFor - MOST_FIXES;
    const many = more > 0
      ? [`the reports have fixes for the first ${MOST_FIXES} findings, and none for `
        + `${countText(more, 'other finding')}: audit fewer files at once`]
      : [];
    return [...this.refused, ...many];
  }

  /** Reads a file. It is left out if offsets would be wrong, because of its encoding or of line breaks that other programs do not know. */
  private read(file: string): FileSource | undefined {
    const bytes = this.bytesOf(file, (why) => this.refused.add(why));
    const text = bytes && isUtf8(bytes) ? bytes.toString() : undefined;
    if (bytes === undefined || text === undefined || openText([bytes]).mark.encoding !== undefined || /\r(?!\n)/.test(text)) {
      return undefined;
    }
    return new FileSource(new SourceText(text), () => this.fixes.in({ name: file, chunks: () => [bytes] }));
  }
}

class FileSource {
  private fixes?: FileFixes;

  constructor(public readonly text: SourceText, private readonly readFixes: () => FileFixes) {}

  /** The fix for a finding. A fix that keeps the values of the author comes first. */
  public fixFor(finding: Finding): SuggestedFix | undefined {
    this.fixes ??= this.readFixes();
    const edits = this.fixes.forFinding(finding) ?? this.fixes.forFinding(finding, { overridesUnsafe: true });
    return edits && this.text.fixBy(edits);
  }
}
