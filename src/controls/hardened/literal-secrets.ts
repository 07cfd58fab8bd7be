/*
 * No secret stands in a manifest.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].env[*].value
 * Allowed values:    what is no secret, neither by the variable's name nor by its own looks
 *
 * A name is a secret's if one of its words is, as in DB_PASSWORD, apiToken or PGPASSWORD, unless its last word says that it
 * is only about one (TOKEN_TTL, SECRET_NAME), or the value is a path, an address, a yes or no, or another variable.
 * A violation never carries the value: it goes into reports and logs.
 */
import { asObject, asString } from '../../manifest/json';
import { ContainerView } from '../../manifest/pod';
import { always, at, everyContainer, PodControl, Violation } from '../control';
import { everyEntry } from '../entries';

/** `tokens` are counted (MAX_TOKENS), and `jwt` and `bearer` before another word are settings (JWT_LEEWAY). */
const SECRET_NAME = new RegExp([
  /(?:passwords?|passwd|passphrase|pwd|secrets?|token|credentials?)(?![a-z])/,
  /(?<![a-z])pass(?![a-z])/,
  /(?<![a-z])(?:jwt|bearer)$/,
  /(?:access|account|api|auth|encryption|jwt|master|private|secret|signing|ssh|storage)[_.-]?key(?![a-z])/,
].map(({ source }) => source).join('|'), 'i');

const ABOUT_A_SECRET = new RegExp(`[_.-](?:${[
  'file', 'filename', 'path', 'dir', 'directory', 'location', 'mount', 'volume',
  'url', 'uri', 'endpoint', 'host', 'hostname', 'port', 'server', 'service', 'provider', 'backend', 'store', 'engine', 'region',
  'name', 'id', 'ref', 'prefix', 'suffix', 'header', 'field', 'cookie', 'label', 'version',
  'type', 'kind', 'class', 'mode', 'format', 'policy', 'scope', 'scopes', 'issuer', 'audience', 'alg', 'algorithm',
  'ttl', 'age', 'expiry', 'expiration', 'expires', 'in', 'lifetime', 'timeout', 'interval', 'duration', 'rotation',
  'seconds', 'minutes', 'hours', 'days', 'ms', 'length', 'size', 'min', 'max', 'count', 'limit', 'enabled', 'disabled', 'required',
].join('|')})$`, 'i');

const HARMLESS_VALUE = /^(?:|\/.*|[a-z][a-z\d+.-]*:\/\/.*|\$\([^)]*\)|true|false|yes|no)$/is;

const SECRET_VALUES: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  { kind: 'a private key', pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY/ },
  { kind: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { kind: 'a GitHub token', pattern: /\b(?:gh[oprsu]_[0-9A-Za-z]{36}|github_pat_\w{22})/ },
  { kind: 'a Slack token', pattern: /\bxox[abeprs]-[\w-]{10}/ },
  { kind: 'a Google API key', pattern: /\bAIza[\w-]{35}/ },
  { kind: 'a JSON Web Token', pattern: /\beyJ[\w-]{8,2000}\.eyJ[\w-]{8}/ },
  { kind: 'an address with a password', pattern: /:\/\/[^\s/:@$]*:[^\s/:@$]+@/ },
];

export const literalSecrets: PodControl = {
  id: 'literal-secrets',
  title: 'No secrets in the manifest',
  level: 'hardened',
  severity: 'warning',
  why: 'Everybody who may read the repository, the pipeline\'s logs or the workload\'s manifest knows the secret.',
  remedy: 'keep it in a Secret that is mounted as a file, and replace it: it has been seen',
  knownAs: {
    kubeLinter: ['env-var-secret'],
    polaris: ['sensitiveContainerEnvVar'],
    kubescape: ['C-0012', 'C-0259'],
  },
  checks: always(everyContainer((container) => everyEntry(container.env, (entry, index) => literalSecret(container, entry, index)))),
};

function literalSecret(container: ContainerView, entry: unknown, index: number): Violation | undefined {
  const { name, value } = asObject(entry);
  const kind = typeof value === 'string' ? secretKind(asString(name) ?? '', value) : undefined;
  return kind ? { ...at(container, ['env', index, 'value'], `"${name}" holds ${kind}`), value: '(hidden)', pin: asString(name) } : undefined;
}

function secretKind(name: string, value: string): string | undefined {
  return SECRET_VALUES.find(({ pattern }) => pattern.test(value))?.kind
    ?? (isSecretName(name) && !HARMLESS_VALUE.test(value) ? 'a secret, by its name' : undefined);
}

function isSecretName(name: string): boolean {
  const snakeCase = name.replace(/([a-z\d])([A-Z])/g, '$1_$2');
  return SECRET_NAME.test(snakeCase) && !ABOUT_A_SECRET.test(snakeCase);
}
