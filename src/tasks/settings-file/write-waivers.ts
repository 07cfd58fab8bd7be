import { editedSettings } from './edit-settings';
import { toSettings } from './to-settings';
import { readSingleDocument } from '../../formats/yaml/single-document';
import { SuggestedWaiver } from '../../policy/settings/waiver';

/**
 * The bytes of a settings file after waivers were added. The rest of the file stays, byte for byte.
 *
 * @param bytes of the file; undefined if there is none yet
 * @throws an error if the file is not a settings file or cannot be edited, or if a waiver is invalid, such as its reason
 */
export function withWaivers(bytes: Uint8Array | undefined, added: readonly SuggestedWaiver[]): Uint8Array {
  const entries = added.map(({ control, target, reason, ...scope }) => ({ control, target, ...scope, reason }));
  const written = editedSettings(bytes, (content) => ({ ...content, waivers: [...content.waivers ?? [], ...entries] }));
  toSettings(readSingleDocument(written).value);
  return written;
}
