/*
 * Pods give no orders to the container runtime past the fields of their spec.
 *
 * Restricted fields: metadata.annotations of the pod
 * Allowed values:    what starts with none of the prefixes below
 *
 * CRI-O, Kata Containers, NRI plugins and the container device interface read these. What they change (devices, mounts, the
 * kernel of a virtual machine, seccomp) no control here sees.
 */
import { annotationViolations } from '../annotations';
import { always, PodControl } from '../control';

const PREFIX = /^(?:io\.kubernetes\.cri-o\.|io\.katacontainers\.|(?:[^/]+\.)?devices\.nri\.io(?:\/|$)|(?:[^/]+\.)?cdi\.k8s\.io(?:\/|$))/;

export const runtimeAnnotations: PodControl = {
  id: 'runtime-annotations',
  title: 'No annotations for the container runtime',
  level: 'hardened',
  severity: 'warning',
  why: 'Such an annotation hands the pod devices, mounts or runtime settings that no admission check looks at.',
  remedy: 'remove it; ask for devices by a device plugin or a resource claim',
  knownAs: {},
  checks: always((pod) => annotationViolations(pod, (key) => PREFIX.test(key))),
};
