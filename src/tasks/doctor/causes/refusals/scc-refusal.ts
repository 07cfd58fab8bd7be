import { Cause } from '../../cause';

export const sccRefusal: Cause = {
  id: 'scc-refusal',
  title: 'OpenShift: no security context constraint allows the pod',
  why: 'OpenShift assigns uid, gid and fsGroup itself, from the range of the namespace, and refuses pods that name others.',
  signs: [{ in: 'refusal', text: /unable to validate against any security context constraint/ }],
  fix: () => ({
    do: 'remove runAsUser, runAsGroup and fsGroup from the pod and its containers',
    typescript: 'Hardening.of(app).setDefaults({ platform: Platform.OPENSHIFT });   // for the app, not in the props',
    yaml: '# no runAsUser, runAsGroup, fsGroup: in securityContext of the pod and of each container',
    settings: 'overrideUnsafe: true   # and at the top of the file: platform: openshift',
  }),
  example: {
    source: 'refusal',
    text: 'pods "web-1" is forbidden: unable to validate against any security context constraint: [provider restricted-v2: .containers[0].runAsUser: Invalid value: 65532: must be in the ranges: [1000680000, 1000689999]]',
  },
};
