import { Cause, Found } from '../../cause';
import { isLowPort, isOwnLowPort, portOf } from '../../log-port';
import { withoutPaths } from '../../paths';
import { DENIED } from '../../words';

/** The calls of a server. A path such as /etc/bind has one as its name. */
const LISTENS = /\b(?:bind|bound|listen|make_sock)/i;

/** The port in the arguments, where the log does not name it. */
function argumentPort({ evidence: { command = [] } }: Found): number | undefined {
  const port = Number(/(?:\s|^)(?:-p|--(?:\w+-)?port|--listen)[ =](?:\S*:)?(\d{1,3})(?!\d)|:(\d{1,3})(?!\d)/.exec(command.join(' '))?.slice(1).find(Boolean));
  return port > 0 ? port : undefined;
}

/** The port in the lines around: the lines of the source, or the error as an object. */
function sourcePort({ line }: Found): number | undefined {
  const port = Number(/\bport\b["']?\s*[:=]\s*(\d{1,3})(?!\d)/i.exec(line.around ?? '')?.[1]);
  return port > 0 ? port : undefined;
}

export const lowPort: Cause = {
  id: 'low-port',
  title: 'the user may not listen on a port below 1024',
  why: 'Only root may, unless the pod lowers the first free port by a sysctl. NET_BIND_SERVICE has no effect for users that are not root.',
  standsBeside: true,
  signs: [
    { in: 'log', text: /\b(?:bind|bound|binding|listen|listening|make_sock|ListenAndServe)\w*\b.*(?:permission denied|EACCES)|(?:permission denied|EACCES).*\b(?:bind|listen|make_sock|could not bind)/i, weight: 78, when: (found) => isLowPort(found) && LISTENS.test(withoutPaths(`${found.line.call ?? ''} ${found.line.text}`)) && !/syslog/.test(found.line.text) },
    // HAProxy up to 2.3 gives no reason.
    { in: 'log', text: /\bcannot bind socket \[\S*:\d{1,3}\]/, weight: 72, when: isLowPort },
    { in: 'log', text: /\bprivileged port\b.*\b(?:non-?root|without root|root privileges|permission)/i, weight: 76, when: (found) => isLowPort(found) },
    { in: 'log', text: /SocketException(?: \(13\))?: Permission denied|BindException: Permission denied|\[Errno 13\] Permission denied$|Can't connect to \('[^']*', \d{1,3}\)/, weight: 76, when: (found) => isLowPort(found) && /bind|listen|bound|create_server|socketserver|gunicorn|connector|protocol ?handler|connect to \('/i.test(found.line.around ?? found.line.text) },
    { in: 'log', text: DENIED, weight: 76, when: isOwnLowPort },
    { in: 'log', text: /\b(?:start|creat|open)\w* (?:an? |the )?(?:\w+ )?(?:server|listener)s?: permission denied$/i, weight: 72, when: isLowPort },
  ],
  fix: (found) => {
    const known = portOf(found) ?? argumentPort(found) ?? sourcePort(found);
    const port = known ?? 80;
    return {
      do: `declare the port ${port}, and allow it by a sysctl; or listen on ${8000 + port} and let the Service map port ${port} to it${known === undefined ? '. The log does not name the port: 80 is an example' : ''}`,
      typescript: `// of the container: portNumber: ${port},   (adds the sysctl)`,
      yaml: `securityContext:\n  sysctls:\n    - { name: net.ipv4.ip_unprivileged_port_start, value: '${port}' }`,
      settings: '# declare containerPort in the manifest: with runAs, harden adds the sysctl',
    };
  },
  example: { source: 'log', text: 'nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)' },
};
