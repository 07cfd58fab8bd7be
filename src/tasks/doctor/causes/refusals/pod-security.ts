import { CatalogedCause, Remedy, SignMatch } from '../../cause';
import { fixOfControl } from '../../fixes';

/** The setting with which `harden` fills in all missing fields that Pod Security requires. */
const HARDENED = 'profile: pss-restricted   # `npx cdk8s-hardened harden FILE` fills it in';

interface Check {
  readonly id: string;
  readonly title: string;
  /** How kubernetes/pod-security-admission begins its reason. */
  readonly reason: RegExp;
  /** The control with the same check. */
  readonly control: string;
  /** Fields of the spec of the pod. Nothing if the field is to be removed. */
  readonly yaml?: (found: SignMatch) => string;
  /** Whether `harden` fills it in. It replaces a choice of the author only with `overrideUnsafe`. */
  readonly isMissing: boolean;
  readonly example: string;
}

const container = ({ facts }: SignMatch, line: string) => 'containers:\n  - name: '
  + `${/container(?:s)? "([^"]+)"/.exec(facts.detail ?? '')?.[1] ?? 'main'}\n    securityContext:\n      ${line}`;

/** The checks of the Pod Security Standards, by the words of their reasons in policy/check_*.go. */
const CHECKS: readonly Check[] = [
  {
    id: 'allow-privilege-escalation',
    title: 'allowPrivilegeEscalation is not false',
    reason: /allowPrivilegeEscalation != false/,
    control: 'allow-privilege-escalation',
    yaml: (found) => container(found, 'allowPrivilegeEscalation: false'),
    isMissing: true,
    example: 'allowPrivilegeEscalation != false (container "main" must set securityContext.allowPrivilegeEscalation=false)',
  },
  {
    id: 'capabilities-restricted',
    title: 'capabilities are not dropped, or others are added',
    reason: /unrestricted capabilities/,
    control: 'capabilities-restricted',
    yaml: (found) => container(found, 'capabilities: { drop: [ALL] }'),
    isMissing: true,
    example: 'unrestricted capabilities (container "main" must set securityContext.capabilities.drop=["ALL"])',
  },
  {
    id: 'capabilities-baseline',
    title: 'capabilities are added',
    reason: /non-default capabilities/,
    control: 'capabilities-baseline',
    isMissing: false,
    example: 'non-default capabilities (container "main" must not include "SYS_ADMIN" in securityContext.capabilities.add)',
  },
  {
    id: 'host-namespaces',
    title: 'the pod uses namespaces of its node',
    reason: /host namespaces/,
    control: 'host-namespaces',
    isMissing: false,
    example: 'host namespaces (hostNetwork=true)',
  },
  {
    id: 'host-path',
    title: 'the pod mounts directories of its node',
    reason: /hostPath volumes/,
    control: 'host-path-volumes',
    isMissing: false,
    example: 'hostPath volumes (volume "h")',
  },
  {
    id: 'host-ports',
    title: 'a container uses ports of its node',
    reason: /(?<!\w)hostPort(?!\w)/,
    control: 'host-ports',
    isMissing: false,
    example: 'hostPort (container "main" uses hostPort 8080)',
  },
  {
    id: 'host-process',
    title: 'the pod is a Windows HostProcess pod',
    reason: /hostProcess(?!\w)/,
    control: 'windows-host-process',
    isMissing: false,
    example: 'hostProcess (pod must not set securityContext.windowsOptions.hostProcess=true)',
  },
  {
    id: 'privileged',
    title: 'a container is privileged',
    reason: /(?<![\w.])privileged(?= \()/,
    control: 'privileged',
    isMissing: false,
    example: 'privileged (container "main" must not set securityContext.privileged=true)',
  },
  {
    id: 'proc-mount',
    title: 'a container has an unmasked /proc',
    reason: /(?<![\w.])procMount(?= \()/,
    control: 'proc-mount',
    isMissing: false,
    example: 'procMount (container "main" must not set securityContext.procMount to "Unmasked")',
  },
  {
    id: 'restricted-volumes',
    title: 'a volume has a type that "restricted" forbids',
    reason: /restricted volume types/,
    control: 'restricted-volumes',
    isMissing: false,
    example: 'restricted volume types (volume "h" uses restricted volume type "nfs")',
  },
  {
    id: 'run-as-non-root',
    title: 'runAsNonRoot is not true',
    reason: /runAsNonRoot != true/,
    control: 'run-as-non-root',
    yaml: () => 'securityContext:\n  runAsNonRoot: true',
    isMissing: true,
    example: 'runAsNonRoot != true (pod or container "main" must set securityContext.runAsNonRoot=true)',
  },
  {
    id: 'run-as-user',
    title: 'runAsUser is 0',
    reason: /runAsUser=0/,
    control: 'run-as-user',
    isMissing: false,
    example: 'runAsUser=0 (pod must not set runAsUser=0)',
  },
  {
    id: 'seccomp-profile',
    title: 'no seccomp profile is set, or a forbidden one',
    reason: /(?<![\w.])seccompProfile(?= \()/,
    control: 'seccomp-profile-restricted',
    yaml: () => 'securityContext:\n  seccompProfile: { type: RuntimeDefault }',
    isMissing: true,
    example: 'seccompProfile (pod or container "main" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
  },
  {
    id: 'se-linux',
    title: 'forbidden SELinux options are set',
    reason: /(?<![\w.])seLinuxOptions(?= \()/,
    control: 'selinux-options',
    isMissing: false,
    example: 'seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: type "spc_t")',
  },
  {
    id: 'sysctls',
    title: 'an unsafe sysctl is set',
    reason: /forbidden sysctls/,
    control: 'sysctls',
    isMissing: false,
    example: 'forbidden sysctls (net.core.somaxconn)',
  },
  {
    id: 'app-armor',
    title: 'a forbidden AppArmor profile is set',
    reason: /forbidden AppArmor profiles?/,
    control: 'app-armor-profile',
    isMissing: false,
    example: 'forbidden AppArmor profile (pod must not set AppArmor profile type to "Unconfined")',
  },
  {
    id: 'host-probes',
    title: 'a probe or hook sets a host',
    reason: /probe or lifecycle host/,
    control: 'host-probes-and-lifecycle',
    isMissing: false,
    example: 'probe or lifecycle host (container "main" uses probe or lifecycle host "10.0.0.1")',
  },
];

/** One cause for each check, since each one needs another field. A refusal lists all failed checks. */
const POD_SECURITY: readonly CatalogedCause[] = CHECKS.map((check) => ({
  id: `pod-security-${check.id}`,
  title: `Pod Security: ${check.title}`,
  why: 'The namespace has a label `pod-security.kubernetes.io/enforce`, and its level refuses the pod. A Job, '
    + 'StatefulSet or DaemonSet has no condition for it, only an event.',
  signs: [{
    in: 'refusal',
    text: new RegExp('violates PodSecurity '
      + `"(?<level>[^"]+)":(?=.*?(?<quote>${check.reason.source}(?<detail>(?: \\((?:[^()]|\\([^()]*\\))*\\))?)))`, 's'),
  }],
  fix: (found) => podSecurityFix(check, found),
  example: { source: 'refusal', text: `pods "web" is forbidden: violates PodSecurity "restricted:latest": ${check.example}` },
}));

function podSecurityFix({ control, yaml, isMissing }: Check, found: SignMatch): Remedy {
  return fixOfControl(control, {
    ...yaml ? { yaml: yaml(found) } : {},
    ...isMissing ? { typescript: `// Hardened${workloadKind(found)} instead of ${workloadKind(found)}: it fills this in` } : {},
    settings: isMissing ? HARDENED : 'overrideUnsafe: true   # or remove the field: `harden` keeps what an author chose',
  });
}

function workloadKind({ evidence: { workload } }: SignMatch): string {
  return workload?.kind ?? 'Pod';
}

/** Refusals by Pod Security Admission, and by the SCCs of OpenShift. */
export const POD_SECURITY_AND_SCC: readonly CatalogedCause[] = [
  ...POD_SECURITY,
  {
    id: 'scc-refusal',
    title: 'OpenShift: no security context constraint allows the pod',
    why: 'OpenShift assigns uid, gid and fsGroup itself, from the range of the namespace, and refuses pods that set other ids.',
    signs: [{ in: 'refusal', text: /unable to validate against any security context constraint/ }],
    fix: () => ({
      do: 'remove runAsUser, runAsGroup and fsGroup from the pod and its containers',
      typescript: 'Hardening.of(app).setDefaults({ platform: Platform.OPENSHIFT });   // for the app, not in the props',
      yaml: '# no runAsUser, runAsGroup, fsGroup: in securityContext of the pod and of each container',
      settings: 'overrideUnsafe: true   # and at the top of the file: platform: openshift',
    }),
    example: {
      source: 'refusal',
      text: 'pods "web-1" is forbidden: unable to validate against any security context constraint: [provider restricted-v2: '
        + '.containers[0].runAsUser: Invalid value: 65532: must be in the ranges: [1000680000, 1000689999]]',
    },
  },
];
