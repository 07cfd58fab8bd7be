/* Recognizes secrets in a text by their forms, and hides them. */
import { sequence } from '../../../formats/language/sequence';

/** The text that replaces a secret. */
export const HIDDEN = '(hidden)';

interface Form {
  readonly kind: string;
  /** Matches the secret, or a text that ends with the secret in a group. */
  readonly pattern: RegExp;
}

/** Secrets of known issuers. Source of the lengths: https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules */
const FORMS: readonly Form[] = [
  { kind: 'a private key', pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY/ },
  { kind: 'a private key in base64', pattern: base64KeyPattern() },
  { kind: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/ },
  { kind: 'a GitHub token', pattern: /\b(?:gh[oprsu]_[0-9A-Za-z]{36}|github_pat_\w{22})/ },
  { kind: 'a GitLab token', pattern: /\bgl(?:pat|dt|ptt|rt|soat|cbt|imt|ft|agent)-[\w-]{20}/ },
  { kind: 'a Google API key', pattern: /\bAIza[\w-]{35}/ },
  { kind: 'an npm token', pattern: /\bnpm_[0-9A-Za-z]{36}/ },
  { kind: 'a Slack token', pattern: /\b(?:xox[abeprs]-[\w-]{10}|xapp-\d-[\w-]{20})/ },
  { kind: 'a Stripe key', pattern: /\b[rs]k_live_[0-9A-Za-z]{24}/ },
  { kind: 'an OpenAI key', pattern: /\bsk-proj-[\w-]{40}/ },
  { kind: 'an Anthropic key', pattern: /\bsk-ant-[a-z]{3,5}\d\d-[\w-]{40}/ },
  { kind: 'a Hugging Face token', pattern: /\bhf_[A-Za-z]{34}\b/ },
  { kind: 'a SendGrid key', pattern: /\bSG\.[\w-]{22}\.[\w-]{43}/ },
  { kind: 'a Slack webhook', pattern: /\bhooks\.slack\.com\/services\/T\w{8}/ },
  { kind: 'a webhook', pattern: /\bwhsec_[\w+/]{24}|\bdiscord(?:app)?\.com\/api\/webhooks\/\d{1,20}\/[\w-]{20}/ },
  { kind: 'a token of a bot', pattern: /\b\d{8,10}:AA[\w-]{33}/ },
  { kind: 'a Google access token', pattern: /\bya29\.[\w-]{20}/ },
  { kind: 'a token of a service', pattern: servicePattern() },
  { kind: 'a HashiCorp Vault token', pattern: /\bhv[sb]\.[\w-]{24}/ },
  { kind: 'a Docker Hub token', pattern: /\bdckr_(?:pat|oat)_[\w-]{27}/ },
  { kind: 'a DigitalOcean token', pattern: /\bdo[opr]_v1_[a-f\d]{64}/ },
  { kind: 'a PyPI token', pattern: /\bpypi-AgE[\w-]{20}/ },
  { kind: 'an age key', pattern: /\bAGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}/ },
  { kind: 'a JSON Web Token', pattern: /\beyJ[\w-]{8,2000}\.eyJ[\w-]{8}/ },
];

const PRINTED = /\b(?:echo|printf)\s{1,9}(?:-\w{1,9}\s{1,9}|\\?["']?%s(?:\\{1,2}n)?\\?["']?\s{1,9})?\\?["']?([^\s"'|$\\(]{1,500})/;
const PIPED_AS_PASSWORD = /(?=\\{0,2}n?\\?["']?\s{0,9}\|\s{0,9}(?:[^|;&\n]{1,200}--?(?:password-)?stdin\b|sudo\s{1,9}-S\b|kinit\b))/;

/** Passwords in addresses and connection strings, except variables. */
const PASSWORDS: readonly Form[] = [
  // SMB addresses have no scheme. The last `@` comes before the host, and the password may contain `%2F`.
  {
    kind: 'an address with a password',
    pattern: sequence([
      /(?:\\{0,7}\/){2}[^\s/:@$<{]*:(?!\*|%(?![\dA-F]{2}))/,
      /((?:[^\s/@$<{]|\$\$|\$(?![\w({$]))+(?:@[^\s/:@?#,&;$<{"']+)*)(?=@)/,
    ]),
  },
  { kind: 'an address with a password', pattern: /(?:^|[\s"'=/,])[^\s:@/$<{"'=,]{1,100}:([^\s:@/$<{]{1,100})(?=@(?:tcp|unix)?\()/ },
  { kind: 'an address with a password', pattern: /\bjdbc:oracle:\w{1,9}:[^\s/@:]{1,100}\/([^\s@/${<]{1,100})(?=@)/ },
  {
    kind: 'a connection string with a password',
    pattern: /\b(?:host|server|dbname|user)=\S{1,200}(?: +\w{1,30}=\S{1,200}){0,10} +password=([^\s$<{*]\S*)/i,
  },
  { kind: 'credentials in a header', pattern: /\bauthorization\\?["']?\s{0,9}[:=]\s{0,9}\\?["']?basic\s{1,9}([a-z\d+/]{8}[a-z\d+/=]*)/i },
  {
    kind: 'credentials in a header',
    pattern: /\bauthorization\\?["']?\s{0,9}[:=]\s{0,9}\\?["']?(?:bearer|token)\s{1,9}(?=[\w.~+/-]{0,200}\d)([\w.~+/-]{16}[\w.~+/=-]*)/i,
  },
  {
    kind: 'credentials in a header',
    pattern: /\bproxy_set_header\s{1,9}authorization\s{1,9}\\?["']?(?:basic|bearer)\s{1,9}([\w.~+/-]{8}[\w.~+/=-]*)/i,
  },
  {
    kind: 'credentials in a header',
    pattern: /\bproxy_set_header\s{1,9}[\w-]{0,50}(?:key|token|secret)\s{1,9}\\?["']?([^\s;"'$]{8}[^\s;"']*)/i,
  },
  { kind: 'a signed address', pattern: /[?&]sig=([\w%+/=-]{10,500})/ },
  {
    kind: 'a password in SQL',
    pattern: sequence([
      /\b(?:identified\s{1,9}(?:with\s{1,9}\w{1,50}\s{1,9})?by|(?:with|encrypted)\s{1,9}password)/,
      /\s{1,9}\\?["']([^\s"'\\$<{(][^"'\\]{0,200})/,
    ], 'i'),
  },
  {
    kind: 'a password in standard input',
    pattern: sequence([
      /\b(?:echo|printf)\s{1,9}(?:-\w{1,9}\s{1,9})?\\?["']?[\w.-]{1,50}:([^\s"'|$\\(]{1,200})/,
      /(?=\\{0,2}n?\\?["']?\s{0,9}\|\s{0,9}(?:sudo\s{1,9})?chpasswd)/,
    ]),
  },
  { kind: 'a password in SQL', pattern: /=\s{0,9}password\(\s{0,9}\\?["']([^\s"'\\$<{(][^"'\\]{0,200})/i },
  { kind: 'a password in standard input', pattern: new RegExp(PRINTED.source + PIPED_AS_PASSWORD.source) },
  { kind: 'a connection string with a password', pattern: /[?&;]\s*(?:password|pwd|accountkey)\s*=\s*([^\s;&$<{*][^\s;&]*)/i },
];

/** All known forms, for tests of all outputs. */
export const SECRET_FORMS: readonly Form[] = [...FORMS, ...PASSWORDS];

/** A cheap test that excludes nearly all texts: the minimum length of a form, and the characters beside a password. */
const MIN_FORM_LENGTH = 15;
/** A single pattern is much faster than many, and nearly all texts have no secret. */
const ANY_FORM = new RegExp(FORMS.map(({ pattern }) => pattern.source).join('|'));
const BESIDE_PASSWORD = /[@=]|authorization|proxy_set_header|identified|password|chpasswd|stdin|sudo\s|kinit/i;

/** The kind of secret in a text, by its form alone; undefined without a secret. */
export function secretForm(text: string): string | undefined {
  return text.length >= MIN_FORM_LENGTH && ANY_FORM.test(text) ? kindIn(text, FORMS) : undefined;
}

/** The kind of secret in a text, including passwords in addresses, connection strings and headers. */
export function secretIn(text: string): string | undefined {
  return secretForm(text) ?? passwordIn(text);
}

export function passwordIn(text: string): string | undefined {
  return BESIDE_PASSWORD.test(text) ? kindIn(text, PASSWORDS) : undefined;
}

function kindIn(text: string, forms: readonly Form[]): string | undefined {
  return forms.find(({ pattern }) => pattern.test(text))?.kind;
}

/** A text without secrets of these forms. A key is removed up to the end of the text. */
export function withoutForms(text: string): string {
  let shown = text;
  for (const { pattern, rest } of secretIn(text) === undefined ? [] : MASKS) {
    shown = shown.replace(new RegExp(`(?:${pattern.source})${rest}`, `g${pattern.flags}`), (match, secret: unknown) =>
      (typeof secret === 'string' ? match.slice(0, -secret.length) : '') + HIDDEN);
  }
  return shown;
}

/** The forms, each extended to the whole secret: a form alone stops where the secret is certain. */
const MASKS = [
  ...FORMS.map(({ kind, pattern }) => ({ pattern, rest: kind === 'a private key' ? '[^]*' : '[\\w+/=.~-]*' })),
  ...PASSWORDS.map(({ pattern }) => ({ pattern, rest: '' })),
];

/** Matches the Base64 of a PEM file, or of its DER content: PKCS #8 and PKCS #1 for RSA, PKCS #8 for P-256. */
function base64KeyPattern(): RegExp {
  const encoded = ['', 'RSA ', 'EC ', 'DSA ', 'OPENSSH ', 'ENCRYPTED '].map((kind) => {
    const start = `-----BEGIN ${kind}PRIVATE KEY`;
    return Buffer.from(start.slice(0, start.length - start.length % 3)).toString('base64'); // Base64 of such texts has no +.
  });
  return new RegExp([
    ...encoded, 'MII[\\w+/]{3}IBADANBgkqhkiG9w0BAQEFAASC', 'MII[\\w+/]{3}IBAAKCA[gQ]EA', 'MIGHAgEAMBMGByqGSM49',
  ].join('|'));
}

/** Tokens with a prefix of their own. A single pattern is faster than many, and every text is compared with it. */
function servicePattern(): RegExp {
  return new RegExp(String.raw`\b(?:${[
    String.raw`dp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{40}`, // Doppler
    String.raw`lin_api_[0-9A-Za-z]{40}`, // Linear
    String.raw`figd_[\w-]{40}`, // Figma
    String.raw`shp(?:at|ca|pa|ss)_[a-fA-F\d]{32}`, // Shopify
    String.raw`xkeysib-[a-f\d]{64}`, // Brevo
    String.raw`nvapi-[\w-]{64}`, // NVIDIA
    String.raw`r8_[0-9A-Za-z]{37}`, // Replicate
    String.raw`tskey-[a-z]{1,20}-[\w-]{20}`, // Tailscale
    String.raw`rubygems_[a-f\d]{48}`,
    String.raw`NRAK-[A-Z\d]{27}`, // New Relic
    String.raw`sntry[su]_[\w+/=-]{30}`, // Sentry
    String.raw`dapi[a-f\d]{32}`, // Databricks
    String.raw`PMAK-[a-f\d]{24}-[a-f\d]{34}`, // Postman
    String.raw`glsa_[0-9A-Za-z]{32}_[a-fA-F\d]{8}`, // Grafana
    String.raw`ATATT3[\w=-]{24}`, // Atlassian
    String.raw`[0-9A-Za-z]{14,15}\.atlasv1\.[\w-]{60}`, // HCP Terraform
    String.raw`sbp_[a-f\d]{40}`, // Supabase
    String.raw`pscale_(?:tkn|pw|oauth)_[\w.-]{32}`, // PlanetScale
    String.raw`dt0c01\.[A-Z\d]{24}\.[A-Z\d]{64}`, // Dynatrace
    String.raw`sq0csp-[\w-]{43}`, // Square
  ].join('|')})`);
}
