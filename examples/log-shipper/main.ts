import { ApiObject, App, Chart, JsonPatch, Size } from 'cdk8s';
import {
  ApiResource, ClusterRole, ClusterRoleBinding, ConfigMap, Cpu, EnvValue, HostPathVolumeType, Namespace, Probe, ServiceAccount, Volume,
} from 'cdk8s-plus-28';
import { HardenedDaemonSet, Hardening, ServiceAccountToken, WritablePath } from 'cdk8s-hardened';

const IMAGE = 'cr.fluentbit.io/fluent/fluent-bit:5.1.3@sha256:c5542543523c9678398dd78d927c05e8425ec15b038f226b67b3b019b1a70845';
const HTTP_PORT = 2020;

// The name under which the API server takes tokens. It differs from cluster to cluster, see README.md.
const API_AUDIENCE = 'https://kubernetes.default.svc.cluster.local';

// The first contains links into the second. Not /var/log: the node keeps its own logs there, such as the logs of sshd and audit.
const CONTAINER_LOGS = '/var/log/containers';
const POD_LOGS = '/var/log/pods';

const CONFIGURATION = `
service:
  http_server: on
  http_port: ${HTTP_PORT}
  health_check: on
pipeline:
  inputs:
    - name: tail
      path: ${CONTAINER_LOGS}/*.log
      multiline.parser: docker, cri
      tag: kube.*
      db: /fluent-bit/state/tail.db
      read_from_head: on
      mem_buf_limit: 16MB
      skip_long_lines: on
  filters:
    - name: kubernetes
      match: kube.*
      kube_url: https://kubernetes.default.svc:443
      kube_ca_file: /run/secrets/kube-root-ca/ca.crt
      kube_token_file: /var/run/secrets/tokens/token
      kube_token_ttl: 600
      merge_log: on
  outputs:
    - name: forward
      match: '*'
      host: \${LOGS_HOST}
      port: 24224
      tls: on
      tls.verify: on
`.trimStart();

const app = new App();
const chart = new Chart(app, 'log-shipper', { namespace: 'log-shipper', disableResourceNameHashes: true });

// Evaluates objects other than workloads too: the namespace and the roles below.
Hardening.of(app).enforce();

// --- the namespace, of its own: "baseline" refuses every hostPath, so here Pod Security lets everything in

const namespace = new Namespace(chart, 'namespace', {
  metadata: { name: 'log-shipper', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
});
Hardening.of(namespace).addWaiver({
  control: 'namespace-enforce',
  allow: ['privileged'],
  reason: 'no lower level of Pod Security allows a hostPath; only the log shipper is in this namespace',
});

// --- what it may ask the API server: whose logs these are

const account = new ServiceAccount(chart, 'account', { metadata: { name: 'log-shipper' }, automountToken: false });
const role = new ClusterRole(chart, 'role', { metadata: { name: 'log-shipper' } });
role.allow(['get', 'list', 'watch'], ApiResource.PODS, ApiResource.NAMESPACES);
const binding = new ClusterRoleBinding(chart, 'binding', { metadata: { name: 'log-shipper' }, role });
binding.addSubjects(account);

for (const clusterWide of [namespace, role, binding]) {
  ApiObject.of(clusterWide).addJsonPatch(JsonPatch.remove('/metadata/namespace')); // set by the chart, but these have none
}

// --- the shipper

const shipper = new HardenedDaemonSet(chart, 'shipper', {
  metadata: { name: 'log-shipper' },
  serviceAccount: account,
  serviceAccountToken: ServiceAccountToken.projected({ audience: API_AUDIENCE }),
  writablePaths: [
    WritablePath.fromEmptyDir('/fluent-bit/state', { sizeLimit: Size.mebibytes(64) }), // how far each file is read
  ],
  waivers: [
    {
      control: 'restricted-volumes',
      allow: [CONTAINER_LOGS, POD_LOGS],
      reason: 'the logs of containers are on the node and nowhere else; mounted read-only',
    },
    {
      control: 'group-id',
      containers: ['fluent-bit'],
      allow: ['0'],
      reason: 'containerd and CRI-O write the logs of containers as root:root 0640',
    },
  ],
});

const fluentBit = shipper.addContainer({
  name: 'fluent-bit',
  image: IMAGE,
  command: ['/fluent-bit/bin/fluent-bit'],
  args: ['--config=/fluent-bit/etc/conf/fluent-bit.yaml'],
  portNumber: HTTP_PORT,
  envVariables: { LOGS_HOST: EnvValue.fromValue('logs.example.com') },
  securityContext: { group: 0 }, // may read what root's group may read, and is not root: see README.md
  readiness: Probe.fromHttpGet('/api/v1/health', { port: HTTP_PORT }),
  liveness: Probe.fromHttpGet('/', { port: HTTP_PORT }),
  resources: {
    cpu: { request: Cpu.millis(50), limit: Cpu.millis(500) },
    memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) },
  },
});

for (const path of [CONTAINER_LOGS, POD_LOGS]) {
  const name = path.slice(1).replace(/\//g, '-');
  fluentBit.mount(path, Volume.fromHostPath(chart, name, name, { path, type: HostPathVolumeType.DIRECTORY }), { readOnly: true });
}

const configuration = new ConfigMap(chart, 'configuration', {
  metadata: { name: 'log-shipper' },
  data: { 'fluent-bit.yaml': CONFIGURATION },
});
fluentBit.mount('/fluent-bit/etc/conf', Volume.fromConfigMap(chart, 'configuration-volume', configuration), { readOnly: true });

// By this the API server is known. Kubernetes puts it into every namespace; the token does not come with it, as the automatic one does.
const rootCa = Volume.fromConfigMap(chart, 'root-ca-volume', ConfigMap.fromConfigMapName(chart, 'root-ca', 'kube-root-ca.crt'), {
  name: 'kube-root-ca', // or cdk8s-plus makes one with a dot, which no volume may have
});
fluentBit.mount('/run/secrets/kube-root-ca', rootCa, { readOnly: true });

app.synth();
