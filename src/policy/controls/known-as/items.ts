import { CIS } from './cis';
import { NSA } from './nsa';
import { POD_SECURITY } from './pod-security';
import { Standard } from './standard';

/** An item of a standard. */
export interface StandardItem {
  readonly id: string;
  readonly title: string;
}

/** A standard with all of its items, also those that no file shows. */
export interface ListedStandard {
  readonly standard: Standard;
  readonly items: readonly StandardItem[];
  /** The part of the standard that is about running programs, with the tool that checks it. */
  readonly rest?: string;
}

const listed = (lines: string): readonly StandardItem[] => lines.trim().split('\n').map((line) => {
  const [id, ...words] = line.trim().split(' ');
  return { id, title: words.join(' ') };
});

/** Titles as in `k8s-nsa-1.0` of trivy-checks. */
const OF_NSA = listed(`
1.0 Non-root containers
1.1 Immutable container file systems
1.2 Preventing privileged containers
1.3 Share containers process namespaces
1.4 Share host process namespaces
1.5 Use the host network
1.6 Run with root privileges or with root group membership
1.7 Restricts escalation to root privileges
1.8 Sets the SELinux context of the container
1.9 Restrict a container's access to resources with AppArmor
1.10 Sets the seccomp profile used to sandbox containers
1.11 Protecting Pod service account tokens
1.12 Namespace kube-system should not be used by users
2.0 Pod and/or namespace Selectors usage
3.0 Use CNI plugin that supports NetworkPolicy API
4.0 Use ResourceQuota policies to limit resources
4.1 Use LimitRange policies to limit resources
5.0 Control plane disable insecure port
5.1 Encrypt etcd communication
6.0 Ensure kube config file permission
6.1 Check that encryption resource has been set
6.2 Check encryption provider
7.0 Make sure anonymous-auth is unset
7.1 Make sure -authorization-mode=RBAC
8.0 Audit policy is configured
8.1 Audit log path is configured
8.2 Audit log aging
`);

/** Titles in short, of the section about policies, and of the settings that files of the cluster have. */
const OF_CIS = listed(`
1.2.27 Encryption providers are appropriately configured
3.2.1 A minimal audit policy is created
3.2.2 The audit policy covers key security concerns
4.2.1 Anonymous requests to the kubelet are not allowed
4.2.2 The authorization mode of the kubelet is not AlwaysAllow
4.2.4 The read-only port of the kubelet is off
4.2.5 Streaming connections of the kubelet time out
4.2.10 Certificates of the kubelet rotate
5.1.1 The cluster-admin role is only used where required
5.1.2 Minimize access to secrets
5.1.3 Minimize wildcard use in Roles and ClusterRoles
5.1.4 Minimize access to create pods
5.1.5 Default service accounts are not actively used
5.1.6 Service account tokens are only mounted where necessary
5.1.7 Avoid use of system:masters group
5.1.8 Limit use of the Bind, Impersonate and Escalate permissions
5.1.9 Minimize access to create persistent volumes
5.1.10 Minimize access to the proxy sub-resource of nodes
5.1.11 Minimize access to the approval of certificate signing requests
5.1.12 Minimize access to webhook configuration objects
5.1.13 Minimize access to the service account token creation
5.2.1 At least one active policy control mechanism
5.2.2 Minimize the admission of privileged containers
5.2.3 Minimize containers that share the host process ID namespace
5.2.4 Minimize containers that share the host IPC namespace
5.2.5 Minimize containers that share the host network namespace
5.2.6 Minimize containers with allowPrivilegeEscalation
5.2.7 Minimize the admission of root containers
5.2.8 Minimize containers with the NET_RAW capability
5.2.9 Minimize containers with added capabilities
5.2.10 Minimize containers with capabilities assigned
5.2.11 Minimize Windows HostProcess containers
5.2.12 Minimize HostPath volumes
5.2.13 Minimize containers that use HostPorts
5.3.1 The CNI in use supports NetworkPolicies
5.3.2 All namespaces have NetworkPolicies
5.4.1 Prefer Secrets as files over environment variables
5.4.2 Consider external secret storage
5.5.1 Image provenance by ImagePolicyWebhook
5.7.1 Administrative boundaries by namespaces
5.7.2 The seccomp profile is RuntimeDefault
5.7.3 Security contexts for pods and containers
5.7.4 The default namespace is not used
`);

/** The standards of `audit --standard`. */
export const LISTED_STANDARDS = {
  nsa: { standard: NSA, items: OF_NSA },
  cis: { standard: CIS, items: OF_CIS, rest: 'sections 1 to 4 are about files and processes of nodes, which kube-bench checks' },
  pss: {
    standard: POD_SECURITY,
    items: Object.values(POD_SECURITY.ids).map(([id]) => ({ id: id as string, title: '' })),
  },
} satisfies { readonly [name: string]: ListedStandard };

export type ListedStandardName = keyof typeof LISTED_STANDARDS;
