/* The environment variables that a start script reads. The image decides their values, unless a workload sets them. */
import { Value } from './values';

/** Variables of the shell, and those that the container runtime sets. */
const OF_SHELL = /^(?:BASH\w*|E?UID|FUNCNAME|HOME|HOSTNAME|IFS|LINENO|LOGNAME|OLDPWD|OPTARG|OPTIND|PATH|PPID|PWD|RANDOM|REPLY)$/;
const OF_RUNTIME = /^(?:SECONDS|SHELL|SHLVL|TERM|USER|_)$/;
/** Variables that the kubelet sets for each Service of the namespace. */
const OF_SERVICES = /_SERVICE_(?:HOST|PORT)|_PORT(?:_\d+_|$)/;
const OTHERS = [OF_SHELL, OF_RUNTIME, OF_SERVICES];

const REFERENCE = /\$(?:\{[#!]?)?([A-Za-z_]\w*)/g;
/** The maximum number of variables, which is more than real scripts read. The lock file lists all of them. */
const MAX_VARIABLES = 64;

/**
 * The variables in a script, by name. A variable that the image does not set counts as empty. If the script distinguishes unset from empty,
 * the variable is left out, and so unknown.
 *
 * @param env the variables of the image
 */
export function knownEnvironment(script: string, env: ReadonlyMap<string, string>): ReadonlyMap<string, Value> {
  const read = [...script.matchAll(REFERENCE)].map(([, name]) => name).filter((name) => !OTHERS.some((pattern) => pattern.test(name)));
  const names = [...new Set(read)];
  const known = names.length > MAX_VARIABLES ? [] : names.filter((name) => env.has(name) || !tellsUnset(script, name));
  return new Map(known.map((name) => [name, env.get(name) ?? '']));
}

/** Whether a script may distinguish an unset variable from an empty variable. */
function tellsUnset(script: string, name: string): boolean {
  return new RegExp(`\\$\\{${name}[-+=?]|-v\\s*"?${name}\\b|\\$\\{!`).test(script);
}
