/** The files of a chart, by their paths in it. */
export type ChartFiles = { readonly [path: string]: string };

const IMAGE = 'registry.example/shop/web:1.0';

/** A Deployment whose contexts are templates: without any if they are empty. */
export function deployment({ pod = '', container = '', name = '{{ .Release.Name }}', containerName = 'web', more = '', apiVersion = 'apps/v1', kind = 'Deployment' } = {}): string {
  return `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: ${name}
  namespace: {{ .Release.Namespace }}
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      ${pod}
      containers:
        - name: ${containerName}
          image: ${IMAGE}
          ${container}
${more}`;
}

/** A context as most charts pass it. */
export function context(value: string, indent: number): string {
  return `{{- with .Values.${value} }}
      securityContext: {{- toYaml . | nindent ${indent} }}
      {{- end }}`.replace(/\n {6}/g, `\n${' '.repeat(indent - 2)}`);
}

const POD = context('podSecurityContext', 8);
const CONTAINER = context('securityContext', 12);

/** One chart for each trap of values and patches. */
export const MINI_CHARTS = {
  /** No trap. */
  'plain': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\n',
    'templates/web.yaml': deployment({ pod: POD, container: CONTAINER }),
  },
  /** Defaults of the template are lost once the map has a field. */
  'else-branch': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\n',
    'templates/web.yaml': deployment({
      pod: `securityContext:
      {{- if .Values.podSecurityContext }}
        {{- toYaml .Values.podSecurityContext | nindent 8 }}
      {{- else }}
        runAsUser: 1000
        fsGroup: 2000
        seLinuxOptions: { level: "s0:c1,c2" }
      {{- end }}`,
      container: CONTAINER,
    }),
  },
  /** The same beside values for volumes, which reach the same pod, as in the chart of Nextcloud. */
  'else-branch-volumes': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\nextraVolumes: []\nextraVolumeMounts: []\n',
    'templates/web.yaml': deployment({
      pod: `securityContext:
      {{- with .Values.podSecurityContext }}
        {{- toYaml . | nindent 8 }}
      {{- else }}
        fsGroup: 33
      {{- end }}
      volumes: {{- toYaml .Values.extraVolumes | nindent 8 }}`,
      container: `${CONTAINER}\n          volumeMounts: {{- toYaml .Values.extraVolumeMounts | nindent 12 }}`,
    }).replace(IMAGE, 'nextcloud:31.0.6-apache'),
  },
  /** Defaults that a map cannot keep. */
  'unrepairable': {
    'values.yaml': 'podSecurityContext: {}\n',
    'templates/web.yaml': deployment({
      pod: `{{- if .Values.podSecurityContext }}
      securityContext: {{- toYaml .Values.podSecurityContext | nindent 8 }}
      {{- else }}
      hostname: web
      {{- end }}`,
    }),
  },
  /** Defaults that come back however often they are written. */
  'lost-again': {
    'values.yaml': 'podSecurityContext: {}\n',
    'templates/web.yaml': deployment({
      pod: `securityContext:
      {{- if .Values.podSecurityContext }}
        {{- omit .Values.podSecurityContext "fsGroup" | toYaml | nindent 8 }}
      {{- else }}
        fsGroup: 2000
      {{- end }}`,
    }),
  },
  /** One map, for the pod and for the container. */
  'shared': {
    'values.yaml': 'securityContext: {}\n',
    'templates/web.yaml': deployment({ pod: context('securityContext', 8), container: CONTAINER }),
  },
  /** A schema that takes only some fields. */
  'strict': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\n',
    'values.schema.json': JSON.stringify({
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: {
        podSecurityContext: { type: 'object', additionalProperties: false, properties: { runAsNonRoot: { type: 'boolean' } } },
        securityContext: { type: 'object' },
      },
    }),
    'templates/web.yaml': deployment({ pod: POD, container: CONTAINER }),
  },
  /** A map that counts only if it is switched on, with ids of the chart in it. */
  'enabled': {
    'values.yaml': 'podSecurityContext:\n  enabled: false\n  fsGroup: 1001\ncontainerSecurityContext:\n  enabled: true\n  runAsUser: 1001\n',
    'templates/web.yaml': deployment({
      pod: `{{- if .Values.podSecurityContext.enabled }}
      securityContext: {{- omit .Values.podSecurityContext "enabled" | toYaml | nindent 8 }}
      {{- end }}`,
      container: `{{- if .Values.containerSecurityContext.enabled }}
          securityContext: {{- omit .Values.containerSecurityContext "enabled" | toYaml | nindent 12 }}
          {{- end }}`,
    }),
  },
  /** A map that is switched off, with unsafe content, beside a container that it does not reach. */
  'switched-on': {
    'values.yaml': 'podSecurityContext: {}\ncontainerSecurityContext:\n  enabled: false\n  runAsNonRoot: false\n  privileged: true\n  readOnlyRootFilesystem: true\n',
    'templates/web.yaml': deployment({
      pod: 'securityContext: {{- toYaml .Values.podSecurityContext | nindent 8 }}',
      container: `{{- if .Values.containerSecurityContext.enabled }}
          securityContext: {{- omit .Values.containerSecurityContext "enabled" | toYaml | nindent 12 }}
          {{- end }}`,
      more: `        - name: proxy\n          image: ${IMAGE}\n`,
    }),
  },
  /** A value of a single map in a context of the template. */
  'seccomp': {
    'values.yaml': 'seccompProfile: {}\n',
    'templates/web.yaml': deployment({
      container: `securityContext:
            allowPrivilegeEscalation: false
            runAsNonRoot: true
            capabilities: { drop: [ALL] }
            {{- with .Values.seccompProfile }}
            seccompProfile: {{- toYaml . | nindent 14 }}
            {{- end }}`,
    }),
  },
  /** Maps that a template goes through, of which only one has a context. */
  'ranged': {
    'values.yaml': 'workers:\n  fast:\n    securityContext: {}\n  slow: {}\n',
    'templates/web.yaml': `{{- range $name, $worker := .Values.workers }}\n${deployment({
      name: '{{ $name }}',
      container: 'securityContext: {{- toYaml (default dict $worker.securityContext) | nindent 12 }}',
    }).replace('.Release.Namespace', '$.Release.Namespace')}---\n{{- end }}\n`,
  },
  /** A port of the node beside what is missing. */
  'host-port': {
    'values.yaml': 'securityContext: {}\n',
    'templates/web.yaml': deployment({ container: `${CONTAINER}\n          ports: [{ containerPort: 80, hostPort: 80 }]` }),
  },
  /** A subchart twice, once under an alias. */
  'subcharts': {
    'Chart.yaml': `apiVersion: v2
name: subcharts
version: 1.2.3
dependencies:
  - { name: db, version: 1.0.0 }
  - { name: db, version: 1.0.0, alias: cache }
`,
    'values.yaml': 'server: {}\ncache:\n  podSecurityContext: { fsGroup: 3000 }\n',
    'templates/web.yaml': deployment({ pod: context('server.podSecurityContext', 8), container: context('server.securityContext', 12) }),
    'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
    'charts/db/values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\n',
    'charts/db/templates/db.yaml': deployment({ pod: POD, container: CONTAINER, name: '{{ .Release.Name }}-{{ .Chart.Name }}' }),
  },
  /** A list that values replace: what it adds must stay. */
  'replaced-list': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext:\n  capabilities:\n    drop: [NET_RAW]\n    add: [NET_BIND_SERVICE]\n',
    'templates/web.yaml': deployment({ pod: POD, container: CONTAINER }),
  },
  /** A hook and a test, of which values know nothing. */
  'hooks': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\n',
    'templates/web.yaml': deployment({ pod: POD, container: CONTAINER }),
    'templates/migrate.yaml': `apiVersion: batch/v1
kind: Job
metadata:
  name: {{ .Release.Name }}-migrate
  annotations: { helm.sh/hook: pre-install }
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: migrate, image: "${IMAGE}" }]
`,
    'templates/tests/ping.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}-ping
  annotations: { helm.sh/hook: test }
spec:
  containers: [{ name: ping, image: "${IMAGE}" }]
`,
  },
  /** A container that a later version calls otherwise, with no value for its context. */
  'renamed': {
    'values.yaml': 'containerName: web\npodSecurityContext: {}\n',
    'templates/web.yaml': deployment({ pod: POD, containerName: '{{ .Values.containerName }}' }),
  },
  /** A kind that kustomize cannot merge. */
  'rollout': {
    'values.yaml': 'extra: false\n',
    'templates/web.yaml': deployment({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' }),
  },
  /** A value without which it does not render. */
  'required': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\n',
    'templates/web.yaml': deployment({ pod: `hostname: {{ required "set hostname" .Values.hostname }}\n      ${POD}`, container: CONTAINER }),
  },
  /** Values that are templates. */
  'tpl': {
    'values.yaml': 'uid: 4000\npodSecurityContext:\n  runAsUser: "{{ .Values.uid }}"\nsecurityContext: {}\n',
    'templates/web.yaml': deployment({
      pod: 'securityContext: {{- tpl (toYaml .Values.podSecurityContext) . | replace "\'" "" | nindent 8 }}',
      container: 'securityContext: {{- tpl (toYaml .Values.securityContext) . | nindent 12 }}',
    }),
  },
  /** Templates of a library chart. */
  'library': {
    'Chart.yaml': 'apiVersion: v2\nname: library\nversion: 1.2.3\ndependencies:\n  - { name: common, version: 1.0.0 }\n',
    'values.yaml': 'server:\n  podSecurityContext: {}\n  securityContext: {}\n',
    'templates/web.yaml': '{{ include "common.deployment" (dict "context" $ "values" .Values.server) }}\n',
    'charts/common/Chart.yaml': 'apiVersion: v2\nname: common\nversion: 1.0.0\ntype: library\n',
    'charts/common/templates/_deployment.tpl': `{{- define "common.deployment" -}}\n${deployment({
      name: '{{ .context.Release.Name }}',
      pod: 'securityContext: {{- toYaml .values.podSecurityContext | nindent 8 }}',
      container: 'securityContext: {{- toYaml .values.securityContext | nindent 12 }}',
    }).replace('{{ .Release.Namespace }}', '{{ .context.Release.Namespace }}')}{{- end -}}\n`,
  },
  /** A function that takes no marker. */
  'refused-marker': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\nsidecar:\n  securityContext: {}\n',
    'templates/web.yaml': deployment({
      pod: POD,
      container: `{{- if eq .Values.sidecar.securityContext.runAsUser nil }}{{ fail "not here" }}{{ end }}\n          ${CONTAINER}`
        .replace('eq .Values.sidecar.securityContext.runAsUser nil', 'gt (int .Values.sidecar.securityContext.runAsUser) 0'),
    }),
  },
  /** A value for volumes, and none for their mounts. */
  'volumes-only': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\nextraVolumes: []\n',
    'templates/web.yaml': deployment({ pod: `${POD}\n      volumes: {{- toYaml .Values.extraVolumes | nindent 8 }}`, container: CONTAINER })
      .replace(IMAGE, 'nginx:1.29'),
  },
  /** A template that passes only some fields. */
  'fixed-fields': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext:\n  runAsUser: 1000\n',
    'templates/web.yaml': deployment({ pod: POD, container: 'securityContext: { runAsUser: {{ .Values.securityContext.runAsUser }} }' }),
  },
  /** Random numbers, and digests of them. */
  'random': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\n',
    'templates/web.yaml': deployment({ pod: POD, container: CONTAINER }).replace('metadata: { labels:', 'metadata: { annotations: { checksum: "{{ randAlphaNum 40 | sha256sum }}", nonce: "{{ randAlphaNum 9 }}" }, labels:'),
    'templates/secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: web }\nstringData: { password: "{{ randAlphaNum 9 }}" }\n',
  },
  /** A value that reaches a ConfigMap, too. */
  'dumped': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\n',
    'templates/web.yaml': deployment({ pod: POD, container: CONTAINER }),
    'templates/config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { values: {{ toJson .Values | quote }} }\n',
  },
  /** The node's own paths, and a container that is privileged for a moment. */
  'node': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\nsysctl:\n  enabled: true\n',
    'templates/web.yaml': deployment({
      pod: `${POD}
      volumes: [{ name: logs, hostPath: { path: /var/log } }]
      hostPID: true`,
      container: CONTAINER,
      kind: 'DaemonSet',
    }),
  },
  /** An init container that changes the node, with a switch, and the digest of a random password. */
  'switch': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\nsysctlImage:\n  enabled: true\nmetrics:\n  enabled: true\n',
    'templates/web.yaml': deployment({
      pod: `${POD}
      {{- if .Values.sysctlImage.enabled }}
      initContainers:
        - name: sysctl
          image: registry.example/shop/sysctl:1.0
          securityContext: { privileged: true, runAsUser: 0 }
      {{- end }}`,
      container: CONTAINER,
    }).replace('metadata: { labels:', 'metadata: { annotations: { checksum: "{{ randAlphaNum 40 | sha256sum }}" }, labels:'),
  },
  /** An init container that needs root, without saying so, with a switch. */
  'owner-change': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\nvolumePermissions:\n  enabled: true\n',
    'templates/web.yaml': deployment({
      pod: `${POD}
      initContainers:
        {{- if .Values.volumePermissions.enabled }}
        - name: volume-permissions
          image: registry.example/shop/shell:1.0
          command: [sh, -c, "mkdir -p /data && chown -R 1000:1000 /data"]
          securityContext: {{- toYaml .Values.securityContext | nindent 12 }}
        {{- end }}
        - name: as-root-only
          image: registry.example/shop/shell:1.0
          command: [sh, -c, "chown -R 1000:1000 /data || true"]
          securityContext: {{- toYaml .Values.securityContext | nindent 12 }}`,
      container: CONTAINER,
    }),
  },
  /** A value of a container behind a switch in a map that the template does not pass on, as in the chart of MinIO. */
  'switch-elsewhere': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\njob:\n  securityContext: { enabled: false, runAsUser: 1000 }\n',
    'templates/web.yaml': deployment({
      pod: POD,
      container: CONTAINER,
      more: `        - name: make-user
          image: ${IMAGE}
          {{- if .Values.job.securityContext.enabled }}
          {{- with .Values.job.containerSecurityContext }}
          securityContext: {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- end }}
`,
    }),
  },
  /** Choices of its author. */
  'root': {
    'values.yaml': 'podSecurityContext:\n  runAsUser: 0\n  fsGroup: 0\nsecurityContext: {}\n',
    'templates/web.yaml': deployment({ pod: POD, container: CONTAINER }),
  },
  /** A container that sets nothing beside one that needs a capability. */
  'sibling': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\n',
    'templates/web.yaml': deployment({
      pod: POD,
      container: CONTAINER,
      more: `        - name: proxy\n          image: ${IMAGE}\n          securityContext: { capabilities: { add: [NET_ADMIN] } }\n`,
    }),
  },
  /** A name that the API server generates, by which no patch finds the object. */
  'generated-name': {
    'values.yaml': 'podSecurityContext: {}\n',
    'templates/job.yaml': `apiVersion: batch/v1
kind: Job
metadata: { generateName: "{{ .Release.Name }}-" }
spec:
  template:
    spec:
      restartPolicy: Never
      ${POD}
      containers: [{ name: job, image: "${IMAGE}" }]
`,
    'templates/web.yaml': deployment({ pod: POD }),
  },
  /** A test whose name is another one each time that the chart renders. */
  'drawn-name': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\n',
    'templates/test.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: "{{ .Release.Name }}-ui-test-{{ randAlphaNum 5 | lower }}"
  annotations: { helm.sh/hook: test }
spec: { restartPolicy: Never, containers: [{ name: test, image: "${IMAGE}" }] }
`,
    'templates/web.yaml': deployment({ pod: POD, container: CONTAINER }),
  },
  /** The same for a container. */
  'drawn-container': {
    'values.yaml': 'podSecurityContext: {}\nsecurityContext: {}\n',
    'templates/test.yaml': `apiVersion: v1
kind: Pod
metadata: { name: "{{ .Release.Name }}-test", annotations: { helm.sh/hook: test } }
spec:
  restartPolicy: Never
  containers:
    - name: test-{{ randAlpha 6 | lower }}
      image: "${IMAGE}"
`,
    'templates/web.yaml': deployment({ pod: POD, container: CONTAINER }),
  },
  /** Ports and variables of which a merge by kustomize keeps only one. */
  'twins': {
    'values.yaml': 'podSecurityContext: {}\n',
    'templates/web.yaml': deployment({
      pod: POD,
      container: 'ports: [{ name: http, containerPort: 80 }, { name: metrics, containerPort: 80 }]\n          env: [{ name: A, value: a }, { name: A, value: b }]',
    }),
  },
  /** Values whose names do not say what they are for, and one that reaches a single field. */
  'other-names': {
    'values.yaml': 'hardening:\n  pod: {}\n  main: {}\nnonRoot: false\n',
    'templates/web.yaml': deployment({
      pod: 'securityContext:\n        {{- toYaml .Values.hardening.pod | nindent 8 }}',
      container: context('hardening.main', 12),
    }),
    'templates/job.yaml': deployment({ name: '{{ .Release.Name }}-job', pod: 'securityContext: { runAsNonRoot: {{ .Values.nonRoot }} }', containerName: 'the-job' }),
  },
  /** Everything that the profile hardened looks for: limits by presets, a token, volumes, and an image by digest. */
  'modern': {
    'values.yaml': `image:
  repository: docker.io/library/nginx
  tag: "1.29"
  digest: ""
automountServiceAccountToken: true
podSecurityContext: {}
containerSecurityContext: {}
extraVolumes:
  - { name: own, emptyDir: {} }
extraVolumeMounts:
  - { name: own, mountPath: /own }
resourcesPreset: none
resources: {}
`,
    'templates/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      automountServiceAccountToken: {{ .Values.automountServiceAccountToken }}
      {{- with .Values.podSecurityContext }}
      securityContext: {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: web
          image: "{{ .Values.image.repository }}{{ if .Values.image.digest }}@{{ .Values.image.digest }}{{ else }}:{{ .Values.image.tag }}{{ end }}"
          {{- with .Values.containerSecurityContext }}
          securityContext: {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- if .Values.resources }}
          resources: {{- toYaml .Values.resources | nindent 12 }}
          {{- else if eq .Values.resourcesPreset "small" }}
          resources: { requests: { cpu: 500m, memory: 512Mi }, limits: { cpu: 750m, memory: 768Mi } }
          {{- else if ne .Values.resourcesPreset "none" }}
          {{- fail "no such preset" }}
          {{- end }}
          volumeMounts: {{- toYaml .Values.extraVolumeMounts | nindent 12 }}
      volumes: {{- toYaml .Values.extraVolumes | nindent 8 }}
`,
  },
} as const satisfies { readonly [name: string]: ChartFiles };

export type MiniChart = keyof typeof MINI_CHARTS;
