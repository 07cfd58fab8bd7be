import { BlockList, isIP } from 'net';
import { readSelector } from './selectors';
import { asArray, asObject, isAbsent, isArray, JsonObject, textOf } from '../../../formats/manifest/json';

/** Why the API server refuses the rules of one direction; undefined if it accepts them. */
export function refusedRules(field: 'ingress' | 'egress', rules: unknown): string | undefined {
  const peers = field === 'ingress' ? 'from' : 'to';
  if (!isListOrAbsent(rules)) {
    return `${field} is not a list`;
  }
  for (const rule of asArray(rules).map(asObject)) {
    if (!isListOrAbsent(rule[peers]) || !isListOrAbsent(rule.ports)) {
      return `${isListOrAbsent(rule.ports) ? peers : 'ports'} is not a list`;
    }
    const refusal = firstOf(asArray(rule[peers]), (peer) => refusedPeer(asObject(peer), peers))
      ?? firstOf(asArray(rule.ports), (port) => refusedPort(asObject(port)));
    if (refusal !== undefined) {
      return refusal;
    }
  }
  return undefined;
}

function firstOf(items: readonly unknown[], refusalOf: (item: unknown) => string | undefined): string | undefined {
  for (const item of items) {
    const refusal = refusalOf(item);
    if (refusal !== undefined) {
      return refusal;
    }
  }
  return undefined;
}

function isListOrAbsent(value: unknown): boolean {
  return isAbsent(value) || isArray(value);
}

/** https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/validation/validation.go */
function refusedPeer({ podSelector, namespaceSelector, ipBlock }: JsonObject, peers: string): string | undefined {
  if (!readSelector(podSelector) || !readSelector(namespaceSelector)) {
    return `a selector in \`${peers}\` is not a label selector`;
  }
  const hasSelector = !isAbsent(podSelector) || !isAbsent(namespaceSelector);
  if (isAbsent(ipBlock)) {
    return hasSelector ? undefined : `an entry of \`${peers}\` names neither pods nor addresses`;
  }
  return hasSelector ? `an entry of \`${peers}\` has an ipBlock and a selector` : refusedBlock(asObject(ipBlock));
}

function refusedBlock({ cidr, except }: JsonObject): string | undefined {
  const [address, size] = rangeIn(cidr);
  if (address === undefined) {
    return `${shownRule(cidr)} in ipBlock is not a CIDR block`;
  }
  const list = new BlockList();
  list.addSubnet(address, size, familyOf(address));
  const outside = asArray(except).find((each) => {
    const [inner, innerSize] = rangeIn(each);
    return inner === undefined || isIP(inner) !== isIP(address) || innerSize <= size || !list.check(inner, familyOf(inner));
  });
  return outside === undefined ? undefined : `${shownRule(outside)} in except is not a part of ${cidr as string}`;
}

function rangeIn(cidr: unknown): readonly [address: string | undefined, size: number] {
  const [, address = '', size] = typeof cidr === 'string' ? /^([^/%]+)\/(\d{1,3})$/.exec(cidr) ?? [] : [];
  const version = isIP(address);
  return version !== 0 && Number(size) <= (version === 4 ? 32 : 128) ? [address, Number(size)] : [undefined, 0];
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}

const PROTOCOLS: readonly unknown[] = ['TCP', 'UDP', 'SCTP'];
const MAX_PORT = 65535;
/** https://www.rfc-editor.org/rfc/rfc6335#section-5.1 */
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z\d]+(?:-[a-z\d]+)*$/;

function refusedPort({ protocol, port, endPort }: JsonObject): string | undefined {
  if (!isAbsent(protocol) && !PROTOCOLS.includes(protocol)) {
    return `${shownRule(protocol)} in ports is not TCP, UDP or SCTP`;
  }
  if (!isAbsent(port) && !isPort(port) && !(typeof port === 'string' && PORT_NAME.test(port))) {
    return `${shownRule(port)} in ports is neither a port nor the name of one`;
  }
  return isAbsent(endPort) || (isPort(port) && isPort(endPort) && endPort >= port) ? undefined
    : `endPort ${shownRule(endPort)} does not end a range that begins with a port`;
}

function isPort(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_PORT;
}

/** Maximum length of a value in a message. A value with a typo is shorter. */
const MAX_SHOWN = 40;

/** A value of a policy in quotes, shortened if it is long. */
export function shownRule(value: unknown): string {
  return JSON.stringify(textOf(value).slice(0, MAX_SHOWN));
}
