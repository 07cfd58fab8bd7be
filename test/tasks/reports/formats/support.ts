import { Workspace } from '../../../commands/cli/support';

/** Names and values that break a format which does not escape them. */
export const HOSTILE = 'a"b\'<script>&amp;|`@all\n::error::x\u0000\u2028\u202e]]>%0A,:\u{1f600}';

/** A Deployment and a Pod with findings, a waived finding, warnings, and a Dockerfile. */
export const FILES = {
  'shop/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: registry.example/web:1
          securityContext: { privileged: true }
        - name: proxy
          image: registry.example/proxy:1
          securityContext: { privileged: true }
---
apiVersion: v1
kind: Pod
metadata:
  name: agent
  annotations:
    cdk8s-hardened/waivers: '[{"control":"service-account-token","reason":"it reads the logs of the node"}]'
spec:
  volumes: [{ name: logs, hostPath: { path: /var/log } }]
  containers: [{ name: agent, image: "registry.example/agent:1" }]
`,
  'Dockerfile': 'FROM debian:13.1-slim\nUSER root\n',
  'hostile.json': JSON.stringify({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: HOSTILE }, spec: { hostPID: true, containers: [{ name: HOSTILE, image: HOSTILE }] },
  }),
};

/** The report of an audit of the files in a format. */
export async function reportIn(format: string, ...args: string[]): Promise<string> {
  const workspace = new Workspace().write(FILES);
  try {
    const { stdout, status } = await workspace.audit('.', '--format', format, ...args);
    expect([0, 1]).toContain(status);
    return stdout;
  } finally {
    workspace.remove();
  }
}
