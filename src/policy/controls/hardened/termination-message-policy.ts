import { fillIn } from '../../../formats/manifest/json';
import { API_SERVER_FILLS_IN_FIRST } from '../admission';
import { PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { fixEveryContainer } from '../violations';

export const terminationMessagePolicy: PodControl = {
  id: 'termination-message-policy',
  title: 'The reason for a failure in the pod\'s status',
  level: 'hardened',
  risk: 'low',
  why: 'Otherwise, messages such as "Read-only file system" and "Permission denied" are only in the log, and the pod\'s status shows only '
    + '"Error".',
  remedy: 'write `terminationMessagePolicy: File` if the log must not be in the pod\'s status',
  remedyInCode: 'add a JSON patch with `terminationMessagePolicy: File` if the log must not be in the pod\'s status',
  spec: {
    rules: [{
      fields: [ofStartedContainers('terminationMessagePolicy')],
      allowed: 'anything; undefined is filled in as FallbackToLogsOnError',
    }],
    notes: [
      'This control only fills in a field. It does not report anything, so its severity has no effect.',
      'This is the only filled-in field that is not about security. It makes failures of hardened pods easy to explain.',
      'If a container fails without a termination message, the kubelet copies the end of its log, at most 2048 bytes or 80 lines, into the '
        + 'pod\'s status, where `kubectl describe pod` shows it. So anyone who can read pods can see these lines, even without permission '
        + 'to read logs.',
    ],
    sources: ['https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/'],
  },
  checks: [],
  filling: API_SERVER_FILLS_IN_FIRST,
  fix: fixEveryContainer(({ json, isEphemeral }) => {
    // An ephemeral container is not restarted, and its user is watching it.
    if (!isEphemeral) {
      fillIn(json, { terminationMessagePolicy: 'FallbackToLogsOnError' });
    }
  }),
};
