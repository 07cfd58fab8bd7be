/** Only what the engine needs of `net`: versions of IP addresses, and whether an address is in a range. */
const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

export function isIP(address: string): 0 | 4 | 6 {
  return IPV4.test(address) ? 4 : isIPv6(address) ? 6 : 0;
}

function isIPv6(address: string): boolean {
  return /^[\da-f:.]+$/i.test(address) && URL.canParse(`http://[${address}]/`);
}

export class BlockList {
  private readonly ranges: { readonly bits: string; readonly family: string }[] = [];

  public addSubnet(address: string, prefix: number, family: string): void {
    this.ranges.push({ bits: bitsOf(address).slice(0, prefix), family });
  }

  public check(address: string, family: string): boolean {
    return this.ranges.some((range) => range.family === family && bitsOf(address).startsWith(range.bits));
  }
}

function bitsOf(address: string): string {
  return isIP(address) === 4 ? binary(address.split('.').map(Number), 8) : binary(groupsOf(new URL(`http://[${address}]/`).hostname.slice(1, -1)), 16);
}

function binary(numbers: readonly number[], width: number): string {
  return numbers.map((each) => each.toString(2).padStart(width, '0')).join('');
}

/** The eight numbers of an address as browsers write it: with one `::` at most, and without dots. */
function groupsOf(address: string): readonly number[] {
  const [head, tail] = address.split('::').map((part) => part === '' ? [] : part.split(':').map((group) => parseInt(group, 16)));
  return tail === undefined ? head : [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}
