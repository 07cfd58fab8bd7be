/*
 * A pod does not ask OpenShift for more than the restricted constraints.
 *
 * Restricted fields: metadata.annotations["openshift.io/required-scc"] of the pod
 * Allowed values:    restricted, restricted-v2, restricted-v3, nonroot, nonroot-v2; "", undefined
 *
 * An error for the constraints that OpenShift ships for more than that: the pod is admitted under that one alone, whose defaults fill in
 * what the manifest leaves out, as the image's root user under anyuid. A warning for any other name: what such a constraint
 * allows is not in the manifest.
 *
 * Source: https://github.com/openshift/cluster-kube-apiserver-operator/tree/master/bindata/bootkube/scc-manifests
 */
import { annotationViolations } from '../annotations';
import { always, NONE, PodControl } from '../control';

const ANNOTATION = 'openshift.io/required-scc';

const RESTRICTED = /^(?:(?:restricted|nonroot)(?:-v\d+)?)?$/;

const WIDE = /^(?:privileged|anyuid|hostaccess|hostmount-anyuid|hostnetwork|node-exporter|nested-container)(?:-v\d+)?$/;

export const requiredScc: PodControl = {
  id: 'required-scc',
  title: 'No wide security context constraints',
  level: 'hardened',
  severity: 'error',
  why: 'The constraints that a pod is admitted under decide what it may do on the node, and under which user it runs.',
  remedy: 'write `restricted-v2` or `restricted-v3`, or remove the annotation',
  checks: always((pod) => {
    const found = annotationViolations(pod, (key, value) => key === ANNOTATION && !RESTRICTED.test(value));
    return found.length === 0 ? NONE : found.map((violation) => WIDE.test(String(violation.value))
      ? violation
      : { ...violation, severity: 'warning', detail: 'what it allows is not known here' });
  }),
};
