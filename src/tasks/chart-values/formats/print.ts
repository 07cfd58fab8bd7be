import { JsonObject } from '../../../formats/manifest/json';
import { printDocument } from '../../../formats/yaml/edit/print-block';
import { printable } from '../../reports/printable';

/** YAML documents, with comments above the first one. */
export function printDocuments(head: readonly string[], documents: readonly JsonObject[]): string {
  return headText(head) + documents.map(printDocument).join('---\n');
}

export function headText(head: readonly string[]): string {
  return head.map((line) => `# ${printable(line)}\n`).join('');
}
