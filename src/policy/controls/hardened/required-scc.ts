import { textOf } from '../../../formats/manifest/json';
import { annotationViolations } from '../annotations';
import { ANNOTATIONS, celMatches, celText } from '../cel';
import { always, PodControl } from '../control';
import { listOf } from '../violations';

const ANNOTATION = 'openshift.io/required-scc';

const RESTRICTED = /^(?:(?:restricted|nonroot)(?:-v\d+)?)?$/;

const WIDE = /^(?:privileged|anyuid|hostaccess|hostmount-anyuid|hostnetwork|node-exporter|nested-container)(?:-v\d+)?$/;

const NAMED = {
  each: 'pod',
  in: `(${celText(ANNOTATION)} in ${ANNOTATIONS} ? [${ANNOTATIONS}[${celText(ANNOTATION)}]] : [])`,
  value: `${celText(`${ANNOTATION}=`)} + it`,
} as const;

export const requiredScc: PodControl = {
  id: 'required-scc',
  title: 'No permissive security context constraints',
  level: 'hardened',
  risk: {
    high: 'constraints of OpenShift that allow more than "restricted"',
    medium: 'any other name, because the manifest does not contain its rules',
  },
  why: 'The security context constraints decide which user the pod runs as, and which access to the node it is allowed.',
  remedy: 'write `restricted-v2` or `restricted-v3`, or remove the annotation',
  spec: {
    rules: [{
      fields: ['metadata.annotations["openshift.io/required-scc"] of the pod'],
      allowed: 'restricted, restricted-v2, restricted-v3, nonroot, nonroot-v2; "", undefined',
    }],
    notes: ['This is an error for the permissive constraints of OpenShift: the pod is admitted only under the named constraints, and their '
      + 'defaults replace missing fields of the manifest, such as the image\'s root user under anyuid. It is a warning for any other name, '
      + 'because the manifest does not contain the rules of such constraints.'],
    sources: ['https://github.com/openshift/cluster-kube-apiserver-operator/tree/master/bindata/bootkube/scc-manifests'],
  },
  admission: [
    { ...NAMED, violates: celMatches('it', WIDE) },
    { ...NAMED, violates: `!${celMatches('it', RESTRICTED)} && !${celMatches('it', WIDE)}`, risk: 'medium' },
  ],
  reads: { needs: ['metadata.annotations'] },
  checks: always((pod) => {
    const found = listOf(annotationViolations(pod, (key, value) => key === ANNOTATION && !RESTRICTED.test(value)));
    return found.map((violation) => WIDE.test(textOf(violation.value))
      ? violation
      : { ...violation, risk: 'medium', detail: 'the manifest does not contain its rules' });
  }),
};
