import { Cause } from '../../cause';

export const egressDenied: Cause = {
  id: 'egress-denied',
  title: 'a NetworkPolicy may keep the program from its peer',
  why: 'A NetworkPolicy that selects the pod allows only the connections that it lists. Without DNS among them no name resolves; others time out, or are refused by some CNI plugins.',
  signs: [{
    in: 'log',
    text: /getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (?<peer>[\w.-]+)|(?:could not|couldn't|unable to|failed to|cannot) resolve (?:host(?:name)?|address|name)?:? ?["']?(?<name>[\w.-]+)?|lookup (?<looked>[\w.-]+)\b.*(?:no such host|i\/o timeout|server misbehaving|refused)|Temporary failure in name resolution|Name or service not known|UnknownHostException:? (?<host>[\w.-]+)?|(?:connect|dial tcp|connection)\b.*?(?<address>[\w.-]+:\d{2,5})?.*(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|connection refused|timed out|i\/o timeout|no route to host)/i,
    weight: 64,
    when: ({ evidence, line }) => evidence.state !== 'healthy' && (evidence.egressPolicies ?? []).length > 0 && line.level !== 'info',
  }],
  fix: ({ evidence: { egressPolicies = [] }, facts: { peer, name, looked, host, address } }) => {
    const to = peer ?? name ?? looked ?? host ?? address ?? 'the peer';
    const policies = egressPolicies.join(', ');
    return {
      do: `check that the peer runs, and allow the connection to ${to} in the NetworkPolicy ${policies === '' ? 'of the pod' : policies}, with DNS (port 53, UDP and TCP): \`npx cdk8s-hardened network FILES\` shows the allowed connections`,
      typescript: '// network: NetworkAccess.isolated({ allowTo: [...] }), with a NetworkPeer for it; between workloads of the app: connections.allowTo(other)',
      yaml: 'egress:\n  - to: [{ podSelector: { matchLabels: { app: PEER } } }]\n    ports: [{ port: 5432 }]\n  - to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } } }]\n    ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]',
    };
  },
  example: { source: 'log', text: 'Error: getaddrinfo ENOTFOUND db.shop.svc', with: { egressPolicies: ['default-deny'] } },
};
