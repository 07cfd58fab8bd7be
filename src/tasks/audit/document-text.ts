import { Path } from '../../formats/manifest/json';
import { readJson } from '../../formats/yaml/json-events';
import { SourceDocument, Tokens } from '../../formats/yaml/source';
import { SourceLines } from '../../formats/yaml/source-lines';
import { ObjectText } from '../reports/reported-object';

/** The text of a document, object by object. */
export class DocumentText {
  private readonly lines: readonly string[];
  private readonly places: Pick<SourceLines, 'rangeOf'>;

  /** @param places where its fields are, if that is known */
  constructor(public readonly source: SourceDocument, tokens?: Tokens, places?: Pick<SourceLines, 'rangeOf'>) {
    this.lines = source.text.split('\n');
    this.places = places ?? new SourceLines(source, tokens);
  }

  /** A document with another text in its place. */
  public replaced(text: string): DocumentText {
    const { line, column, events } = this.source;
    return new DocumentText({ text, line, column, events: events && readJson(text, 0).events });
  }

  /** The lines of an object, of which some fields are secrets. */
  public objectAt(path: Path, secrets: readonly Path[] = []): ObjectText {
    const { line, endLine = line } = this.places.rangeOf(path);
    return {
      lines: this.lines.slice(line - this.source.line, endLine - this.source.line + 1),
      firstLine: line,
      secrets: secrets.map((secret) => this.places.rangeOf([...path, ...secret])),
    };
  }
}
