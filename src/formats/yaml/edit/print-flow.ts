import { printScalar, quote } from './print-scalar';
import { isObject } from '../../manifest/json';

/** The style of arrays and objects in brackets. */
export interface FlowStyle {
  /** Whether keys are quoted, as in JSON. */
  readonly quotesKeys: boolean;
  /** Whether texts are always quoted, as in JSON and KYAML. */
  readonly quotesText: boolean;
  /** The text between a key and its value. */
  readonly colon: string;
  /** The text between two entries on one line. */
  readonly comma: string;
  /** The text inside braces, after the opening and before the closing one, on one line. */
  readonly padding: string;
  /** The text after the last entry if entries are on several lines. */
  readonly lastComma: string;
  /** The additional indentation of lines in brackets; undefined if everything is on one line. */
  readonly step?: string;
  readonly lineBreak: string;
}

/** A value in brackets. `indentation` is the indentation of its line. */
export function printFlow(value: unknown, style: FlowStyle, indentation: string): string {
  if (Array.isArray(value)) {
    return printBrackets('[', value.map((item) => (inner) => printFlow(item, style, inner)), ']', style, indentation);
  }
  if (isObject(value)) {
    return printBrackets(
      '{',
      Object.keys(value).map((key) => (inner) => printFlowEntry(key, value[key], style, inner)),
      '}',
      style,
      indentation,
    );
  }
  return typeof value === 'string' && style.quotesText ? quote(value) : printScalar(value);
}

export function printFlowEntry(key: string, value: unknown, style: FlowStyle, indentation: string): string {
  return `${style.quotesKeys ? quote(key) : printScalar(key)}${style.colon}${printFlow(value, style, indentation)}`;
}

type Print = (indentation: string) => string;

function printBrackets(open: string, entries: Print[], close: string, style: FlowStyle, indentation: string): string {
  const { step, lineBreak, comma, lastComma } = style;
  if (entries.length === 0) {
    return open + close;
  }
  if (step === undefined) {
    const padding = open === '{' ? style.padding : '';
    return `${open}${padding}${entries.map((print) => print(indentation)).join(comma)}${padding}${close}`;
  }
  const inner = indentation + step;
  return `${open}${lineBreak}${entries.map((print) => inner + print(inner))
    .join(`,${lineBreak}`)}${lastComma}${lineBreak}${indentation}${close}`;
}
