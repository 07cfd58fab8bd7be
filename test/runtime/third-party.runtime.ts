/*
 * What started before hardening starts after it: charts of someone else, with real programs, run as they come and as `harden` leaves
 * them. Each answers a request that needs what it writes.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { ask } from './apps/ask';
import { buildApplication, buildBase } from './apps/images';
import { downAll, play } from './support/play';
import { evaluate } from '../../src/policy/engine/evaluate';
import { profileOf } from '../../src/policy/engine/profile';
import { run } from '../commands/cli/support';

interface Chart {
  readonly title: string;
  readonly image: string;
  /** With IMAGE for the image. */
  readonly yaml: string;
  readonly request: readonly string[];
  readonly answer: string;
  /** The settings file, if hardening needs one. */
  readonly settings?: string;
  /** The controls whose findings are left, sorted. */
  readonly left?: readonly string[];
}

const shell = (script: string) => ['sh', '-c', script];
const REDIS = shell('redis-cli bgsave > /dev/null && sleep 1 && redis-cli set key value && redis-cli get key && ls /data/dump.rdb');

function deployment(name: string, container: string, spec = ''): string {
  return `# Source: ${name}/templates/deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: third-${name}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
${spec}      containers:
        - name: main
          image: "IMAGE"
          imagePullPolicy: Never
${container}`;
}

const CHARTS: readonly Chart[] = [
  {
    title: 'a web server whose image has a numeric user',
    image: 'nginx',
    yaml: deployment('web', '          securityContext: {}\n'),
    request: shell('busybox wget -q -O /dev/null http://127.0.0.1:8080/ && echo up'),
    answer: 'up\n',
  },
  {
    title: 'a web server on a low port, with a uid in the chart',
    image: 'nginx',
    yaml: deployment('web', `          command: [sh, -c, 'echo "server { listen 80; location / { return 200 ok; } }" > /tmp/port-80.conf && exec nginx -g "daemon off;"']
          ports:
            - containerPort: 80
          securityContext:
            runAsUser: 101
            capabilities: {add: [NET_BIND_SERVICE]}
`, '      securityContext: {sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: "0"}]}\n'),
    request: ['busybox', 'wget', '-q', '-O', '-', 'http://127.0.0.1:80/'],
    answer: 'ok',
  },
  {
    title: 'an application that writes to the root filesystem, with a uid in the chart',
    image: 'python',
    yaml: deployment('app', '          env: [{name: HOME, value: /tmp}]\n', '      securityContext: {runAsUser: 1000}\n'),
    request: ['busybox', 'wget', '-q', '-O', '-', 'http://127.0.0.1:8080/'],
    answer: 'Upload in /tmp, cache in /tmp/.cache/app\n',
  },
  {
    title: 'a cache whose image runs as root, with its uid in the settings',
    image: 'redis',
    yaml: deployment('cache', '          volumeMounts:\n            - {name: data, mountPath: /data}\n', '      volumes: [{name: data, emptyDir: {}}]\n'),
    request: REDIS,
    answer: 'OK\nvalue\n/data/dump.rdb\n',
    settings: 'workloads: [{ match: { image: localhost/redis }, runAs: 999 }]\n',
  },
  {
    title: 'a database whose init container runs as root, which therefore keeps its users',
    image: 'postgres',
    yaml: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: third-db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      initContainers:
        - name: chown
          image: "IMAGE"
          imagePullPolicy: Never
          command: [sh, -c, "mkdir -p /var/lib/postgresql/data/pgdata && chown -R 999:999 /var/lib/postgresql/data && chmod 700 /var/lib/postgresql/data/pgdata"]
          securityContext: {runAsUser: 0}
          volumeMounts:
            - {name: data, mountPath: /var/lib/postgresql/data}
      containers:
        - name: main
          image: "IMAGE"
          imagePullPolicy: Never
          env:
            - {name: PGDATA, value: /var/lib/postgresql/data/pgdata}
          securityContext: {runAsUser: 999}
          volumeMounts:
            - {name: data, mountPath: /var/lib/postgresql/data}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
    request: ['psql', '--username=postgres', '--tuples-only', '--no-align', '--command=select 6 * 7'],
    answer: '42\n',
    left: ['capabilities-restricted', 'run-as-non-root', 'run-as-user'],
  },
];

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-third-party-'));

beforeAll(buildBase);
afterEach(downAll);
afterAll(() => rmSync(folder, { recursive: true }));

async function hardened(yaml: string, settings = ''): Promise<string> {
  writeFileSync(join(folder, 'cdk8s-hardened.yaml'), settings);
  const { status, stdout } = await run(['harden', '-', '--config', 'cdk8s-hardened.yaml'], { cwd: folder, input: yaml });
  expect(status).toBe(0);
  return stdout;
}

describe.each(CHARTS)('$title', ({ image, yaml, request, answer, settings, left = [] }) => {
  const answers = (text: string) => ask(play(text).container('main'), request, ({ stdout }) => stdout === answer);
  const rendered = () => yaml.replaceAll('IMAGE', buildApplication(image));

  test('answers as it comes', () => answers(rendered()));

  test('answers once it is hardened, and passes "restricted" but for what the chart wants', async () => {
    const after = await hardened(rendered(), settings);
    const findings = parseAllDocuments(after).flatMap((document) => evaluate(document.toJS(), profileOf('pss-restricted')));
    expect([...new Set(findings.map(({ control }) => control.id))].sort()).toEqual(left);
    answers(after);
  });
});

test('an image that runs as root does not start with runAsNonRoot, and is named: harden lists its uid as needed', async () => {
  const yaml = deployment('cache', '').replaceAll('IMAGE', buildApplication('redis'));
  const { stdout, stderr } = await run(['harden', '-'], { input: yaml });
  expect(stderr[0]).toMatch(/^stdin:2: Deployment third-cache: needs: uid of localhost\/redis@sha256:\w+ \(container "main"\)$/);
  expect(stdout).toContain('runAsNonRoot: true');
});
