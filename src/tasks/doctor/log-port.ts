import { SignMatch } from './cause';
import { below, failedPath } from './log-path';
import { pathsIn, withoutPositions } from './paths';
import { isOfService } from './words';

/** A time of the day: its minutes look like a port. */
const TIME = /(?<=^|[\s[(T\"'])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?!\d)/g;
/** Notations of ports, the most certain first. */
const PORTS: readonly RegExp[] = [
  // As name servers write it: 127.0.0.1@53, 0.0.0.0#53, 0.0.0.0/53. Up to 32 it is a network.
  /\b\d+\.\d+\.\d+\.\d+(?:[@#](?=\d)|\/(?=3[3-9]|[4-9]\d|\d{3}))(\d{1,5})\b/,
  /(?:\b0\.0\.0\.0|\b127\.0\.0\.1|\[::1?\]|\blocalhost|\b(?:tcp|udp)[46]?(?: |:\/\/)[\w.[\]:*]*):(\d{1,5})(?!\d|:\d)/i,
  /\bport (\d{1,5})\b/i,
  /(?:\]|\*|\d|[a-z)']|(?<=[\s"'(]|::)):(\d{1,5})(?!\d|:\d)/i,
  /\b(?:port|address)\W{0,3}(?:\('[^']*', )?(\d{1,5})\b(?!\.\d)/i,
  /\('[^']*', (\d{1,5})\)/,
];
/** Only a server uses the address of all interfaces: no client connects to it. */
const ANY_ADDRESS = /(?:\b0\.0\.0\.0|\[::\]|(?<![\w*])\*):(\d{1,5})(?!\d)/;

/** The port in a line. */
export function failedPort({ line }: SignMatch): number | undefined {
  const text = withoutPositions(`${line.text} ${below(line)}`).replace(TIME, ' ');
  const [, port] = PORTS.reduce<RegExpExecArray | null>((found, pattern) => found ?? pattern.exec(text), null) ?? [];
  const [, inCall] = port === undefined ? /\('[^']*', (\d{1,5})\)/.exec(line.call ?? '') ?? [] : [];
  const named = port ?? inCall;
  return named === undefined ? undefined : Number(named);
}

/** True if the refused port is below 1024, or if the line has neither a port nor a Unix socket. */
export function isLowPort(found: SignMatch): boolean {
  const port = failedPort(found);
  // The words "http server" do not point to a remote service; an address with http:// does.
  const words = found.line.text.replace(/\bhttps?\b(?!:\/)/gi, ' ');
  return port === undefined
    ? !/\bunix\b|\.sock\b|socket file/i.test(words) && !isOfService(words) && failedPath(found) === undefined
    : port > 0 && port < 1024;
}

/** The words of a server, and the words of a client. */
const SERVES = /\b(?:server|serving|listen\w*|start\w*|socket)\b/i;
const CONNECTS = /\bconnect/i;

/** True if the line names a port below 1024 on which the program itself listens. */
export function isOwnLowPort(found: SignMatch): boolean {
  const { text } = found.line;
  const isServer = SERVES.test(text) && !CONNECTS.test(text) && !isOfService(text) && pathsIn(text).length === 0;
  const port = Number(ANY_ADDRESS.exec(text)?.[1] ?? (isServer ? failedPort(found) : undefined));
  return port > 0 && port < 1024;
}
