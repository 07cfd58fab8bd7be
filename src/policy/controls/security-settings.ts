/* Settings that turn off security features of programs, each with its documentation. */
import { Risk, Risks } from './risk';

/** A variable, an argument of a program or an annotation of a pod. */
export interface SecuritySetting {
  readonly name: string;
  /** The values that turn security off. An argument without a value counts as empty. */
  readonly off: RegExp;
  readonly risk: Risk;
  /** The effect, as a text after the name of the setting. */
  readonly effect: string;
  readonly source: string;
  /** The program or its image, if other programs have an argument with the same name. */
  readonly program?: RegExp;
  /** A text that makes the setting harmless: other words of the command, or the name of another variable. */
  readonly unless?: RegExp;
  /** Whether short options may come before it in the same word: `-sk`. */
  readonly isBundled?: true;
  /** Images whose purpose requires the setting. */
  readonly exceptFor?: RegExp;
}

const ANY = /^/;
const YES = /^(?:1|t|true|y|yes|on)$/i;
const NO = /^(?:0|f|false|n|no|off)$/i;
/** The values of a switch that is on. */
const SET = /^(?:|1|t|true|y|yes|on)$/i;
const NOT_EMPTY = /./s;

const DEBUGGER = { risk: 'medium', effect: 'a debugger listens on all addresses, and runs code for everyone who connects' } as const;
const UNVERIFIED = {
  risk: 'medium',
  effect: 'server certificates are not verified, so anyone on the network path can read and change the traffic',
} as const;
const OPEN = { risk: 'medium', effect: 'everyone who can reach the port has access without a password' } as const;
const PAST_MESH = {
  risk: 'low',
  effect: 'this traffic bypasses the mesh proxy, its encryption and its authorization',
} as const;

const LOOPBACK = '(?:127(?:\\.\\d+){3}|localhost|\\[?::1\\]?)(?::\\d+)?';
const LISTENING = '--(?:bind|bind_ip|bind-addr|bind-address|host|ip|(?:Server|Notebook)App\\.ip|entry[Pp]oints\\.traefik\\.address)';
/** Arguments that limit the port to the pod itself. */
const LOCAL = `(?:^|\\s)(?:${LISTENING}[= ]["']?${LOOPBACK}(?:,${LOOPBACK})*["']?(?!,|\\S| -?[\\d:*[])|--skip-networking(?:\\s|$))`;
const PASSWORD = '(?:^|\\s)--(?:PasswordIdentityProvider\\.hashed_password|(?:Server|Notebook)App\\.password)[= ]["\']?[^\\s"\'-]';
const OPEN_FAR = { ...OPEN, unless: new RegExp(LOCAL) };
const JUPYTER = { ...OPEN, unless: new RegExp(`${LOCAL}|${PASSWORD}`) };
/** Redis takes several addresses as separate words. */
const REDIS = {
  ...OPEN,
  unless: new RegExp(`(?:^|\\s)--(?:bind[= ]["']?-?${LOOPBACK}(?: `
    + `-?${LOOPBACK})*["']?(?=\\s+--?[a-z]|\\s*$)|requirepass[= ]["']?[^\\s"'-])`),
};
const LOOPBACK_URL = 'https?://(?:127(?:\\.\\d+){3}|localhost|\\[::1\\])(?=[:/?#\\s"\']|$)';
/** The setting is harmless if all addresses of the command are loopback addresses. */
const UNVERIFIED_FAR = { ...UNVERIFIED, unless: new RegExp(`^(?=.*${LOOPBACK_URL})(?!.*(?!${LOOPBACK_URL})\\bhttps?://)`, 's') };
const ROOT_PASSWORD = /^(?:MYSQL|MARIADB)_(?:ROOT_PASSWORD(?:_FILE|_HASH)?|RANDOM_ROOT_PASSWORD)$/;
const ANY_PASSWORD = /^(?!.*ALLOW_EMPTY)\w+_PASSWORD(?:_FILE)?$/;

const JDWP = /-(?:agentlib:|Xrun)jdwp\b[^\s]*\baddress=(?:\*|0\.0\.0\.0|\[?::\]?):/;
const LOCAL_JMX = /jmxremote\.(?:local\.only=true|host=(?:localhost|127\.))|rmi\.server\.hostname=(?:localhost|127\.)/;
const OPEN_JMX = new RegExp(`^(?![^]*(?:${LOCAL_JMX.source}))[^]*-Dcom\\.sun\\.management\\.jmxremote\\.authenticate=false\\b`);
const JMX_SOURCE = 'https://docs.oracle.com/en/java/javase/21/management/monitoring-and-management-using-jmx-technology.html';
const JDWP_SOURCE = 'https://docs.oracle.com/en/java/javase/21/docs/specs/jpda/conninv.html';
const INSPECT = /--inspect(?:-brk|-wait)?=(?:0\.0\.0\.0|\[::\])/;
const INSPECT_SOURCE = 'https://nodejs.org/en/learn/getting-started/debugging#security-implications';

const OF_OPERATOR = /gpu-operator(?:-validator)?|gpu-feature-discovery|container-toolkit|dcgm(?:-exporter)?/;
const OF_DRIVERS = /k8s-device-plugin|k8s-dra-driver(?:-gpu)?|k8s-mig-manager|k8s-driver-manager/;
/** The device plugin, and the programs that the GPU operator runs on each node. */
const OF_GPU_NODES = new RegExp(`(?:^|/)(?:${OF_DRIVERS.source}|${OF_OPERATOR.source})$`);

const WEB_DEBUG = { risk: 'medium', effect: 'error pages show source code and settings, and some can run code of the visitor' } as const;
const OLD_TLS = { risk: 'medium', effect: 'TLS versions with known attacks are accepted' } as const;
const AS_SERVER = { risk: 'high', effect: 'everyone who can reach the port has the permissions of the server' } as const;
const RUNS_CODE = { risk: 'high', effect: 'everyone who can reach the port can run code in the container' } as const;

export const VARIABLES: readonly SecuritySetting[] = [
  { name: 'NODE_TLS_REJECT_UNAUTHORIZED', off: /^0$/, ...UNVERIFIED, source: 'https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue' },
  { name: 'GIT_SSL_NO_VERIFY', off: ANY, ...UNVERIFIED, source: 'https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpsslVerify' },
  { name: 'PYTHONHTTPSVERIFY', off: /^0$/, ...UNVERIFIED, source: 'https://peps.python.org/pep-0493/' },
  { name: 'PERL_LWP_SSL_VERIFY_HOSTNAME', off: /^0$/, ...UNVERIFIED, source: 'https://metacpan.org/pod/LWP::UserAgent#ENVIRONMENT' },
  { name: 'NPM_CONFIG_STRICT_SSL', off: NO, ...UNVERIFIED, source: 'https://docs.npmjs.com/cli/v11/using-npm/config#strict-ssl' },
  { name: 'npm_config_strict_ssl', off: NO, ...UNVERIFIED, source: 'https://docs.npmjs.com/cli/v11/using-npm/config#strict-ssl' },
  { name: 'VAULT_SKIP_VERIFY', off: YES, ...UNVERIFIED, source: 'https://developer.hashicorp.com/vault/docs/commands#vault_skip_verify' },
  { name: 'CONSUL_HTTP_SSL_VERIFY', off: NO, ...UNVERIFIED, source: 'https://developer.hashicorp.com/consul/commands#consul_http_ssl_verify' },
  { name: 'ETCDCTL_INSECURE_SKIP_TLS_VERIFY', off: YES, ...UNVERIFIED, source: 'https://github.com/etcd-io/etcd/blob/main/etcdctl/README.md' },
  { name: 'KUBERNETES_TRUST_CERTIFICATES', off: YES, ...UNVERIFIED, source: 'https://github.com/fabric8io/kubernetes-client#configuring-the-client' },
  ...['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS', 'JAVA_OPTS', 'CATALINA_OPTS'].flatMap((name) => [
    { name, off: JDWP, ...DEBUGGER, source: JDWP_SOURCE },
    { name, off: OPEN_JMX, ...RUNS_CODE, source: JMX_SOURCE },
  ]),
  { name: 'NODE_OPTIONS', off: INSPECT, ...DEBUGGER, source: INSPECT_SOURCE },
  {
    name: 'DOCKER_HOST',
    off: /^tcp:\/\/.*:2375\b/,
    risk: 'high',
    effect: 'the program uses a Docker API without TLS, so everyone who can reach its port is root on its host',
    source: 'https://docs.docker.com/engine/daemon/remote-access/',
  },
  {
    name: 'DOCKER_TLS_CERTDIR',
    off: /^$/,
    risk: 'high',
    effect: 'the Docker API of the image docker:dind listens without TLS, so everyone who can reach the port is root in the container',
    source: 'https://hub.docker.com/_/docker (TLS)',
  },
  {
    name: 'NVIDIA_VISIBLE_DEVICES',
    off: /^all$/,
    risk: 'medium',
    effect: 'the container bypasses the device plugin and gets all GPUs of the node, including the GPUs of other pods',
    source: 'https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/docker-specialized.html',
    exceptFor: OF_GPU_NODES,
  },
  { name: 'ALLOW_EMPTY_PASSWORD', off: YES, ...OPEN, unless: ANY_PASSWORD, source: 'https://github.com/bitnami/containers/tree/main/bitnami/redis#configuration' },
  { name: 'ALLOW_ANONYMOUS_LOGIN', off: YES, ...OPEN, source: 'https://github.com/bitnami/containers/tree/main/bitnami/zookeeper#configuration' },
  ...['MYSQL_ALLOW_EMPTY_PASSWORD', 'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD'].map((name) => ({ name, off: NOT_EMPTY, ...OPEN, unless: ROOT_PASSWORD, source: 'https://hub.docker.com/_/mysql (Environment Variables)' })),
  { name: 'POSTGRES_HOST_AUTH_METHOD', off: /^trust$/, ...OPEN, source: 'https://hub.docker.com/_/postgres (POSTGRES_HOST_AUTH_METHOD)' },
  { name: 'NEO4J_AUTH', off: /^none$/, ...OPEN, source: 'https://neo4j.com/docs/operations-manual/current/docker/introduction/' },
  { name: 'xpack.security.enabled', off: NO, ...OPEN, source: 'https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/security-settings' },
  { name: 'DISABLE_SECURITY_PLUGIN', off: YES, ...OPEN, source: 'https://docs.opensearch.org/latest/security/configuration/disable-enable-security/' },
  { name: 'FLASK_DEBUG', off: YES, ...WEB_DEBUG, source: 'https://flask.palletsprojects.com/en/stable/debugging/' },
  { name: 'WERKZEUG_DEBUG_PIN', off: /^off$/i, ...RUNS_CODE, source: 'https://werkzeug.palletsprojects.com/en/stable/debug/#debugger-pin' },
  { name: 'DJANGO_DEBUG', off: YES, ...WEB_DEBUG, source: 'https://docs.djangoproject.com/en/stable/ref/settings/#debug' },
  { name: 'APP_DEBUG', off: YES, ...WEB_DEBUG, source: 'https://laravel.com/docs/12.x/configuration#debug-mode' },
  { name: 'RAILS_ENV', off: /^development$/, ...WEB_DEBUG, source: 'https://guides.rubyonrails.org/debugging_rails_applications.html' },
  { name: 'ASPNETCORE_ENVIRONMENT', off: /^Development$/i, ...WEB_DEBUG, risk: 'low', source: 'https://learn.microsoft.com/en-us/aspnet/core/fundamentals/error-handling' },
  { name: 'SPRING_H2_CONSOLE_ENABLED', off: YES, ...RUNS_CODE, source: 'https://docs.spring.io/spring-boot/reference/data/sql.html#data.sql.h2-web-console' },
  {
    name: 'MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE',
    off: /(?:^|,)\s*(?:\*|heapdump|env|shutdown)\s*(?:,|$)/,
    risk: 'medium',
    effect: 'everyone who can reach the port can read the memory and the settings of the program, including passwords',
    source: 'https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.security',
  },
  { name: 'AIRFLOW__API__AUTH_BACKENDS', off: /(?:^|,)airflow\.api\.auth\.backend\.default(?:,|$)/, ...OPEN, source: 'https://airflow.apache.org/docs/apache-airflow/2.11.0/security/api.html' },
  { name: 'ME_CONFIG_BASICAUTH', off: NO, ...OPEN, source: 'https://hub.docker.com/_/mongo-express' },
  { name: 'PGADMIN_CONFIG_SERVER_MODE', off: NO, ...OPEN, source: 'https://www.pgadmin.org/docs/pgadmin4/latest/server_deployment.html' },
  { name: 'ZEPPELIN_ANONYMOUS_ALLOWED', off: YES, ...RUNS_CODE, source: 'https://zeppelin.apache.org/docs/latest/setup/operation/configuration.html' },
  { name: 'INFLUXDB_HTTP_AUTH_ENABLED', off: NO, ...OPEN, source: 'https://docs.influxdata.com/influxdb/v1/administration/authentication_and_authorization/' },
  { name: 'CLICKHOUSE_SKIP_USER_SETUP', off: YES, ...OPEN, source: 'https://hub.docker.com/r/clickhouse/clickhouse-server' },
  { name: 'WEAVIATE_AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED', off: YES, ...OPEN, source: 'https://docs.weaviate.io/deploy/configuration/authentication' },
  { name: 'AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED', off: YES, ...OPEN, source: 'https://docs.weaviate.io/deploy/configuration/authentication' },
  { name: 'ETCD_CLIENT_CERT_AUTH', off: NO, risk: 'critical', effect: 'etcd answers everyone who can reach it', source: 'https://etcd.io/docs/latest/op-guide/security/ (CIS 2.2)' },
  { name: 'ARGOCD_SERVER_DISABLE_AUTH', off: YES, risk: 'critical', effect: 'everyone who can reach the server can deploy anything', source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/server-commands/argocd-server/' },
  { name: 'VAULT_DEV_ROOT_TOKEN_ID', off: NOT_EMPTY, risk: 'high', effect: 'Vault stores secrets in memory without a seal, and its root token is in the manifest', source: 'https://developer.hashicorp.com/vault/docs/concepts/dev-server' },
  { name: 'GF_AUTH_ANONYMOUS_ENABLED', off: YES, ...OPEN, risk: 'low', source: 'https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/anonymous-auth/' },
];

const APISERVER = 'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/';
const KUBELET = 'https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/';
const DASHBOARD = 'https://github.com/kubernetes-retired/dashboard/blob/v2.7.0/docs/common/dashboard-arguments.md';

/** Names of the API server, also `kube-apiserver-amd64`, and its part in `hyperkube`. */
const OF_APISERVER = /^(?:(?:kube-)?apiserver\b|hyperkube\b)/;
const OF_KUBELET = /^(?:kubelet\b|hyperkube\b)/;
const OF_DASHBOARD = /dashboard/;

export const ARGUMENTS: readonly SecuritySetting[] = [
  {
    name: '--anonymous-auth',
    off: YES,
    risk: 'high',
    effect: 'requests without credentials are accepted',
    source: `${APISERVER} (CIS 1.2.1, 4.2.1)`,
  },
  {
    name: '--authorization-mode',
    off: /(?:^|,)AlwaysAllow(?:,|$)/,
    risk: 'critical',
    effect: 'every request of every user is allowed',
    source: `${APISERVER} (CIS 1.2.7, 4.2.2)`,
  },
  {
    name: '--insecure-port',
    program: OF_APISERVER,
    off: /^[1-9]/,
    risk: 'critical',
    effect: 'the API server answers without authentication on this port',
    source: 'https://v1-19.docs.kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
  },
  {
    name: '--read-only-port',
    program: OF_KUBELET,
    off: /^[1-9]/,
    risk: 'medium',
    effect: 'the kubelet shows all pods without authentication',
    source: `${KUBELET} (CIS 4.2.4)`,
  },
  {
    name: '--disable-admission-plugins',
    program: OF_APISERVER,
    off: /(?:^|,)(?:NodeRestriction|PodSecurity|ServiceAccount)(?:,|$)/,
    risk: 'high',
    effect: 'the API server skips an admission check that security depends on',
    source: `${APISERVER} (CIS 1.2.11 to 1.2.15)`,
  },
  { name: '--client-cert-auth', program: /^etcd\b/, off: NO, risk: 'critical', effect: 'etcd answers everyone who can reach it', source: 'https://etcd.io/docs/latest/op-guide/security/ (CIS 2.2)' },
  {
    name: '--enable-skip-login',
    program: OF_DASHBOARD,
    off: SET,
    risk: 'high',
    effect: 'everyone who can reach the dashboard can act as its service account',
    source: DASHBOARD,
  },
  {
    name: '--enable-insecure-login',
    program: OF_DASHBOARD,
    off: SET,
    risk: 'medium',
    effect: 'the dashboard accepts tokens over HTTP',
    source: DASHBOARD,
  },
  { name: '--insecure-skip-tls-verify', off: SET, ...UNVERIFIED_FAR, source: 'https://kubernetes.io/docs/reference/kubectl/kubectl/' },
  { name: '--kubelet-insecure-tls', off: SET, ...UNVERIFIED, source: 'https://github.com/kubernetes-sigs/metrics-server#configuration' },
  { name: '--skip-tls-verify', off: SET, ...UNVERIFIED, source: 'https://github.com/GoogleContainerTools/kaniko#flag---skip-tls-verify' },
  { name: '--insecure-skip-verify', off: SET, ...UNVERIFIED, source: 'https://pkg.go.dev/crypto/tls#Config' },
  { name: '--tls-skip-verify', off: SET, ...UNVERIFIED_FAR, source: 'https://developer.hashicorp.com/vault/docs/commands#tls-skip-verify' },
  { name: '-tls-skip-verify', off: SET, ...UNVERIFIED_FAR, source: 'https://developer.hashicorp.com/vault/docs/commands#tls-skip-verify' },
  // Options of git, for one command or in its configuration, and of npm and yarn.
  ...['http.sslVerify', 'http.sslverify'].map((name) => ({ name, off: NO, ...UNVERIFIED, source: 'https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpsslVerify' })),
  ...['strict-ssl', '--strict-ssl'].map((name) => ({ name, off: NO, ...UNVERIFIED, source: 'https://docs.npmjs.com/cli/v11/using-npm/config#strict-ssl' })),
  { name: '--no-check-certificate', off: SET, ...UNVERIFIED_FAR, source: 'https://www.gnu.org/software/wget/manual/html_node/HTTPS-_0028SSL_002fTLS_0029-Options.html' },
  { name: '--serversTransport.insecureSkipVerify', off: SET, ...UNVERIFIED, source: 'https://doc.traefik.io/traefik/routing/overview/#insecureskipverify' },
  { name: '--api.insecure', off: SET, ...OPEN_FAR, source: 'https://doc.traefik.io/traefik/operations/api/#insecure' },
  { name: '--inspect', off: /^(?:0\.0\.0\.0|\[::\])/, ...DEBUGGER, source: INSPECT_SOURCE },
  { name: '--inspect-brk', off: /^(?:0\.0\.0\.0|\[::\])/, ...DEBUGGER, source: INSPECT_SOURCE },
  { name: '-agentlib:jdwp', off: /\baddress=(?:\*|0\.0\.0\.0|\[?::\]?):/, ...DEBUGGER, source: JDWP_SOURCE },
  { name: '-Xrunjdwp', off: /\baddress=(?:\*|0\.0\.0\.0|\[?::\]?):/, ...DEBUGGER, source: JDWP_SOURCE },
  { name: '--skip-grant-tables', off: SET, ...OPEN_FAR, source: 'https://dev.mysql.com/doc/refman/8.4/en/server-options.html#option_mysqld_skip-grant-tables' },
  { name: '--insecure', program: /^argocd-server$/, off: SET, risk: 'low', effect: 'the server accepts passwords and tokens over HTTP from its proxy', source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/server-commands/argocd-server/' },
  { name: '--disable-auth', program: /^argocd-server$/, off: SET, risk: 'critical', effect: 'everyone who can reach the server can deploy anything', source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/server-commands/argocd-server/' },
  { name: '--auth-mode', program: /^(?:argo|argo-?cli|workflow-server)$/, off: /(?:^|,)server(?:,|$)/, ...AS_SERVER, source: 'https://argo-workflows.readthedocs.io/en/latest/argo-server-auth-mode/' },
  { name: '--insecure', program: /^cockroach$/, off: SET, ...OPEN_FAR, source: 'https://www.cockroachlabs.com/docs/stable/cockroach-start#security' },
  { name: '--insecure', program: /^curl$/, off: SET, ...UNVERIFIED_FAR, source: 'https://curl.se/docs/manpage.html#-k' },
  { name: '-k', program: /^curl$/, off: SET, isBundled: true, ...UNVERIFIED_FAR, source: 'https://curl.se/docs/manpage.html#-k' },
  { name: '-Dcom.sun.management.jmxremote.authenticate', off: NO, ...RUNS_CODE, unless: LOCAL_JMX, source: JMX_SOURCE },
  ...['--tls-min-version', '--min-tls-version', '--tlsMinVersion'].map((name) => ({
    name, off: /^(?:VersionTLS1[01]|TLS_?1[._]?[01]|1\.[01])$/i, ...OLD_TLS, source: APISERVER,
  })),
  { name: '--management.endpoints.web.exposure.include', off: /(?:^|,)(?:\*|heapdump|env|shutdown)(?:,|$)/, risk: 'medium', effect: 'everyone who can reach the port can read the memory and the settings of the program, including passwords', source: 'https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.security' },
  { name: '--web.enable-admin-api', program: /^prometheus$/, off: SET, risk: 'low', effect: 'everyone who can reach the port can delete metrics', source: 'https://prometheus.io/docs/operating/security/#prometheus' },
  { name: '--dashboard-host', program: /^ray$/, off: /^(?:0\.0\.0\.0|::)$/, ...RUNS_CODE, source: 'https://docs.ray.io/en/latest/ray-security/index.html (CVE-2023-48022)' },
  { name: '-dev-root-token-id', program: /^(?:vault|bao)$/, off: NOT_EMPTY, risk: 'high', effect: 'Vault stores secrets in memory without a seal, and its root token is in the manifest', source: 'https://developer.hashicorp.com/vault/docs/concepts/dev-server' },
  { name: '--no-auth', program: /^portainer/, off: SET, ...AS_SERVER, source: 'https://docs.portainer.io/advanced/cli' },
  { name: '--noauth', off: SET, ...OPEN_FAR, source: 'https://www.mongodb.com/docs/manual/reference/program/mongod/' },
  { name: '--protected-mode', off: NO, ...REDIS, source: 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/#protected-mode' },
  { name: '--ServerApp.token', off: /^(?:''|"")?$/, ...JUPYTER, source: 'https://jupyter-server.readthedocs.io/en/latest/operators/security.html' },
  { name: '--NotebookApp.token', off: /^(?:''|"")?$/, ...JUPYTER, source: 'https://jupyter-server.readthedocs.io/en/latest/operators/security.html' },
  { name: '--auth', off: /^none$/, ...OPEN_FAR, source: 'https://coder.com/docs/code-server/guide' },
  ...['--host', '-H'].map((name) => ({
    name,
    off: /^tcp:\/\/(?:0\.0\.0\.0|\[::\])?:2375\b/,
    risk: 'high' as const,
    effect: 'the Docker API listens without TLS, so everyone who can reach the port is root on its host',
    source: 'https://docs.docker.com/engine/daemon/remote-access/',
  })),
];

const ISTIO = 'https://istio.io/latest/docs/reference/config/annotations/';
const LINKERD = 'https://linkerd.io/2/reference/proxy-configuration/';

export const POD_ANNOTATIONS: readonly SecuritySetting[] = [
  ...['excludeInboundPorts', 'excludeOutboundPorts', 'excludeOutboundIPRanges', 'excludeInterfaces']
    .map((name) => ({ name: `traffic.sidecar.istio.io/${name}`, off: NOT_EMPTY, ...PAST_MESH, source: ISTIO })),
  ...['includeInboundPorts', 'includeOutboundIPRanges'].map((name) => ({
    name: `traffic.sidecar.istio.io/${name}`,
    off: /^$/,
    ...PAST_MESH,
    source: ISTIO,
  })),
  { name: 'sidecar.istio.io/interceptionMode', off: /^NONE$/, ...PAST_MESH, source: ISTIO },
  ...['skip-inbound-ports', 'skip-outbound-ports', 'skip-subnets'].map((name) => ({
    name: `config.linkerd.io/${name}`,
    off: NOT_EMPTY,
    ...PAST_MESH,
    source: LINKERD,
  })),
  {
    name: 'config.linkerd.io/default-inbound-policy',
    off: /^all-unauthenticated$/,
    risk: 'low',
    effect: 'the mesh accepts connections without an identity',
    source: 'https://linkerd.io/2/reference/authorization-policy/#default-policies',
  },
];

/** The names of settings, or of settings with one risk. */
export function namesOf(settings: readonly SecuritySetting[], risk?: Risk): string {
  return settings.filter((each) => risk === undefined || each.risk === risk).map(({ name }) => name).join(', ');
}

/** The risks of settings, each with the names of its settings. */
export function risksOf(settings: readonly SecuritySetting[]): Risks {
  return {
    medium: namesOf(settings, 'medium'),
    critical: namesOf(settings, 'critical'),
    high: namesOf(settings, 'high'),
    low: namesOf(settings, 'low'),
  };
}

/** Whether the program does not verify servers with this setting. */
export function leavesUnverified({ effect }: SecuritySetting): boolean {
  return effect === UNVERIFIED.effect;
}
