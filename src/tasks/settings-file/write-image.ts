import { ImageContent } from './content';
import { editedSettings } from './edit-settings';
import { entryFor } from './images';
import { isSameJson } from '../../formats/manifest/json';

/**
 * The bytes of a settings file after the entry of an image was added or brought up to date. Fields of the entry that are not given stay,
 * and so does the rest of the file, byte for byte.
 *
 * @param bytes of the file; undefined if there is none yet
 * @throws an error if the file is not a settings file, or cannot be edited
 */
export function withImage(bytes: Uint8Array | undefined, image: string, found: ImageContent): Uint8Array {
  return editedSettings(bytes, (content) => ({ ...content, images: updated(content.images ?? [], image, found) }));
}

function updated(images: readonly ImageContent[], image: string, found: ImageContent): readonly ImageContent[] {
  const place = entryFor(image, images);
  if (place < 0) {
    return [...images, found];
  }
  const { repository: _, versions: __, tags: ___, environment, ...facts } = found;
  const entry = { ...images[place], ...facts, ...environment && { environment: { ...images[place].environment, ...environment } } };
  return isSameJson(entry, images[place]) ? images : images.map((each, index) => index === place ? entry : each);
}
