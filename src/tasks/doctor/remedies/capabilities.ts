import { ImageFacts } from '../../../knowledge/images/known-image';

/** A capability that a program has in its file. */
export interface FileCapability {
  readonly name: string;
  /** Whether the image or the program says so; otherwise it is the most frequent one. */
  readonly isKnown: boolean;
  /** Whether Pod Security "restricted" admits it. */
  readonly isAllowed: boolean;
}

const MOST_FREQUENT = 'NET_BIND_SERVICE';
/** Programs that distributions install with a capability. */
const PROGRAMS: readonly (readonly [program: RegExp, capability: string])[] = [
  [/\/(?:imap|pop3|submission|managesieve|lmtp)-(?:login|urlauth)$|\/dovecot\/\S*login$/, 'SYS_CHROOT'],
  [/(?:^|\/)(?:ping6?|arping|fping|traceroute6?|mtr(?:-packet)?|tcpdump|dumpcap|nmap|clockdiff|tracepath)$/, 'NET_RAW'],
  [/(?:^|\/)(?:newuidmap)$/, 'SETUID'],
  [/(?:^|\/)(?:newgidmap)$/, 'SETGID'],
  [/(?:^|\/)(?:vault|bao)$/, 'IPC_LOCK'],
];

/** The capability in the file of a program. */
export function capabilityOf(facts: ImageFacts | undefined, program: string | undefined): FileCapability {
  const [, byProgram] = PROGRAMS.find(([pattern]) => pattern.test(program ?? '')) ?? [];
  const name = byProgram ?? facts?.fileCapabilities?.[0];
  return { name: name ?? MOST_FREQUENT, isKnown: name !== undefined, isAllowed: name === undefined || name === MOST_FREQUENT };
}
