import { API_SERVER } from './api-server';
import { CAPABILITY_CAUSES } from './capabilities';
import { DATA_DIRECTORIES } from './databases';
import { FILE_MODES } from './file-modes';
import { IMAGE_CONTENTS } from './images';
import { NETWORK_CAUSES } from './network';
import { ROOT_FILESYSTEM } from './root-filesystem';
import { SETTINGS } from './settings';
import { PROCESS_USERS } from './users';
import { VOLUME_ERRORS } from './volumes';
import { CatalogedCause } from '../../cause';

/** Causes in the words of programs: their logs. */
export const LOG_CAUSES: readonly CatalogedCause[] = [
  ...ROOT_FILESYSTEM,
  ...VOLUME_ERRORS,
  ...FILE_MODES,
  ...CAPABILITY_CAUSES,
  ...PROCESS_USERS,
  ...NETWORK_CAUSES,
  ...API_SERVER,
  ...DATA_DIRECTORIES,
  ...SETTINGS,
  ...IMAGE_CONTENTS,
];
