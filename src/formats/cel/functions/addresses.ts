/* eslint-disable no-bitwise -- an address is a number of bits */
import { CelLibrary, overload, traversal } from './define';
import { CelError, Extension } from '../values';

/** The bits of an address: 32 or 128. */
type Family = 4 | 6;

const WIDTH: Readonly<Record<Family, number>> = { 4: 32, 6: 128 };

/** An IP address. */
class Address extends Extension {
  public readonly type = 'net.IP';

  constructor(public readonly family: Family, public readonly value: bigint) {
    super();
  }

  public get key(): string {
    return this.family === 4 ? text4(this.value) : text6(this.value);
  }

  public get size(): number {
    return WIDTH[this.family] / 8;
  }

  /** Whether the first bits are the same as in another address of the same family. */
  public isIn(family: Family, network: bigint, length: number): boolean {
    const rest = BigInt(WIDTH[family] - length);
    return this.family === family && this.value >> rest === network >> rest;
  }
}

/** An address and the length of its prefix. */
class Network extends Extension {
  public readonly type = 'net.CIDR';

  constructor(public readonly address: Address, public readonly bits: number) {
    super();
  }

  public get key(): string {
    return `${this.address.key}/${this.bits}`;
  }

  public get size(): number {
    return Math.ceil(this.bits / 8);
  }

  public contains(address: Address): boolean {
    return address.isIn(this.address.family, this.address.value, this.bits);
  }

  public get masked(): Network {
    const { family, value } = this.address;
    const rest = BigInt(WIDTH[family] - this.bits);
    return new Network(new Address(family, (value >> rest) << rest), this.bits);
  }
}

function text4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
}

/** As RFC 5952: the longest run of at least two zero groups is `::`. */
function text6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  let [start, length] = [0, 1];
  for (let index = 0; index < 8; index++) {
    const run = groups.slice(index).findIndex((group) => group !== '0');
    const zeros = run < 0 ? 8 - index : run;
    if (zeros > length) {
      [start, length] = [index, zeros];
    }
  }
  return length < 2 ? groups.join(':') : `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

function value4(text: string): bigint | undefined {
  const fields = text.split('.');
  const isValid = fields.length === 4 && fields.every((field) => /^(?:0|[1-9]\d{0,2})$/.test(field) && Number(field) <= 255);
  return isValid ? fields.reduce((value, field) => (value << 8n) | BigInt(field), 0n) : undefined;
}

/** Undefined if a group is not a number of at most four digits. An IPv4 address counts as two groups at the end. */
function groupsOf(text: string, isEnd: boolean): readonly bigint[] | undefined {
  const groups: bigint[] = [];
  const parts = text === '' ? [] : text.split(':');
  for (const [index, part] of parts.entries()) {
    const embedded = isEnd && index === parts.length - 1 && part.includes('.') ? value4(part) : undefined;
    if (embedded !== undefined) {
      groups.push(embedded >> 16n, embedded & 0xffffn);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(BigInt(`0x${part}`));
    } else {
      return undefined;
    }
  }
  return groups;
}

function value6(text: string): bigint | undefined {
  const halves = text.split('::');
  const isShort = halves.length === 2;
  const [first, last] = isShort ? [groupsOf(halves[0], false), groupsOf(halves[1], true)] : [groupsOf(text, true), []];
  const missing = first && last ? 8 - first.length - last.length : -1;
  if (halves.length > 2 || !first || !last || (isShort ? missing < 1 : missing !== 0)) {
    return undefined;
  }
  return [...first, ...Array.from({ length: missing }, () => 0n), ...last].reduce((value, group) => (value << 16n) | group, 0n);
}

/** The address of a text, as Go reads it; undefined for one that is invalid. */
export function parseAddress(text: string): Address | undefined {
  const value = text.includes(':') ? value6(text) : value4(text);
  return value === undefined ? undefined : new Address(text.includes(':') ? 6 : 4, value);
}

const isMapped = (address: Address) => address.isIn(6, 0xffffn << 32n, 96);

function addressOf(text: string): Address {
  const found = parseAddress(text);
  if (!found) {
    throw new CelError(`IP Address ${JSON.stringify(text)} parse error during conversion from string: it is invalid, or has a zone`);
  }
  if (isMapped(found)) {
    throw new CelError(`IPv4-mapped IPv6 address ${JSON.stringify(text)} is not allowed`);
  }
  return found;
}

function networkOf(text: string): Network {
  const [, start, length] = /^(.*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const found = parseAddress(start ?? '');
  if (!found || Number(length) > WIDTH[found.family] || isMapped(found)) {
    throw new CelError(`network address parse error during conversion from string: ${JSON.stringify(text)} is invalid`);
  }
  return new Network(found, Number(length));
}

/** Whether a function that reads a text succeeds. */
export const succeeds = <T extends readonly unknown[]>(read: (...args: T) => unknown) => (...args: T): boolean => {
  try {
    read(...args);
    return true;
  } catch (error) {
    if (error instanceof CelError) {
      return false;
    }
    throw error;
  }
};

const isUnspecified = ({ value }: Address) => value === 0n;
const isLoopback = (each: Address) => each.isIn(4, 127n << 24n, 8) || (each.family === 6 && each.value === 1n);
const isMulticast = (each: Address) => each.isIn(4, 224n << 24n, 4) || each.isIn(6, 0xffn << 120n, 8);
const isLinkLocalUnicast = (each: Address) => each.isIn(4, (169n << 24n) | (254n << 16n), 16) || each.isIn(6, 0xfe80n << 112n, 10);

/** The second half of the second byte is the scope. */
const isLinkLocalMulticast = (each: Address) => each.isIn(4, 224n << 24n, 24)
  || (each.isIn(6, 0xffn << 120n, 8) && ((each.value >> 112n) & 0xfn) === 2n);

const isGlobalUnicast = (each: Address) => ![isUnspecified, isLoopback, isMulticast, isLinkLocalUnicast].some((holds) => holds(each))
  && !(each.family === 4 && each.value === 2n ** 32n - 1n);

const IP = 'net.IP';
const CIDR = 'net.CIDR';

function containsNetwork(outer: Network, inner: Network): boolean {
  return outer.bits <= inner.bits && outer.contains(inner.address);
}

const tenth = (size: number) => Math.ceil(size * 0.1);
const compareCost = ({ size }: Network) => tenth(size * 2);
const containsCost = (outer: Network) => compareCost(outer) + tenth(outer.size) + 1;

/** IP addresses and networks. https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-ip-address-library */
export const ADDRESSES: CelLibrary = {
  'ip': [overload('string', addressOf, traversal)],
  'isIP': [overload('string', succeeds(addressOf), traversal)],
  'ip.isCanonical': [overload('string', (text: string) => addressOf(text).key === text, (text: string) => traversal(text, text))],
  'cidr': [overload('string', networkOf, traversal)],
  'isCIDR': [overload('string', succeeds(networkOf), traversal)],
  '.family': [overload(IP, ({ family }: Address) => BigInt(family))],
  '.isUnspecified': [overload(IP, isUnspecified)],
  '.isLoopback': [overload(IP, isLoopback)],
  '.isLinkLocalMulticast': [overload(IP, isLinkLocalMulticast)],
  '.isLinkLocalUnicast': [overload(IP, isLinkLocalUnicast)],
  '.isGlobalUnicast': [overload(IP, isGlobalUnicast)],
  '.containsIP': [
    overload(`${CIDR} ${IP}`, (outer: Network, inner: Address) => outer.contains(inner), compareCost),
    overload(`${CIDR} string`, (outer: Network, text: string) => outer.contains(addressOf(text)),
      (outer: Network, text: string) => compareCost(outer) + traversal(text)),
  ],
  '.containsCIDR': [
    overload(`${CIDR} ${CIDR}`, containsNetwork, containsCost),
    overload(`${CIDR} string`, (outer: Network, text: string) => containsNetwork(outer, networkOf(text)),
      (outer: Network, text: string) => containsCost(outer) + traversal(text)),
  ],
  '.ip': [overload(CIDR, (each: Network) => each.address)],
  '.prefixLength': [overload(CIDR, ({ bits }: Network) => BigInt(bits))],
  '.masked': [overload(CIDR, ({ masked }: Network) => masked)],
  'string': [overload(IP, ({ key }: Address) => key), overload(CIDR, ({ key }: Network) => key)],
};
