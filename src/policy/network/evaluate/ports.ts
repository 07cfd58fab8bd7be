import { compareText } from '../../../formats/manifest/compare-text';
import { asArray, asObject, asString, isAbsent } from '../../../formats/manifest/json';

/** A range of ports of one protocol, with both ends. */
export interface NumericPortRange {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

/** A named port. The pods at the end of the connection determine its number. */
export interface PortName {
  readonly protocol: string;
  readonly name: string;
}

/** An entry of `ports` of a rule. */
export type RulePort = NumericPortRange | PortName;

/** Open ports: sorted, without overlaps. Named ports remain only if the pods with these names are unknown. */
export interface OpenPorts {
  readonly ranges: readonly NumericPortRange[];
  readonly names: readonly PortName[];
}

/** https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ */
const PROTOCOLS: readonly string[] = ['TCP', 'UDP', 'SCTP'];
const MAX_PORT = 65535;

const EVERY_PORT: readonly NumericPortRange[] = PROTOCOLS.map((protocol) => ({ protocol, from: 1, to: MAX_PORT })).sort(compare);
export const ALL_PORTS: OpenPorts = { ranges: EVERY_PORT, names: [] };

/** The ports of a rule; all ports for a rule without `ports`. */
export function rulePorts(ports: unknown): readonly RulePort[] {
  const entries = asArray(ports);
  return entries.length === 0 ? EVERY_PORT : entries.map(asObject).map(({ protocol: said, port, endPort }): RulePort => {
    const protocol = asString(said) ?? 'TCP';
    if (isAbsent(port)) {
      return { protocol, from: 1, to: MAX_PORT };
    }
    return typeof port === 'number'
      ? { protocol, from: port, to: typeof endPort === 'number' ? endPort : port }
      : { protocol, name: String(port) };
  });
}

/** The ports of several rules together. `numbersOf` finds the numbers of named ports; undefined if the pods are unknown. */
export function openPorts(ports: readonly RulePort[], numbersOf?: (port: PortName) => readonly number[]): OpenPorts {
  const names = ports.filter(isNamed);
  const ranges = [
    ...ports.filter((port): port is NumericPortRange => !isNamed(port)),
    ...numbersOf ? names.flatMap((named) => numbersOf(named).map((port) => ({ protocol: named.protocol, from: port, to: port }))) : [],
  ];
  return { ranges: merged(ranges), names: numbersOf ? [] : distinct(names) };
}

/** The ports that both ends of a connection allow. Both ends are known, so no named ports remain. */
export function commonPorts(one: OpenPorts, other: OpenPorts): OpenPorts {
  const ranges: NumericPortRange[] = [];
  for (let i = 0, j = 0; i < one.ranges.length && j < other.ranges.length;) {
    const [a, b] = [one.ranges[i], other.ranges[j]];
    const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)];
    if (a.protocol === b.protocol && from <= to) {
      ranges.push({ protocol: a.protocol, from, to });
    }
    const isFirst = a.protocol === b.protocol ? a.to <= b.to : a.protocol < b.protocol;
    [i, j] = isFirst ? [i + 1, j] : [i, j + 1];
  }
  return { ranges, names: [] };
}

export function hasPorts({ ranges, names }: OpenPorts): boolean {
  return ranges.length + names.length > 0;
}

/** Whether a port is among the open ranges. */
export function isPortOpen({ ranges }: OpenPorts, port: number, protocol: string): boolean {
  return ranges.some((range) => range.protocol === protocol && range.from <= port && port <= range.to);
}

export function isEveryPort({ ranges }: OpenPorts): boolean {
  return PROTOCOLS.every((each) => ranges.some(({ protocol, from, to }) => protocol === each && from <= 1 && to >= MAX_PORT));
}

function isNamed(port: RulePort): port is PortName {
  return 'name' in port;
}

function compare(a: NumericPortRange, b: NumericPortRange): number {
  return compareText(a.protocol, b.protocol) || a.from - b.from;
}

/** Ranges in order, without overlaps and gaps. A range that ends before it begins is empty. */
function merged(ranges: readonly NumericPortRange[]): readonly NumericPortRange[] {
  const result: NumericPortRange[] = [];
  for (const range of ranges.filter(({ from, to }) => from <= to).sort(compare)) {
    const last = result.at(-1);
    if (last?.protocol === range.protocol && range.from <= last.to + 1) {
      result[result.length - 1] = { ...last, to: Math.max(last.to, range.to) };
    } else {
      result.push(range);
    }
  }
  return result;
}

function distinct(names: readonly PortName[]): readonly PortName[] {
  return [...new Map(names.map((each) => [`${each.protocol} ${each.name}`, each])).values()];
}
