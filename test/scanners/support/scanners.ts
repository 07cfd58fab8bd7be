import { kubeLinter } from './kube-linter';
import { kubeScore } from './kube-score';
import { kubesec } from './kubesec';
import { polaris } from './polaris';
import { TestedScanner } from './scanner';
import { trivy } from './trivy';

/** The scanners of Go that can be built here, by the name of their standard. Checkov has a slow test of its own. */
export const TESTED_SCANNERS: readonly TestedScanner[] = [kubeLinter, kubeScore, kubesec, polaris, trivy];
