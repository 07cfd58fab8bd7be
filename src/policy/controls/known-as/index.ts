import { CHECKOV } from './checkov';
import { CIS } from './cis';
import { HADOLINT } from './hadolint';
import { KUBE_LINTER } from './kube-linter';
import { KUBE_SCORE } from './kube-score';
import { KUBESCAPE } from './kubescape';
import { KUBESEC } from './kubesec';
import { KYVERNO } from './kyverno';
import { NSA } from './nsa';
import { POD_SECURITY } from './pod-security';
import { POLARIS } from './polaris';
import { Standard } from './standard';
import { TRIVY } from './trivy';

/** The standards and scanners, in the order in which reports name them. */
export const STANDARDS: readonly Standard[] = [
  POD_SECURITY,
  NSA,
  CIS,
  KUBE_SCORE,
  KUBE_LINTER,
  POLARIS,
  TRIVY,
  KUBESEC,
  CHECKOV,
  KUBESCAPE,
  KYVERNO,
  HADOLINT,
];
