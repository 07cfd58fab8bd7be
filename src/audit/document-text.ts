import { Path, read } from '../manifest/json';
import { toJsonPointer } from '../manifest/paths';
import { LineRange, ObjectText } from '../reports/reported-object';
import { fieldRanges } from '../yaml/field-ranges';
import { readJson } from '../yaml/json-events';
import { readTokens } from '../yaml/read-document';
import { SourceDocument, Tokens } from '../yaml/source';
import { SourceLines } from '../yaml/source-lines';
import { tokensOf } from '../yaml/yaml-tokens';

/** Characters of a line. A text whose lines have more on average was not written for people. */
const MAX_LINE = 200;

/** An object of a document as it is shown. */
export interface ShownObject extends ObjectText {
  /** Whether it is printed anew, since its own lines are not for people. */
  readonly isPrinted: boolean;
  /** Where a field is, by its path in the object. */
  readonly placeOf: (path: Path) => LineRange;
}

/** The text of a document, object by object. */
export class DocumentText {
  private readonly lines: readonly string[];
  private readonly places: Pick<SourceLines, 'rangeOf'>;
  private value?: unknown;

  /** @param places where its fields are, if that is known */
  constructor(private readonly source: SourceDocument, private readonly tokens: Tokens = tokensOf(source), places?: Pick<SourceLines, 'rangeOf'>) {
    this.lines = source.text.split('\n');
    this.places = places ?? new SourceLines(source, tokens);
  }

  /** A document with another text in its place. */
  public replaced(text: string): DocumentText {
    const { line, column, events } = this.source;
    return new DocumentText({ text, line, column, events: events && readJson(text, 0)?.events });
  }

  /** The lines of an object. */
  public objectAt(path: Path, isPrinted?: boolean): ShownObject {
    const { line, endLine = line } = this.places.rangeOf(path);
    const lines = this.lines.slice(line - this.source.line, endLine - this.source.line + 1);
    if (isPrinted ?? lines.join('').length > lines.length * MAX_LINE) {
      return this.printed(path);
    }
    return { isPrinted: false, lines, firstLine: line, placeOf: (inObject) => this.places.rangeOf([...path, ...inObject]) };
  }

  private printed(path: Path): ShownObject {
    this.value ??= readTokens(this.tokens);
    const value = read(this.value, path);
    const text = JSON.stringify(value, null, 2);
    const rangeOf = fieldRanges(text, value);
    const { length } = toJsonPointer(path);
    return {
      isPrinted: true,
      lines: text.split('\n'),
      firstLine: 1,
      placeOf: (inObject) => rangeOf(toJsonPointer(inObject)),
      rangeOf: (pointer) => rangeOf(pointer.slice(length)),
    };
  }
}
