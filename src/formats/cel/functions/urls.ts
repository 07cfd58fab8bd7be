import { parseAddress, succeeds } from './addresses';
import { CelLibrary, overload, traversal } from './define';
import { UnsupportedError } from '../unsupported';
import { CelError, CelMap, Extension } from '../values';

/*
 * Addresses of the web, as Go reads them: https://pkg.go.dev/net/url#ParseRequestURI. Texts here have one character for each byte of UTF-8.
 */

/** An address as the API server compares it: by its parts. */
class Url extends Extension {
  public readonly type = 'kubernetes.URL';

  constructor(
    public readonly scheme: string, public readonly host: string, public readonly path: string, public readonly query: string,
    private readonly others: readonly string[],
  ) {
    super();
  }

  public get key(): string {
    return JSON.stringify([this.scheme, this.host, this.path, this.query, ...this.others]);
  }
}

/** What must not be escaped in a host, in a name of a user, and in a path. */
const HOST = /^[-A-Za-z0-9_.~!$&'()*+,;=:[\]<>"]$/;
const USER = /^[-A-Za-z0-9._:~!$&'()*+,;=%@]*$/;
const ESCAPED_PATH = /^[-A-Za-z0-9_.~!$&'()*+,;=:@[\]%/]*$/;
const PLAIN_PATH = /[^-A-Za-z0-9_.~$&+,/:;=@]/g;

function wrong(problem: string): CelError {
  return new CelError(`URL parse error during conversion from string: ${problem}`);
}

type Part = 'path' | 'user' | 'host' | 'zone' | 'query';

/** @throws CelError for an escape that is invalid in a part of an address */
function unescaped(text: string, part: Part): string {
  return text.replace(/%([0-9a-fA-F]{2})?|[\s\S]/g, (found, hex: string | undefined) => {
    if (!found.startsWith('%')) {
      if ((part === 'host' || part === 'zone') && found < '\x80' && !HOST.test(found)) {
        throw wrong(`invalid character ${JSON.stringify(found)} in host name`);
      }
      return part === 'query' && found === '+' ? ' ' : found;
    }
    const character = hex === undefined ? '' : String.fromCharCode(parseInt(hex, 16));
    const isAllowed = character !== ''
      && (part !== 'host' || character >= '\x80' || character === '%')
      && (part !== 'zone' || character === '%' || character === ' ' || HOST.test(character));
    if (!isAllowed) {
      throw wrong(`invalid URL escape ${JSON.stringify(found)}`);
    }
    return character;
  });
}

function checkPort(port: string): void {
  if (!/^(?::\d*)?$/.test(port)) {
    throw wrong(`invalid port ${JSON.stringify(port)} after host`);
  }
}

function hostOf(scheme: string, host: string): string {
  const bracket = host.lastIndexOf('[');
  if (bracket > 0) {
    throw wrong('invalid IP-literal');
  }
  if (bracket === 0) {
    return literalHost(host);
  }
  const [first, last] = [host.indexOf(':'), host.lastIndexOf(':')];
  if (first >= 0) {
    checkPort(host.slice(/^https?$/.test(scheme) ? first : last));
  }
  return unescaped(host, 'host');
}

function literalHost(host: string): string {
  const end = host.lastIndexOf(']');
  if (end < 0) {
    throw wrong('missing \']\' in host');
  }
  checkPort(host.slice(end + 1));
  const inner = host.slice(1, end);
  const zone = inner.indexOf('%25');
  const name = zone < 0 ? unescaped(inner, 'host') : unescaped(inner.slice(0, zone), 'host') + unescaped(inner.slice(zone), 'zone');
  const [address, ...zones] = name.split('%');
  if (parseAddress(address)?.family !== 6 || (zones.length > 0 && zones.join('%') === '')) {
    throw wrong('invalid host');
  }
  return `[${name}]${host.slice(end + 1)}`;
}

function checkUser(user: string): void {
  if (!USER.test(user)) {
    throw wrong('net/url: invalid userinfo');
  }
  unescaped(user, 'user');
}

function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** @throws UnsupportedError for bytes that are not UTF-8: texts of Go can have them */
function textOf(bytes: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, 'latin1'));
  } catch {
    throw new UnsupportedError('a URL with escaped bytes that are not UTF-8');
  }
}

function cut(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** @throws CelError if the API server does not take it: it must be absolute, or start with a slash */
function url(text: string): Url {
  const all = bytesOf(text);
  read(all, true);
  const [withoutFragment, fragment] = cut(all, '#');
  unescaped(fragment, 'path');
  return read(withoutFragment, false, fragment);
}

function read(all: string, isRequest: boolean, fragment = ''): Url {
  if (/[\x00-\x1f\x7f]/.test(all)) {
    throw wrong('net/url: invalid control character in URL');
  }
  if (all === '' && isRequest) {
    throw wrong('empty url');
  }
  if (all.startsWith(':')) {
    throw wrong('missing protocol scheme');
  }
  const [start = '', scheme = ''] = /^([A-Za-z][-A-Za-z0-9+.]*):/.exec(all) ?? [];
  const [rest, query] = cut(all.slice(start.length), '?');
  const others = [fragment, String(all.includes('?'))];
  if (!rest.startsWith('/') && all !== '*') {
    if (scheme !== '') {
      return new Url(scheme.toLowerCase(), '', '', query, [...others, rest]);
    }
    if (isRequest || /^[^/]*:/.test(rest)) {
      throw wrong('invalid URI for request');
    }
  }
  const hasAuthority = rest.startsWith('//') && (scheme !== '' || (!isRequest && !rest.startsWith('///')));
  const [, authority, path] = hasAuthority ? /^\/\/([^/]*)(.*)$/s.exec(rest)! : ['', '', rest];
  const at = authority.lastIndexOf('@');
  const host = hostOf(scheme.toLowerCase(), authority.slice(at + 1));
  if (at >= 0) {
    checkUser(authority.slice(0, at));
  }
  return new Url(scheme.toLowerCase(), textOf(host), escapedPath(path), query, [...others, authority.slice(0, at + 1)]);
}

function escapedPath(path: string): string {
  const plain = unescaped(path, 'path');
  const escape = (each: string) => `%${each.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  return ESCAPED_PATH.test(path) ? path : plain.replace(PLAIN_PATH, escape);
}

/** The host without brackets, and the port. */
function hostAndPort(host: string): readonly [string, string] {
  const [, name, port = ''] = /^(.*?)(?::(\d*))?$/s.exec(host)!;
  return [name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name, port];
}

/** Pairs with a semicolon or an invalid escape are left out, as in Go. */
function queryOf({ query }: Url): CelMap {
  const found = new Map<string, string[]>();
  for (const pair of query.split('&').filter((each) => each !== '' && !each.includes(';'))) {
    const parts = cut(pair, '=');
    if (succeeds(() => parts.forEach((part) => unescaped(part, 'query')))()) {
      const [key, value] = parts.map((part) => textOf(unescaped(part, 'query')));
      found.set(key, [...found.get(key) ?? [], value]);
    }
  }
  return new CelMap(found);
}

/** Whether a text is an address that is absolute, or starts with a slash. */
export const isRequestUrl = succeeds((text: string) => read(bytesOf(text), true));

const URL_TYPE = 'kubernetes.URL';
const reader = (run: (each: Url) => unknown) => [overload(URL_TYPE, run)];

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-url-library */
export const URLS: CelLibrary = {
  'url': [overload('string', url, traversal)],
  'isURL': [overload('string', isRequestUrl, traversal)],
  '.getScheme': reader(({ scheme }) => scheme),
  '.getHost': reader(({ host }) => host),
  '.getHostname': reader(({ host }) => hostAndPort(host)[0]),
  '.getPort': reader(({ host }) => hostAndPort(host)[1]),
  '.getEscapedPath': reader(({ path }) => path),
  '.getQuery': reader(queryOf),
};
