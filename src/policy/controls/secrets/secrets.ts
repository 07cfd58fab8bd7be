/* Recognizes secrets by their names and their forms, for all controls that look for secrets. */
import { secretIn } from './secret-forms';

/**
 * Names of secrets, with two exceptions: `tokens` is a number (MAX_TOKENS), and `jwt` or `bearer` before another word is a setting
 * (JWT_LEEWAY).
 */
const SECRET_NAME = new RegExp([
  /(?:passwords?|passwd|passphrase|pwd|secrets?|token|credentials?)(?![a-z])/,
  /(?<![a-z])(?:db|mysql|pg|require|root|user)?pass(?![a-z])|(?<![a-z])masterauth$/,
  /(?<![a-z])(?:jwt|bearer)$/,
  /(?:access|account|api|app|auth|encryption|jwt|master|private|secret|signing|ssh|storage)[_.-]?key(?![a-z])/,
].map(({ source }) => source).join('|'), 'i');

const ABOUT_A_SECRET = new RegExp(`[_.-](?:${[
  'file', 'filename', 'path', 'dir', 'directory', 'location', 'mount', 'volume', 'url', 'uri', 'endpoint', 'host', 'hostname', 'port',
  'server', 'service', 'provider', 'backend', 'store', 'engine', 'region', 'name', 'username', 'user', 'email', 'id', 'ref', 'domain',
  'realm', 'helper', 'prefix', 'suffix', 'header', 'field', 'cookie', 'label', 'version', 'type', 'kind', 'class', 'mode', 'format',
  'policy', 'scope', 'scopes', 'issuer', 'audience', 'alg', 'algorithm', 'ttl', 'age', 'expiry', 'expiration', 'expires', 'in', 'lifetime',
  'timeout', 'interval', 'duration', 'rotation', 'secs', 'seconds', 'minutes', 'hours', 'days', 'ms', 'length', 'size', 'min', 'max',
  'count', 'limit', 'enabled', 'disabled', 'required', 'auth', 'dummy', 'stdin', 'selector', 'env', 'from', 'command', 'attempts',
  'retries', 'history', 'complexity', 'strength', 'rule', 'rules', 'pattern', 'regex', 'validator', 'encoder', 'encoding', 'manager',
  'namespace', 'image', 'permission', 'permissions', 'claim', 'claims', 'source', 'method', 'refresh', 'validity', 'leeway', 'skew',
  'template', 'reset', 'cache',
].join('|')})$`, 'i');

/** The values of these variables are names of Secrets. */
const OF_SECRETS = /(?:^|[_.-])pull[_.-]?secrets?$/i;

/** The name of a cluster of etcd, which keeps its members from joining another one: https://etcd.io/docs/v3.5/op-guide/configuration/ */
const NAME_OF_CLUSTER = /(?:^|[_.-])initial[_.-]cluster[_.-]token$/i;

/** Tokens that a language model reads and writes. */
const TOKEN_OF_MODEL = /(?:^|[_.-])(?:bos|eos|pad|unk|sep|cls|mask|stop)[_.-]token$/i;

/**
 * The value of such a variable usually names a Secret, or a key in a Secret as for PASSWORD_KEY, unless the name is a known kind of
 * secret. The value must also look like a name.
 */
const OF_OBJECT = /secrets?$|passw(?:or)?d[_.-]key$/i;
const OF_APPLICATION = new RegExp(`(?:${[
  'client', 'app', 'api', 'auth', 'jwt', 'hmac', 'cookie', 'session', 'shared', 'signing', 'consumer', 'master', 'token', 'user', 'access',
  'encryption', 'oidc', 'sso', 'csrf', 'django', 'rails', 'github', 'gitlab', 'google', 'slack', 'stripe',
].join('|')})[_.-]?secrets?$`, 'i');
const OBJECT_NAME = /^[a-z]+(?:\d{1,3}[a-z]*)?(?:[-./](?:[a-z]+(?:\d{1,3}[a-z]*)?|\d{1,3}))*$/;
/** The name of a Secret for a variable that is called only "secret". Other values can be the secret itself. */
const PLAIN_OBJECT_NAME = /^[a-z]+(?:[-./][a-z]+)*$/;

/** Values that are never secrets, whatever their names are. */
const HARMLESS_VALUE = new RegExp(`^(["']?)(?:${[
  // An empty value, a path, a file, or an address
  /|\/.*|[\w./-]+\.(?:json|ya?ml|txt|pem|key|crt|p12|jks)|[a-z][a-z\d+.-]*:\/\/.*/,
  // Another variable, or a placeholder
  /\$\([^)]*\)|\$\{[^}]*\}|\{\{.*\}\}|<[^<>]*>|%\([^)]*\)s|__\w+__|\[\w+\]|\*+|x{3,}|redacted|replace[_-]?me/,
  // A reference to a secret, or an encrypted value
  /vault:.*|arn:aws.*|enc[[(].*[\])]|(?:ssm|secretref):.*|projects\/[\w-]+\/secrets\/.*/,
  // An empty list or object, or an image
  /\[\]|\{\}|[a-z\d-]+(?:\.[a-z\d-]+)+(?::\d+)?\/[\w./-]+(?:[:@][\w.:-]+)?/,
  // A switch, a small number, or a duration
  /\d{1,3}|\d{1,6}(?:ms|s|m|h|d)|true|false|yes|no|on|off|0|1|none|null|enabled|disabled/,
].map(({ source }) => source).join('|')})\\1$`, 'is');

/** Variables whose value contains a user and a password. */
const USER_AND_PASSWORD_NAME = /basic_?auth|user_?pass(?:word)?|(?:^|_)(?:http|proxy|registry|smtp|ftp|mqtt|amqp|redis|neo4_?j)_auth$/i;

/** `user:password` or, for Neo4j, `user/password`, but not `host:8080`, and not with a variable. */
const USER_AND_PASSWORD = /^[^\s:/$<{]+[:/](?!\d{1,5}$)[^\s:/$<{*]+$/;

/** The kind of secret in a variable; undefined if the value seems to be no secret. */
export function secretKind(name: string, value: string): string | undefined {
  return secretIn(value)
    ?? (USER_AND_PASSWORD_NAME.test(snakeCase(name)) && USER_AND_PASSWORD.test(value) ? 'a user and a password' : undefined)
    ?? (secretParameter(value) ? 'an address with a secret' : undefined)
    ?? (isSecretName(name) && mayBeSecret(value) && !isObjectName(name, value) ? BY_NAME : undefined)
    ?? inBase64(value);
}

/** A text in Base64, long enough for a secret. */
const BASE64 = /^(?=[^]*[a-z])(?=[^]*[A-Z])[A-Za-z0-9+/]{24,}={0,2}$/;
const PRINTABLE = /^[\s\x20-\x7e]+$/;

/** The kind of secret in a text that is written in Base64. */
function inBase64(value: string): string | undefined {
  const decoded = BASE64.test(value) ? Buffer.from(value, 'base64').toString('latin1') : '';
  const kind = PRINTABLE.test(decoded) ? secretIn(decoded) : undefined;
  return kind === undefined ? undefined : `${kind} in base64`;
}

export const BY_NAME = 'a secret, as its name says';

/** The name and the value of the first secret in an address: `https://a/b?token=value`. */
export function secretParameter(text: string): readonly [name: string, value: string] | undefined {
  for (const [, name, value] of text.includes('?') ? text.matchAll(PARAMETER) : []) {
    if (isSecretName(name) && mayBeSecret(value)) {
      return [name, value];
    }
  }
  return undefined;
}

const PARAMETER = /[?&]([A-Za-z][\w.-]{0,99})=(?![%:*])([^\s&#"'`<>(){}$\\]+)/g;

/** Whether a value can be a secret, whatever its name is. */
export function mayBeSecret(value: string): boolean {
  return !HARMLESS_VALUE.test(value);
}

function isObjectName(name: string, value: string): boolean {
  return OF_OBJECT.test(snakeCase(name)) && !OF_APPLICATION.test(name)
    && (/^secrets?$/i.test(name) ? PLAIN_OBJECT_NAME : OBJECT_NAME).test(value);
}

/** A key in a Secret: `OPENAI_API_KEY`, `service-account-token`. A digit can be part of the secret itself. */
const KEY_IN_SECRET = /^[A-Za-z]+(?:[._-][A-Za-z]+)*$/;
const KEY_VARIABLE = /secret[_.-]?(key)$/i;
/** The ends of the names beside it that tell the name of the Secret, by the end of its own name. */
const NAMES_OF_SECRET: ReadonlyMap<string, readonly string[]> = new Map([
  ['KEY', ['NAME', 'REF']], ['key', ['name', 'ref']], ['Key', ['Name', 'Ref']],
]);

/**
 * Whether a value such as that of `SECRET_KEY` is the key in a Secret, because another variable is the name of this Secret: `SECRET_NAME`,
 * `secretRef` or `existingSecret`.
 *
 * @param has whether another variable has a value
 */
export function isKeyInSecret(name: string, value: string, has: (other: string) => boolean): boolean {
  const [, key] = KEY_VARIABLE.exec(name) ?? [];
  return key !== undefined && KEY_IN_SECRET.test(value)
    && [...(NAMES_OF_SECRET.get(key) ?? []).map((end) => name.slice(0, -key.length) + end), 'existingSecret', 'EXISTING_SECRET'].some(has);
}

/** Whether a variable is a secret according to its name. */
export function isSecretName(name: string): boolean {
  const words = snakeCase(name);
  return SECRET_NAME.test(words) && !ABOUT_A_SECRET.test(words) && !OF_SECRETS.test(words) && !TOKEN_OF_MODEL.test(words)
    && !NAME_OF_CLUSTER.test(words);
}

const CAMEL_CASE = /[a-z\d][A-Z]/;

/** Turns `camelCase` into `camel_Case`. */
export function snakeCase(name: string): string {
  return CAMEL_CASE.test(name) ? name.replace(/([a-z\d])([A-Z])/g, '$1_$2') : name;
}
