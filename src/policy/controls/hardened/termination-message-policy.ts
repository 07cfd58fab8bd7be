import { fillIn } from '../../../formats/manifest/json';
import { API_SERVER_FILLS_IN_FIRST } from '../admission';
import { PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { fixEveryContainer } from '../violations';

export const terminationMessagePolicy: PodControl = {
  id: 'termination-message-policy',
  title: 'The reason of a failure in the pod\'s status',
  level: 'hardened',
  risk: 'low',
  why: 'Without it "Read-only file system" and "Permission denied" are in the log alone, and the pod\'s status says only "Error".',
  remedy: 'write `terminationMessagePolicy: File` if the log must not be in the pod\'s status',
  remedyInCode: 'add a JSON patch with `terminationMessagePolicy: File` if the log must not be in the pod\'s status',
  spec: {
    rules: [{
      fields: [ofStartedContainers('terminationMessagePolicy')],
      allowed: 'anything; undefined is filled in as FallbackToLogsOnError',
    }],
    notes: [
      'This control only fills in: no value is reported, so its severity has no effect.',
      'It is the only field that is filled in and is not about security: it makes failures of hardened pods easy to explain.',
      'If a container fails without a termination message, the kubelet copies the end of its log, at most 2048 bytes or 80 lines, into the '
        + 'pod\'s status, where `kubectl describe pod` shows it. So whoever may read pods '
        + 'sees these lines, also without the right to read logs.',
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
