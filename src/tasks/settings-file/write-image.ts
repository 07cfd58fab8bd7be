import { dump } from 'js-yaml';
import { ImageContent, SettingsContent } from './content';
import { entryFor } from './images';
import { SETTINGS_SCHEMA } from './schema';
import { toSettings } from './to-settings';
import { isSameJson } from '../../formats/manifest/json';
import { editFile } from '../../formats/yaml/edit/edit-file';
import { readSingleDocument } from '../../formats/yaml/single-document';

/** The first line of a new settings file: the schema, for editors. */
const FIRST_LINE = `# yaml-language-server: $schema=${SETTINGS_SCHEMA.$id}\n`;

/**
 * The bytes of a settings file after the entry of an image was added or brought up to date. Fields of the entry that are not given stay,
 * and so does the rest of the file, byte for byte.
 *
 * @param bytes of the file; undefined if there is none yet
 * @throws an error if the file is no settings file, or cannot be edited
 */
export function withImage(bytes: Uint8Array | undefined, image: string, found: ImageContent): Uint8Array {
  const value = bytes && readSingleDocument(bytes).value;
  if (!bytes || value === undefined) {
    const before = bytes ?? Buffer.from(FIRST_LINE);
    return Buffer.concat([before, Buffer.from(lineBreakAfter(before) + dump({ images: [found] }, { lineWidth: -1, noRefs: true }))]);
  }
  toSettings(value);
  const content = value as SettingsContent;
  return Buffer.concat([...editFile([bytes], () => ({ ...content, images: updated(content.images ?? [], image, found) }))]);
}

function updated(images: readonly ImageContent[], image: string, found: ImageContent): readonly ImageContent[] {
  const place = entryFor(image, images);
  if (place < 0) {
    return [...images, found];
  }
  const { versions: _, tags: __, environment, ...facts } = found;
  const entry = { ...images[place], ...facts, ...environment && { environment: { ...images[place].environment, ...environment } } };
  return isSameJson(entry, images[place]) ? images : images.map((each, index) => index === place ? entry : each);
}

/** Comments alone may end without a line break. */
function lineBreakAfter(bytes: Uint8Array): string {
  return bytes.length > 0 && bytes[bytes.length - 1] !== LINE_FEED ? '\n' : '';
}

const LINE_FEED = 10;
