import { KnownPath } from '../known-image';

export const MYSQL_DATA: KnownPath = { path: '/var/lib/mysql', kind: 'self-initializing', isData: true };

/** In all start scripts. */
export const MYSQL_VARIABLES = ['MYSQL_ROOT_PASSWORD', 'MYSQL_PASSWORD', 'MYSQL_USER', 'MYSQL_DATABASE'] as const;
