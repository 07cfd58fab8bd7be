import { isEveryPort, OpenPorts } from '../../policy/network/evaluate/ports';
import { printable } from '../reports/printable';

const MAX_PORT = 65535;

/** Ports as kubectl writes them, such as `3000/TCP, 8000-8999/TCP`. */
export function portsText(ports: OpenPorts): string {
  return isEveryPort(ports) ? 'all ports' : portTexts(ports).join(', ');
}

/** A text for each range and each named port. */
export function portTexts({ ranges, names }: OpenPorts): readonly string[] {
  return [
    ...ranges.map((range) => `${rangeText(range)}/${printable(range.protocol)}`),
    ...names.map(({ protocol, name }) => `${printable(name)}/${printable(protocol)}`),
  ];
}

function rangeText({ from, to }: OpenPorts['ranges'][number]): string {
  if (from === 1 && to === MAX_PORT) {
    return 'all';
  }
  return from === to ? String(from) : `${from}-${to}`;
}
