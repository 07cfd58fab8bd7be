import { dump } from 'js-yaml';
import { SettingsContent } from './content';
import { SETTINGS_SCHEMA } from './schema';
import { toSettings } from './to-settings';
import { editFile } from '../../formats/yaml/edit/edit-file';
import { readSingleDocument } from '../../formats/yaml/single-document';

/** The first line of a new settings file: the schema, for editors. */
const FIRST_LINE = `# yaml-language-server: $schema=${SETTINGS_SCHEMA.$id}\n`;

/**
 * The bytes of a settings file after a change. The rest of the file stays, byte for byte.
 *
 * @param bytes of the file; undefined if there is none yet
 * @throws an error if the file is not a settings file, or cannot be edited
 */
export function editedSettings(bytes: Uint8Array | undefined, change: (content: SettingsContent) => SettingsContent): Uint8Array {
  const value = bytes && readSingleDocument(bytes).value;
  if (!bytes || value === undefined) {
    const before = bytes ?? Buffer.from(FIRST_LINE);
    return Buffer.concat([before, Buffer.from(lineBreakAfter(before) + dump(change({}), { lineWidth: -1, noRefs: true }))]);
  }
  toSettings(value);
  return Buffer.concat([...editFile([bytes], () => change(value as SettingsContent))]);
}

/** Comments alone may end without a line break. */
function lineBreakAfter(bytes: Uint8Array): string {
  return bytes.length > 0 && bytes[bytes.length - 1] !== LINE_FEED ? '\n' : '';
}

const LINE_FEED = 10;
