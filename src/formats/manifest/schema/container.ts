import { all, FLAG, ID, INTEGER, list, map, object, PORT, PORT_OR_NAME, QUANTITY, TEXT } from './shape';

/** The fields that security contexts of pods and of containers have in common. */
export const COMMON_SECURITY_CONTEXT = {
  appArmorProfile: object(all(TEXT, 'localhostProfile', 'type')),
  ...all(ID, 'runAsGroup', 'runAsUser'),
  runAsNonRoot: FLAG,
  seLinuxOptions: object(all(TEXT, 'level', 'role', 'type', 'user')),
  seccompProfile: object(all(TEXT, 'localhostProfile', 'type')),
  windowsOptions: object({ ...all(TEXT, 'gmsaCredentialSpec', 'gmsaCredentialSpecName', 'runAsUserName'), hostProcess: FLAG }),
};

export const RESOURCES_SCHEMA = object({
  claims: list(object(all(TEXT, 'name', 'request'))),
  ...all(map(QUANTITY), 'limits', 'requests'),
});

const SECURITY_CONTEXT = object({
  ...COMMON_SECURITY_CONTEXT,
  ...all(FLAG, 'allowPrivilegeEscalation', 'privileged', 'readOnlyRootFilesystem'),
  capabilities: object(all(list(TEXT), 'add', 'drop')),
  procMount: TEXT,
});

const HANDLER = {
  exec: object({ command: list(TEXT) }),
  grpc: object({ port: PORT, service: TEXT }),
  httpGet: object({ ...all(TEXT, 'host', 'path', 'scheme'), httpHeaders: list(object(all(TEXT, 'name', 'value'))), port: PORT_OR_NAME }),
  sleep: object({ seconds: INTEGER }),
  tcpSocket: object({ host: TEXT, port: PORT_OR_NAME }),
};

const PROBE = object({
  ...HANDLER,
  ...all(
    INTEGER,
    'failureThreshold',
    'initialDelaySeconds',
    'periodSeconds',
    'successThreshold',
    'terminationGracePeriodSeconds',
    'timeoutSeconds',
  ),
});

const KEY_REF = object({ ...all(TEXT, 'key', 'name'), optional: FLAG });
const NAME_REF = object({ name: TEXT, optional: FLAG });

const ENV = object({
  ...all(TEXT, 'name', 'value'),
  valueFrom: object({
    ...all(KEY_REF, 'configMapKeyRef', 'secretKeyRef'),
    fieldRef: object(all(TEXT, 'apiVersion', 'fieldPath')),
    fileKeyRef: object({ ...all(TEXT, 'key', 'path', 'volumeName'), optional: FLAG }),
    resourceFieldRef: object({ ...all(TEXT, 'containerName', 'resource'), divisor: QUANTITY }),
  }),
});

const VOLUME_MOUNT = object({
  ...all(TEXT, 'mountPath', 'mountPropagation', 'name', 'recursiveReadOnly', 'subPath', 'subPathExpr'),
  bindMountOptions: list(TEXT),
  readOnly: FLAG,
});

/** A container of any sort. */
export const CONTAINER_SHAPE = object({
  ...all(
    TEXT,
    'image',
    'imagePullPolicy',
    'name',
    'restartPolicy',
    'targetContainerName',
    'terminationMessagePath',
    'terminationMessagePolicy',
    'workingDir',
  ),
  ...all(FLAG, 'stdin', 'stdinOnce', 'tty'),
  ...all(list(TEXT), 'args', 'command'),
  ...all(PROBE, 'livenessProbe', 'readinessProbe', 'startupProbe'),
  env: list(ENV),
  envFrom: list(object({ prefix: TEXT, ...all(NAME_REF, 'configMapRef', 'secretRef') })),
  lifecycle: object({ ...all(object(HANDLER), 'postStart', 'preStop'), stopSignal: TEXT }),
  ports: list(object({ ...all(TEXT, 'hostIP', 'name', 'protocol'), ...all(PORT, 'containerPort', 'hostPort') })),
  resizePolicy: list(object(all(TEXT, 'resourceName', 'restartPolicy'))),
  resources: RESOURCES_SCHEMA,
  restartPolicyRules: list(object()),
  securityContext: SECURITY_CONTEXT,
  volumeDevices: list(object(all(TEXT, 'devicePath', 'name'))),
  volumeMounts: list(VOLUME_MOUNT),
});
