import { isObject, JsonObject } from '../../../src/formats/manifest/json';
import { toFieldPath } from '../../../src/formats/manifest/paths';
import { CONTAINER_LISTS, ContainerList } from '../../../src/formats/manifest/pod';
import { LATEST_VERSION } from '../../../src/formats/manifest/version';
import { objectsIn, podsOf } from '../../../src/formats/manifest/workload';
import { amended, ContextParts, DEFAULT_CONTEXT } from '../../../src/policy/context/context';
import { checkAt, isObjectControl, isPodControl, Control } from '../../../src/policy/controls/control';

/** A pod without findings, for tests to change: each call returns a new copy. */
export function goodPod(change: (spec: any, pod: any) => void = () => {}): JsonObject {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'good', namespace: 'shop' },
    spec: {
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: {
        fsGroup: 65532,
        fsGroupChangePolicy: 'OnRootMismatch',
        runAsGroup: 65532,
        runAsNonRoot: true,
        runAsUser: 65532,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      initContainers: [goodContainer('setup')],
      containers: [goodContainer('main')],
      volumes: [
        { name: 'tmp-setup', emptyDir: { sizeLimit: '1Gi' } },
        { name: 'tmp-main', emptyDir: { sizeLimit: '1Gi' } },
      ],
    },
  };
  change(pod.spec, pod);
  return pod;
}

/** A policy for all pods of the namespace of the good pod. */
export const POLICY: JsonObject = {
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny', namespace: 'shop' }, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
};

/** A container without findings; its `/tmp` is the volume `tmp-<name>`. */
export function goodContainer(name: string): JsonObject {
  return {
    name,
    image: `registry.example/app:1.2.3@sha256:${'0123456789abcdef'.repeat(4)}`,
    imagePullPolicy: 'Always',
    resources: {
      limits: { 'cpu': '1', 'ephemeral-storage': '2Gi', 'memory': '256Mi' },
      requests: { 'cpu': '100m', 'ephemeral-storage': '64Mi', 'memory': '256Mi' },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
    },
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [{ mountPath: '/tmp', name: `tmp-${name}` }],
  };
}

/**
 * Adds a good container and its volume to a pod whose author can have written anything.
 *
 * @returns the container
 */
export function addGoodContainer(spec: any, list: ContainerList): any {
  const container = goodContainer('probe');
  for (const field of [...CONTAINER_LISTS, 'volumes']) {
    spec[field] = [spec[field]].flat().filter(isObject);
  }
  spec[list].push(container);
  spec.volumes.push({ name: 'tmp-probe', emptyDir: { sizeLimit: '1Gi' } });
  return container;
}

/**
 * The fields that a control reports in a manifest, as `spec.containers[0].image`.
 *
 * @param version the Kubernetes version, as `1.28`
 */
export function found(control: Control, manifest: JsonObject, version = `1.${LATEST_VERSION}`, context: ContextParts = { }): string[] {
  return violations(control, manifest, version, context).map(({ path }) => toFieldPath(path));
}

/** The violations themselves, for tests on values, details and remedies. */
export function violations(control: Control, manifest: JsonObject, version = `1.${LATEST_VERSION}`, context: ContextParts = { }) {
  const kubernetesVersion = Number(version.replace('1.', '')); // Controls know older versions than users may name.
  const check = isPodControl(control) ? checkAt(control, 'hardened', kubernetesVersion) : undefined;
  const all = amended(amended(DEFAULT_CONTEXT, context), { target: { kubernetesVersion } });
  return objectsIn(manifest).flatMap(({ object, path }) => isPodControl(control)
    ? podsOf(object, path).flatMap((pod) => check?.(pod, all) ?? [])
    : isObjectControl(control) ? control.checkObject(object, all, path) : []);
}
