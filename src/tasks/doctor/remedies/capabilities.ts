import { AllKnown } from '../../../knowledge/image-lock/all-known';

/** The capabilities that a program has in its file. */
export interface FileCapabilities {
  readonly names: readonly string[];
  /** Who says so: the image itself, or what is known of it or of the program; otherwise it is the most frequent one. */
  readonly source: 'image' | 'knowledge' | 'guess';
  /** Whether Pod Security "restricted" admits them. */
  readonly areAllowed: boolean;
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

/** The capabilities in the file of a program. */
export function capabilitiesOf(known: AllKnown | undefined, program: string | undefined): FileCapabilities {
  const own = program === undefined ? undefined : inImage(known, program);
  const [, byProgram] = PROGRAMS.find(([pattern]) => pattern.test(program ?? '')) ?? [];
  const named = own ?? (byProgram === undefined ? known?.facts.fileCapabilities : [byProgram]);
  const names = named ?? [MOST_FREQUENT];
  return { names, source: own ? 'image' : named ? 'knowledge' : 'guess', areAllowed: names.every((name) => name === MOST_FREQUENT) };
}

/** As a lock file has them. A log may name a program without its folder. */
function inImage(known: AllKnown | undefined, program: string): readonly string[] | undefined {
  const all = known?.own?.platforms.flatMap(({ capabilities = {} }) => Object.entries(capabilities)) ?? [];
  return all.find(([path]) => path === program || (!program.includes('/') && path.endsWith(`/${program}`)))?.[1];
}
