import { Overload } from './define';
import { KUBERNETES } from './kubernetes';
import { STANDARD } from './standard';
import { STRINGS } from './strings';

/** All functions, by name. A method starts with a dot. Texts and lists share some names. */
export const FUNCTIONS: ReadonlyMap<string, readonly Overload[]> = new Map(
  [...new Set([STANDARD, STRINGS, KUBERNETES].flatMap((library) => Object.keys(library)))]
    .map((name) => [name, [STANDARD, STRINGS, KUBERNETES].flatMap((library) => library[name] ?? [])]),
);

/** Functions that an API server has, and this evaluator has not. */
export const NOT_SUPPORTED: ReadonlySet<string> = new Set([
  'duration', 'timestamp', 'url', 'isURL', 'ip', 'isIP', 'ip.isCanonical', 'cidr', 'isCIDR', 'semver', 'isSemver', 'format.named', 'now',
  'lists.range', '.reverse', '.flatten', '.slice', '.sort', '.sortBy', '.distinct', '.first', '.last', '.validate',
  '.getScheme', '.getHost', '.getHostname', '.getPort', '.getEscapedPath', '.getQuery', '.family', '.containsIP', '.containsCIDR',
  '.prefixLength', '.masked', '.ip', '.isLoopback', '.isUnspecified', '.isGlobalUnicast', '.isLinkLocalMulticast', '.isLinkLocalUnicast',
  '.major', '.minor', '.patch', '.isSubset', '.getFullYear', '.getMonth', '.getDate', '.getDayOfMonth', '.getDayOfWeek', '.getDayOfYear',
  '.getHours', '.getMinutes', '.getSeconds', '.getMilliseconds',
  '.path', '.group', '.resource', '.subresource', '.namespace', '.name', '.check', '.serviceAccount', '.allowed', '.reason', '.errored',
  '.error', '.fieldSelector', '.labelSelector',
]);
