import { ListKind } from './list-files';
import { Schema } from './schema-walk';
import { SETTINGS_SCHEMA } from '../../tasks/settings-file/schema';
import { WAIVER_FILE_SCHEMA } from '../../tasks/settings-file/waiver-schema';

/** The schema of a list. Lock files need none, because nobody writes them by hand. */
export function schemaOf(list: ListKind): Schema {
  if (list === 'settings') {
    return SETTINGS_SCHEMA as Schema;
  }
  return list === 'waivers' ? WAIVER_FILE_SCHEMA as Schema : {};
}
