import { ListKind } from './list-files';
import { Schema } from './schema-walk';
import { SETTINGS_SCHEMA } from '../../tasks/settings-file/schema';
import { WAIVER_FILE_SCHEMA } from '../../tasks/settings-file/waiver-schema';

/** Nobody writes a lock file. */
export function schemaOf(list: ListKind): Schema {
  if (list === 'settings') {
    return SETTINGS_SCHEMA as Schema;
  }
  return list === 'waivers' ? WAIVER_FILE_SCHEMA as Schema : {};
}
