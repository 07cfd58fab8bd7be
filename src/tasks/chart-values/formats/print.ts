import { JsonObject } from '../../../formats/manifest/json';
import { printLines } from '../../../formats/yaml/edit/print-block';
import { printable } from '../../reports/printable';

const STYLE = { step: 2, dash: 2 };

/** YAML documents, with comments above the first one. */
export function printDocuments(head: readonly string[], documents: readonly JsonObject[]): string {
  return headText(head) + documents.map((document) => `${printLines(document, STYLE)!.join('\n')}\n`).join('---\n');
}

export function headText(head: readonly string[]): string {
  return head.map((line) => `# ${printable(line)}\n`).join('');
}

/** A value as YAML, for a text field of a document, such as `patch` of a kustomization. */
export function blockText(document: unknown): string {
  return `${printLines(document, STYLE)!.join('\n')}\n`;
}
