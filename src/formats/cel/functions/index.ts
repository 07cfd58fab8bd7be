import { ADDRESSES } from './addresses';
import { Overload } from './define';
import { FORMAT_TEXT } from './format-text';
import { LISTS } from './lists';
import { NAMED_FORMATS } from './named-formats';
import { QUANTITIES } from './quantities';
import { REGEX } from './regex-calls';
import { STANDARD } from './standard';
import { STRINGS } from './strings';
import { TIMES } from './times';
import { URLS } from './urls';
import { VERSIONS } from './versions';

const LIBRARIES = [STANDARD, STRINGS, FORMAT_TEXT, REGEX, LISTS, TIMES, QUANTITIES, ADDRESSES, URLS, VERSIONS, NAMED_FORMATS];

/** All functions, by name. A method starts with a dot. Values of several types share some names. */
export const FUNCTIONS: ReadonlyMap<string, readonly Overload[]> = new Map(
  [...new Set(LIBRARIES.flatMap((library) => Object.keys(library)))]
    .map((name) => [name, LIBRARIES.flatMap((library) => library[name] ?? [])]),
);

/** Functions of `authorizer`, which only a cluster can answer. */
export const OF_AUTHORIZER: ReadonlySet<string> = new Set(['.path', '.group', '.resource', '.subresource', '.namespace', '.name', '.check',
  '.serviceAccount', '.allowed', '.reason', '.errored', '.error', '.fieldSelector', '.labelSelector']);
