/* Secrets, as their names and their looks tell them. The rules stand at the control literal-secrets. */

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

/** What kind of secret a variable holds; undefined where it seems to hold none. */
export function secretKind(name: string, value: string): string | undefined {
  return SECRET_VALUES.find(({ pattern }) => pattern.test(value))?.kind
    ?? (isSecretName(name) && !HARMLESS_VALUE.test(value) ? 'a secret, by its name' : undefined);
}

/** Whether a variable is for a secret, by its name. */
export function isSecretName(name: string): boolean {
  const snakeCase = name.replace(/([a-z\d])([A-Z])/g, '$1_$2');
  return SECRET_NAME.test(snakeCase) && !ABOUT_A_SECRET.test(snakeCase);
}
