/*
 * Writes schema/settings.json, which editors read, from the schema that validates settings files.
 */
import { mkdirSync, writeFileSync } from 'fs';
import { SETTINGS_SCHEMA } from '../src/tasks/settings-file/schema';

export const FILE = 'schema/settings.json';

export function schemaText(): string {
  return `${JSON.stringify(SETTINGS_SCHEMA, null, 2)}\n`;
}

export function write(): void {
  mkdirSync('schema', { recursive: true });
  writeFileSync(FILE, schemaText());
}
