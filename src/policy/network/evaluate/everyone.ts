import { Direction } from './direction';
import { isEveryPort, openPorts, RulePort, rulePorts } from './ports';
import { asArray, asObject, isObject, JsonObject } from '../../../formats/manifest/json';

/** For each direction, the ports that policies open to everyone. */
export type OpenToEveryone = { readonly [direction in Direction]: readonly RulePort[] };

const NO_PORTS: readonly RulePort[] = [];

/** A range of all addresses of a family. A cluster with one family has no other addresses. */
const EVERY_ADDRESS = /\/0+$/;

/** The ports that the rules of a direction open to everyone: rules without peers, or with every address and no exception. */
export function openToEveryone(rules: unknown, peers: 'from' | 'to'): readonly RulePort[] {
  const open = asArray(rules).map(asObject).filter((rule) => meansEveryone(rule[peers]));
  return open.length === 0 ? NO_PORTS : open.flatMap(({ ports }) => rulePorts(ports));
}

/**
 * Whether policies refuse some connection in a direction that they isolate. Policies add up, so a policy that allows everything makes all
 * others ineffective.
 */
export function refuseSomebody(policies: readonly OpenToEveryone[], direction: Direction): boolean {
  const open = policies.some((policy) => policy[direction].length > 0) ? policies.flatMap((policy) => policy[direction]) : NO_PORTS;
  return open.length === 0 || !isEveryPort(openPorts(open));
}

function meansEveryone(peers: unknown): boolean {
  const entries = asArray(peers);
  return entries.length === 0 || entries.some((entry) => isEveryAddress(asObject(entry)));
}

function isEveryAddress({ ipBlock }: JsonObject): boolean {
  return isObject(ipBlock) && typeof ipBlock.cidr === 'string' && EVERY_ADDRESS.test(ipBlock.cidr) && asArray(ipBlock.except).length === 0;
}
