import { ScalarEvent } from 'js-yaml';
import { TextPlace, PlaceFinder } from './places';
import { endOf, lineStarts, offsetOf, SourceDocument } from './source';
import { tokensOf } from './yaml-tokens';
import { DuplicateKey } from '../manifest/duplicate-keys';
import { Path } from '../manifest/json';

/**
 * The ranges of a document's fields. Finding them takes time, so use it only for documents with findings.
 *
 * @throws YamlError if kubectl could take either value of a duplicate key
 */
export class SourceLines {
  private readonly root: TextPlace;
  private readonly lineStarts: readonly number[];

  public constructor(private readonly document: SourceDocument, private readonly tokens = tokensOf(document)) {
    this.root = new PlaceFinder(tokens).findNode();
    this.lineStarts = lineStarts(tokens.text);
  }

  /** The range of a field with its key. For an absent field, the start of the object that lacks it. */
  public rangeOf(path: Path): SourceRange {
    let place = this.root;
    for (const step of path) {
      const child = place.children?.get(step);
      if (!child) {
        return this.positionOf(place.offset);
      }
      place = child;
    }
    const start = this.positionOf(place.offset);
    const { line: endLine, column: endColumn } = this.positionOf(Math.max(place.end, place.offset));
    return { ...start, endLine, endColumn };
  }

  /** The range of a field's key, or of a value in a list. For an absent field, the key of the object that lacks it, or its first key. */
  public keyRangeOf(path: Path): KeyRange {
    let place = this.root;
    for (const step of path) {
      const child = place.children?.get(step);
      if (!child) {
        break;
      }
      place = child;
    }
    const first = firstKey(place);
    const { line, column } = this.positionOf((first && offsetOf(first)) ?? place.offset);
    const { line: endLine, column: endColumn } = this.positionOf((first && endOf(first)) ?? Math.max(place.end, place.offset));
    return { line, column, endLine, endColumn };
  }

  /** The field whose key or scalar value is at a position of the file; undefined if there is none. */
  public pathAt(line: number, column: number): Path | undefined {
    const offset = this.offsetAt(line, column);
    return offset === undefined ? undefined : pathTo(this.root, offset);
  }

  /** The line of a field in the file, counting from 1. */
  public lineOf(path: Path): number {
    return this.rangeOf(path).line;
  }

  /** The keys that are set more than once, except those in values that have no effect. */
  public duplicateKeys(): readonly DuplicateKey[] {
    const found: DuplicateKey[] = [];
    const seen = new Set<unknown>(); // Aliases and merges lead to the same places.
    const steps: (string | number)[] = [];
    const visit = (place: TextPlace) => {
      const { earlier, children, offset } = place;
      if (earlier && !seen.has(place)) {
        seen.add(place);
        found.push({ path: [...steps], lines: [...earlier, offset].map((each) => this.positionOf(each).line) });
      }
      if (children && !seen.has(children)) {
        seen.add(children);
        for (const [step, child] of children) {
          steps.push(step);
          visit(child);
          steps.pop();
        }
      }
    };
    visit(this.root);
    return found;
  }

  private offsetAt(line: number, column: number): number | undefined {
    const count = line - this.document.line;
    if (count < 0 || count > this.lineStarts.length) {
      return undefined;
    }
    const start = count === 0 ? 1 - this.document.column : this.lineStarts[count - 1] + (this.tokens.padding.get(count) ?? 0);
    return start + column - 1;
  }

  private positionOf(offset: number): { line: number; column: number } {
    const count = countUpTo(this.lineStarts, offset);
    const inLine = offset - (count === 0 ? 0 : this.lineStarts[count - 1]) - (this.tokens.padding.get(count) ?? 0);
    return { line: this.document.line + count, column: (count === 0 ? this.document.column : 1) + Math.max(0, inLine) };
  }
}

/** A range of a file. Lines and columns count from 1. The end is after the last character; undefined for an absent field. */
export interface SourceRange {
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** A range of a file. Lines and columns count from 1. The end is after the last character. */
export type KeyRange = Required<SourceRange>;

/** The key of a field. For an object in a list, its first key; undefined for another value in a list. */
function firstKey({ key, children }: TextPlace): ScalarEvent | undefined {
  return key ?? children?.values().next().value?.key;
}

/** The path to an offset. Values from elsewhere, such as aliases, are skipped. */
function pathTo(place: TextPlace, offset: number): Path | undefined {
  for (const [step, child] of place.children ?? []) {
    if (offset >= child.offset && offset <= child.end) {
      const isAtKey = child.key !== undefined && offset <= endOf(child.key)!;
      const inner = isAtKey || !child.children ? [] : pathTo(child, offset);
      return inner && [step, ...inner];
    }
  }
  return undefined;
}

/** How many of the ascending numbers are at most the limit. */
export function countUpTo(numbers: readonly number[], limit: number): number {
  let from = 0;
  for (let to = numbers.length; from < to;) {
    const middle = Math.floor((from + to) / 2);
    if (numbers[middle] <= limit) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}
