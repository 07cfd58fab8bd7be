import { PodView } from '../../../formats/manifest/pod';
import { AdmissionCheck } from '../admission';
import { annotationViolations, labelViolations } from '../annotations';
import { ANNOTATIONS, celList, celMatches, celText, LABELS } from '../cel';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { both, everyEntry, listOf } from '../violations';

const ADDED = new Set([
  'sidecar.istio.io/proxyImage', 'sidecar.istio.io/userVolume', 'sidecar.istio.io/userVolumeMount', 'config.linkerd.io/proxy-image',
  'config.linkerd.io/init-image',
]);

/** The values that add a pod to the mesh. Istio reads any other value of its key as false. */
const IN_THE_MESH: ReadonlyMap<string, RegExp> = new Map([
  ['sidecar.istio.io/inject', /^(?:|y|yes|true|on)$/i],
  ['linkerd.io/inject', /^(?:|enabled|ingress)$/],
  ['istio.io/dataplane-mode', /^(?:|ambient)$/],
]);

export const meshInjection: PodControl = {
  id: 'mesh-injection',
  title: 'No overrides of the service mesh sidecar',
  level: 'hardened',
  risk: { high: 'it adds an image or volumes to the pod', medium: 'the pod stays out of the mesh' },
  why: 'The controls do not see the image or the volumes that such an annotation adds. Outside the mesh, its mutual TLS and authorization '
    + 'do not apply.',
  remedy: 'remove it, and configure images and volumes of the sidecar for the whole mesh',
  spec: {
    rules: [
      { fields: [`metadata.annotations of the pod: ${[...ADDED].join(', ')}`], allowed: 'undefined, ""' },
      {
        fields: [`metadata.annotations and metadata.labels of the pod: ${[...IN_THE_MESH.keys()].join(', ')}`],
        allowed: 'a value that puts the pod into the mesh, "", undefined',
      },
    ],
    notes: ['This is an error if the annotation adds an image or volumes to the pod, because no control sees the container that the mesh '
      + 'adds at admission. It is a warning if the pod stays out of the mesh, because some Jobs and node agents must stay outside, and not '
      + 'every cluster has a mesh.'],
    sources: ['https://istio.io/latest/docs/reference/config/annotations/', 'https://linkerd.io/2/reference/proxy-configuration/'],
  },
  admission: [
    {
      each: 'pod',
      in: ANNOTATIONS,
      violates: `it in ${celList(ADDED)} && ${ANNOTATIONS}[it] != ''`,
      value: `it + '=' + ${ANNOTATIONS}[it]`,
    },
    ...[ANNOTATIONS, LABELS].map((texts): AdmissionCheck => ({
      each: 'pod',
      in: texts,
      violates: [...IN_THE_MESH].map(([key, inside]) => `(it == ${celText(key)} && !${celMatches(`${texts}[it]`, inside)})`).join(' || '),
      value: `it + '=' + ${texts}[it]`,
      risk: 'medium',
    })),
  ],
  reads: { needs: ['metadata.annotations', 'metadata.labels'] },
  checks: always(changedInjection),
};

const STAYS_OUT = {
  risk: 'medium',
  detail: 'the pod stays out of the mesh',
  remedy: 'remove it, so that the mesh encrypts and authorizes the traffic of the pod; waive it for a pod that must stay outside, such as '
    + 'a pod of the mesh itself',
} as const;

function changedInjection(pod: PodView): Found {
  const added = annotationViolations(pod, (key, value) => ADDED.has(key) && value !== '');
  const outside = listOf(both(annotationViolations(pod, staysOut), labelViolations(pod, staysOut)));
  return both(added, everyEntry(outside, (violation) => ({ ...violation, ...STAYS_OUT })));
}

function staysOut(key: string, value: string): boolean {
  const inside = IN_THE_MESH.get(key);
  return inside !== undefined && !inside.test(value);
}
