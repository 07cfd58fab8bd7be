import { alternatives } from '../../../../formats/language/alternatives';
import { sequence } from '../../../../formats/language/sequence';
import { CatalogedCause, SignMatch } from '../../cause';
import { isLowPort, isOwnLowPort, failedPort } from '../../log-port';
import { withoutPaths } from '../../paths';
import { DENIED } from '../../words';

/** The calls of a server, to be searched without paths such as /etc/bind. */
const LISTENS = /\b(?:bind|bound|listen|make_sock)/i;

/** The port in the arguments, if the log does not name it. */
function argumentPort({ evidence: { command = [] } }: SignMatch): number | undefined {
  const port = Number(/(?:\s|^)(?:-p|--(?:\w+-)?port|--listen)[ =](?:\S*:)?(\d{1,3})(?!\d)|:(\d{1,3})(?!\d)/.exec(command.join(' '))
    ?.slice(1)
    .find(Boolean));
  return port > 0 ? port : undefined;
}

/** The port in the lines around: the lines of the source, or the error as an object. */
function sourcePort({ line }: SignMatch): number | undefined {
  const port = Number(/\bport\b["']?\s*[:=]\s*(\d{1,3})(?!\d)/i.exec(line.around ?? '')?.[1]);
  return port > 0 ? port : undefined;
}

/** A name that does not resolve, or a peer that does not answer. */
const NO_CONNECTION = alternatives([
  /getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (?<peer>[\w.-]+)/, // Error: getaddrinfo ENOTFOUND db.shop.svc
  // curl: (6) Could not resolve host: db
  /(?:could not|couldn't|unable to|failed to|cannot) resolve (?:host(?:name)?|address|name)?:? ?["']?(?<name>[\w.-]+)?/,
  // dial tcp: lookup db.shop.svc on 10.96.0.10:53: no such host
  /lookup (?<looked>[\w.-]+)\b.*(?:no such host|i\/o timeout|server misbehaving|refused)/,
  /Temporary failure in name resolution/, // socket.gaierror: [Errno -3] Temporary failure in name resolution
  /Name or service not known/, // psql: could not translate host name "db" to address: Name or service not known
  /UnknownHostException:? (?<host>[\w.-]+)?/, // java.net.UnknownHostException: db.shop.svc
  // dial tcp 10.96.12.7:5432: i/o timeout
  sequence([
    /(?:connect|dial tcp|connection)\b.*?(?<address>[\w.-]+:\d{2,5})?/,
    /.*(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|connection refused|timed out|i\/o timeout|no route to host)/,
  ]),
], 'i');

/** An address, or a family of addresses, that the pod does not have. */
const NO_ADDRESS = alternatives([
  /cannot assign requested address/, // listen tcp 10.1.2.3:8080: bind: cannot assign requested address
  /can't assign requested address/, // bind: Can't assign requested address
  /address not available/, // bind: address not available
  /\bEADDRNOTAVAIL\b/, // Error: listen EADDRNOTAVAIL: address not available ::1:8080
  /(?:Errno|os error) 99\b/, // OSError: [Errno 99] Cannot assign requested address
  /address family not supported/, // socket: Address family not supported by protocol
  /\bEAFNOSUPPORT\b/, // Error: listen EAFNOSUPPORT: address family not supported ::
  /(?:Errno|os error) 97\b/, // OSError: [Errno 97] Address family not supported by protocol
], 'i');

/** Words of servers, in the line or around it. */
const OF_SERVERS = /bind|listen|bound|create_server|socketserver|gunicorn|connector|protocol ?handler|connect to \('/i;

/** Ports, addresses and connections. */
export const NETWORK_CAUSES: readonly CatalogedCause[] = [
  {
    id: 'low-port',
    title: 'the user cannot listen on a port below 1024',
    why: 'Only root can, unless the pod lowers the first unprivileged port with a sysctl. '
      + 'NET_BIND_SERVICE has no effect for non-root users.',
    standsBeside: true,
    signs: [
      {
        in: 'log',
        text: alternatives([
          // listen tcp :80: bind: permission denied
          /\b(?:bind|bound|binding|listen|listening|make_sock|ListenAndServe)\w*\b.*(?:permission denied|EACCES)/,
          /(?:permission denied|EACCES).*\b(?:bind|listen|make_sock|could not bind)/, // (13)Permission denied: make_sock: could not bind
        ], 'i'),
        weight: 78,
        when: (found) => isLowPort(found) && LISTENS.test(withoutPaths(`${found.line.call ?? ''} ${found.line.text}`))
          && !/syslog/.test(found.line.text),
      },
      // HAProxy up to 2.3 gives no reason.
      { in: 'log', text: /\bcannot bind socket \[\S*:\d{1,3}\]/, weight: 72, when: isLowPort },
      {
        in: 'log',
        text: /\bprivileged port\b.*\b(?:non-?root|without root|root privileges|permission)/i,
        weight: 76,
        when: (found) => isLowPort(found),
      },
      {
        in: 'log',
        text: alternatives([
          /SocketException(?: \(13\))?: Permission denied/, // java.net.SocketException: Permission denied
          /BindException: Permission denied/, // java.net.BindException: Permission denied
          /\[Errno 13\] Permission denied$/, // PermissionError: [Errno 13] Permission denied
          /Can't connect to \('[^']*', \d{1,3}\)/, // Can't connect to ('0.0.0.0', 80)
        ]),
        weight: 76,
        when: (found) => isLowPort(found)
          && OF_SERVERS.test(found.line.around ?? found.line.text),
      },
      { in: 'log', text: DENIED, weight: 76, when: isOwnLowPort },
      {
        in: 'log',
        text: /\b(?:start|creat|open)\w* (?:an? |the )?(?:\w+ )?(?:server|listener)s?: permission denied$/i,
        weight: 72,
        when: isLowPort,
      },
    ],
    fix: (found) => {
      const known = failedPort(found) ?? argumentPort(found) ?? sourcePort(found);
      const port = known ?? 80;
      return {
        do: `declare the port ${port}, and allow it with a sysctl; or listen on ${8000 + port} and let the Service map port ${port} to `
          + `it${known === undefined ? '. The log does not name the port: 80 is an example' : ''}`,
        typescript: `// of the container: portNumber: ${port},   (adds the sysctl)`,
        yaml: `securityContext:\n  sysctls:\n    - { name: net.ipv4.ip_unprivileged_port_start, value: '${port}' }`,
        settings: '# declare containerPort in the manifest: with runAs, harden adds the sysctl',
      };
    },
    example: { source: 'log', text: 'nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)' },
  },
  {
    id: 'egress-denied',
    title: 'a NetworkPolicy may block a connection of the program',
    why: 'A NetworkPolicy that selects the pod allows only the connections in its rules. If the rules do not include DNS, no name '
      + 'resolves. Other blocked connections time out, or some CNI plugins refuse them.',
    signs: [{
      in: 'log',
      text: NO_CONNECTION,
      weight: 64,
      when: ({ evidence, line }) => evidence.state !== 'healthy' && (evidence.egressPolicies ?? []).length > 0 && line.level !== 'info',
    }],
    fix: ({ evidence: { egressPolicies = [] }, facts: { peer, name, looked, host, address } }) => {
      const to = peer ?? name ?? looked ?? host ?? address ?? 'the peer';
      const policies = egressPolicies.join(', ');
      return {
        do: `check that the peer runs, and allow the connection to ${to} in the NetworkPolicy `
          + `${policies === '' ? 'of the pod' : policies}, with DNS (port 53, UDP and TCP): \`npx `
          + 'cdk8s-hardened network FILES` shows the allowed connections',
        typescript: '// allowTo: [...], with a NetworkPeer for it; '
          + 'between workloads of the app: connections.allowTo(other)',
        yaml: 'egress:\n  - to: [{ podSelector: { matchLabels: { app: PEER } } }]\n    ports: [{ port: 5432 }]\n  - to: [{ '
          + 'namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } } }]\n    '
          + 'ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]',
      };
    },
    example: { source: 'log', text: 'Error: getaddrinfo ENOTFOUND db.shop.svc', with: { egressPolicies: ['default-deny'] } },
  },
  {
    id: 'address-unavailable',
    title: 'the program listens on an address that the pod does not have',
    why: 'A pod has its own IP address and 127.0.0.1. It has ::1 and other IPv6 addresses only if the cluster supports '
      + 'IPv6. It does not have the addresses of nodes, Services and earlier pods.',
    signs: [{
      in: 'log',
      text: NO_ADDRESS,
      weight: 70,
      when: ({ line }) => /\b(?:bind|binding|bound|listen\w*|server)\b|\bsocket\(\)/i.test(`${line.call ?? ''} ${line.text}`)
        && !/\bconnect/i.test(line.text),
    }],
    fix: () => ({
      do: 'configure the program to listen on 0.0.0.0, which is every address of the pod; if it needs the address of the pod, '
        + 'pass status.podIP in a variable. A cluster without IPv6 does not have `::`',
      typescript: '// of the container: an option of the program, such as --bind=0.0.0.0; '
        + 'envVariables: { POD_IP: EnvValue.fromFieldRef(EnvFieldPaths.POD_IP) }',
      yaml: '# env: [{ name: POD_IP, valueFrom: { fieldRef: { fieldPath: status.podIP } } }]',
    }),
    example: { source: 'log', text: 'listen tcp 10.1.2.3:8080: bind: cannot assign requested address' },
  },
];
