import { AuditJson } from './json';
import { AuditText } from './text';
import { AuditReport } from '../audit';

/** The formats of a report, by name. */
export const FORMATS = {
  text: () => new AuditText(),
  json: () => new AuditJson(),
} satisfies { readonly [format: string]: () => AuditReport };

export type FormatName = keyof typeof FORMATS;
