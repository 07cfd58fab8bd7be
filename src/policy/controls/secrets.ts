/* Recognizes secrets by their names and their forms, for the controls literal-secrets, command-secrets and config-map-secrets. */

/** `tokens` are counted (MAX_TOKENS), and `jwt` and `bearer` before another word are settings (JWT_LEEWAY). */
const SECRET_NAME = new RegExp([
  /(?:passwords?|passwd|passphrase|pwd|secrets?|token|credentials?)(?![a-z])/,
  /(?<![a-z])(?:db|mysql|pg|require|root|user)?pass(?![a-z])|(?<![a-z])masterauth$/,
  /(?<![a-z])(?:jwt|bearer)$/,
  /(?:access|account|api|app|auth|encryption|jwt|master|private|secret|signing|ssh|storage)[_.-]?key(?![a-z])/,
].map(({ source }) => source).join('|'), 'i');

const ABOUT_A_SECRET = new RegExp(`[_.-](?:${[
  'file', 'filename', 'path', 'dir', 'directory', 'location', 'mount', 'volume',
  'url', 'uri', 'endpoint', 'host', 'hostname', 'port', 'server', 'service', 'provider', 'backend', 'store', 'engine', 'region',
  'name', 'id', 'ref', 'prefix', 'suffix', 'header', 'field', 'cookie', 'label', 'version',
  'type', 'kind', 'class', 'mode', 'format', 'policy', 'scope', 'scopes', 'issuer', 'audience', 'alg', 'algorithm',
  'ttl', 'age', 'expiry', 'expiration', 'expires', 'in', 'lifetime', 'timeout', 'interval', 'duration', 'rotation',
  'secs', 'seconds', 'minutes', 'hours', 'days', 'ms', 'length', 'size', 'min', 'max', 'count', 'limit', 'enabled', 'disabled', 'required', 'auth', 'dummy',
  'stdin', 'selector', 'env', 'from', 'command',
  'attempts', 'retries', 'history', 'complexity', 'strength', 'rule', 'rules', 'pattern', 'regex', 'validator', 'encoder', 'encoding', 'manager',
  'namespace', 'claim', 'claims', 'source', 'method', 'refresh', 'validity', 'leeway', 'skew', 'template', 'reset', 'cache',
].join('|')})$`, 'i');

/** Values that are not secrets, whatever their name. */
const HARMLESS_VALUE = new RegExp(`^(?:${[
  // Nothing, a path, a file, or an address
  /|\/.*|[\w./-]+\.(?:json|ya?ml|txt|pem|key|crt|p12|jks)|[a-z][a-z\d+.-]*:\/\/.*/,
  // Another variable, or a placeholder
  /\$\([^)]*\)|\$\{[^}]*\}|\{\{.*\}\}|<[^<>]*>|%\([^)]*\)s|__\w+__|\*+|x{3,}|\[?redacted\]?|replace[_-]?me/,
  // A reference to a secret, or an encrypted value
  /vault:.*|arn:aws.*|enc\[.*\]/,
  // A switch, a small number, or a duration
  /\d{1,3}|\d{1,6}(?:ms|s|m|h|d)|true|false|yes|no|on|off|0|1|none|null|enabled|disabled/,
].map(({ source }) => source).join('|')})$`, 'is');

/** Variables for a user and a password in one. */
const USER_AND_PASSWORD_NAME = /basic_?auth|user_?pass(?:word)?|(?:^|_)(?:http|proxy|registry|smtp|ftp|mqtt|amqp|redis|neo4_?j)_auth$/i;

/** `user:password` or, for Neo4j, `user/password`; not `host:8080`, nor with a variable in it. */
const USER_AND_PASSWORD = /^[^\s:/$<{]+[:/](?!\d{1,5}$)[^\s:/$<{*]+$/;

interface Form {
  readonly kind: string;
  readonly pattern: RegExp;
}

/** Each with the length that its issuer uses. Their forms: https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules. */
const FORMS: readonly Form[] = [
  { kind: 'a private key', pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY/ },
  { kind: 'a private key in base64', pattern: base64KeyPattern() },
  { kind: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/ },
  { kind: 'a GitHub token', pattern: /\b(?:gh[oprsu]_[0-9A-Za-z]{36}|github_pat_\w{22})/ },
  { kind: 'a GitLab token', pattern: /\bglpat-[\w-]{20}/ },
  { kind: 'a Google API key', pattern: /\bAIza[\w-]{35}/ },
  { kind: 'an npm token', pattern: /\bnpm_[0-9A-Za-z]{36}/ },
  { kind: 'a Slack token', pattern: /\bxox[abeprs]-[\w-]{10}/ },
  { kind: 'a Stripe key', pattern: /\b[rs]k_live_[0-9A-Za-z]{24}/ },
  { kind: 'an OpenAI key', pattern: /\bsk-proj-[\w-]{40}/ },
  { kind: 'a Hugging Face token', pattern: /\bhf_[A-Za-z]{34}\b/ },
  { kind: 'a SendGrid key', pattern: /\bSG\.[\w-]{22}\.[\w-]{43}/ },
  { kind: 'a Slack webhook', pattern: /\bhooks\.slack\.com\/services\/T\w{8}/ },
  { kind: 'a JSON Web Token', pattern: /\beyJ[\w-]{8,2000}\.eyJ[\w-]{8}/ },
];

/** In addresses and connection strings, but not with a variable in it. */
const PASSWORDS: readonly Form[] = [
  { kind: 'an address with a password', pattern: /:\/\/[^\s/:@$<{]*:(?![*%])[^\s/:@$<{]+@/ },
  { kind: 'an address with a password', pattern: /(?:^|[\s"'=])[^\s:@/$<{"'=]{1,100}:[^\s:@/$<{]{1,100}@(?:tcp|unix)\(/ },
  { kind: 'a connection string with a password', pattern: /\b(?:host|server|dbname|user)=\S{1,200}(?: +\w{1,30}=\S{1,200}){0,10} +password=[^\s$<{*]/i },
  { kind: 'credentials in a header', pattern: /\bauthorization["']?\s{0,9}[:=]\s{0,9}["']?basic\s{1,9}[a-z\d+/]{8}/i },
  { kind: 'credentials in a header', pattern: /\bauthorization["']?\s{0,9}[:=]\s{0,9}["']?(?:bearer|token)\s{1,9}(?=[\w.~+/-]{0,200}\d)[\w.~+/-]{16}/i },
  { kind: 'a connection string with a password', pattern: /[?&;]\s*(?:password|pwd|accountkey)\s*=\s*[^\s;&$<{*]/i },
];

/** The shortest text that any form matches, and characters near every password in a text. They exclude nearly all texts cheaply. */
const MIN_FORM_LENGTH = 15;
const BESIDE_PASSWORD = /[@=]|authorization/i;

/** The kind of secret in a text, by its form alone; undefined without a secret. */
export function secretForm(text: string): string | undefined {
  return text.length < MIN_FORM_LENGTH ? undefined : kindIn(text, FORMS);
}

/** The same, with passwords in addresses, connection strings and headers. */
export function secretIn(text: string): string | undefined {
  return secretForm(text) ?? passwordIn(text);
}

function passwordIn(text: string): string | undefined {
  return BESIDE_PASSWORD.test(text) ? kindIn(text, PASSWORDS) : undefined;
}

/** The kind of secret in a variable; undefined if it seems to contain none. */
export function secretKind(name: string, value: string): string | undefined {
  return secretIn(value)
    ?? (USER_AND_PASSWORD_NAME.test(snakeCase(name)) && USER_AND_PASSWORD.test(value) ? 'a user and a password' : undefined)
    ?? (isSecretName(name) && !HARMLESS_VALUE.test(value) ? 'a secret, as its name says' : undefined);
}

/**
 * The kind of secret in an entry of a ConfigMap. One line is read as a variable. A file may contain a secret in any line except comments,
 * where secrets are examples.
 */
export function secretKindInFile(key: string, text: string): string | undefined {
  const line = text.trim();
  return /\s/.test(line)
    ? secretForm(text) ?? passwordIn(text.replace(/^\s{0,99}(?:#|;|\/\/).*/gm, ''))
    : secretKind(key, line);
}

function kindIn(text: string, forms: readonly Form[]): string | undefined {
  return forms.find(({ pattern }) => pattern.test(text))?.kind;
}

/** Whether a variable is a secret according to its name. */
export function isSecretName(name: string): boolean {
  const words = snakeCase(name);
  return SECRET_NAME.test(words) && !ABOUT_A_SECRET.test(words);
}

const CAMEL_CASE = /[a-z\d][A-Z]/;

function snakeCase(name: string): string {
  return CAMEL_CASE.test(name) ? name.replace(/([a-z\d])([A-Z])/g, '$1_$2') : name;
}

/** A PEM file that was encoded once more, or the DER within: PKCS #8 and PKCS #1 of RSA, PKCS #8 of P-256. */
function base64KeyPattern(): RegExp {
  const encoded = ['', 'RSA ', 'EC ', 'DSA ', 'OPENSSH ', 'ENCRYPTED '].map((kind) => {
    const start = `-----BEGIN ${kind}PRIVATE KEY`;
    return Buffer.from(start.slice(0, start.length - start.length % 3)).toString('base64'); // Of such texts it has no +.
  });
  return new RegExp([
    ...encoded, 'MII[\\w+/]{3}IBADANBgkqhkiG9w0BAQEFAASC', 'MII[\\w+/]{3}IBAAKCA[gQ]EA', 'MIGHAgEAMBMGByqGSM49',
  ].join('|'));
}
