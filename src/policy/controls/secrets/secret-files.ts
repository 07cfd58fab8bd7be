/* Finds secrets in whole files by the names beside them: settings of any program, and code. */
import { passwordIn, secretForm } from './secret-forms';
import { isSecretName, mayBeSecret, secretKind } from './secrets';

/** A name and a value: `a: b`, `a=b`, `"a": "b"`, `a => 'b'`, `["a"] = "b"`, `define('a', 'b')`, `<a>b</a>`. */
const ENTRY = new RegExp([
  /(?:^|[\s{,<(["'-])(["']?)([A-Za-z_][\w.-]{1,80})\1\]?\s{0,9}(?:=>|:=|=(?!=)|:|>|,)\s{0,9}/,
  /(?:"([^"\\\n]{1,500})"|'([^'\\\n]{1,500})'|([^\s"'<>{}()[\],;$]{1,500}))\s{0,9}(?=$|[,;)}\]<#]|\/\/)/,
].map(({ source }) => source).join(''), 'gm');
const COMMENT = /^\s{0,99}(?:#|;|\/\/).*/gm;
/** The file `.netrc`. */
const LOGIN = /\b(?:login|machine)\s{1,9}\S{1,200}\s{1,9}password\s{1,9}(?![($<{])[^\s"'\\]{4}/;
/** A key of a client, as in a kubeconfig. */
const CLIENT_KEY = /\bclient-key-data:\s{0,9}["']?[A-Za-z0-9+/]{40}/;
/** A registry in a Docker configuration: the value is the Base64 of a user and a password. */
const REGISTRY = /"auth"\s{0,9}:\s{0,9}"([A-Za-z0-9+/]{8,400}={0,2})"/g;
/** A file of variables: each line sets one. */
const VARIABLES = /^(?:\s*(?:#.*|(?:export )?[A-Za-z_]\w*=.*)?(?:\n|$))+$/;
/** A value that looks like a password or a token: one word with letters and digits, which is not a version, date or address. */
const LIKELY = /^(?=\S*[A-Za-z])(?=\S*\d)(?!v?\d+(?:\.\d+)+|[\w.-]+[/@]|\d{4}-\d\d|[a-z]+(?:-[a-z]+)*-?\d{1,3}$|sha\d+:)[^\s/]{6,}$/;
/** Names of types, functions and translations look like values. */
const UNLIKELY = /^(?:base64|utf-?8|sha-?\d+|md5|x509|oauth2|http1|rs256|es256|hs256|ed25519|int\d+|uint\d+|float\d+)/i;
const LONGEST = 1024 ** 2;

/**
 * The kind of secret in a text with a name, such as an entry of a ConfigMap. A single line is read like a variable. In a file, each line
 * may contain a secret, except comments, where secrets are examples.
 */
export function secretKindInFile(key: string, text: string): string | undefined {
  const line = text.trim();
  return /\s/.test(line)
    ? secretForm(text) ?? passwordIn(text.replace(COMMENT, '')) ?? secretInFile(text)
    : secretKind(key, line) ?? secretInFile(line);
}

/** The kind of the first secret in a file; undefined if none is found. */
function secretInFile(text: string): string | undefined {
  if (text.length > LONGEST || !MAY_HOLD.test(text)) {
    return undefined;
  }
  const read = text.replace(COMMENT, '');
  if (LOGIN.test(read)) {
    return 'a password of a login';
  }
  if (CLIENT_KEY.test(read)) {
    return 'a private key in base64';
  }
  if ([...read.matchAll(REGISTRY)].some(([, value]) => USER_AND_PASSWORD.test(Buffer.from(value, 'base64').toString('latin1')))) {
    return 'the password of a registry';
  }
  const isOfVariables = VARIABLES.test(text);
  for (const [, , name, double, single, plain] of read.matchAll(ENTRY)) {
    const value = double ?? single ?? plain;
    if (isSecretName(name) && (isOfVariables ? secretKind(name, value) !== undefined : isLikely(value))) {
      return `a secret beside the name ${name}`;
    }
  }
  return undefined;
}

/** A cheap test that excludes nearly all files. */
const MAY_HOLD = /pass|pwd|secret|token|credential|key|jwt|bearer|auth/i;
const USER_AND_PASSWORD = /^[\x21-\x7e]{1,100}:[\x21-\x7e]{1,300}$/;

function isLikely(value: string): boolean {
  return LIKELY.test(value) && !UNLIKELY.test(value) && mayBeSecret(value);
}
