import { Control, isDockerfileControl, isObjectControl, isPodControl, KnownAs } from '../controls/control';
import { formatVersion } from '../manifest/version';

/** The names of the standards and scanners, in the order in which they are told. */
const STANDARDS: { readonly [standard in keyof KnownAs]-?: string } = {
  pss: 'Pod Security Standards',
  nsa: 'NSA/CISA',
  cis: 'CIS Kubernetes Benchmark',
  kubeScore: 'kube-score',
  kubeLinter: 'kube-linter',
  polaris: 'Polaris',
  trivy: 'Trivy',
  kubesec: 'kubesec',
  checkov: 'Checkov',
  kubescape: 'Kubescape',
  kyverno: 'Kyverno',
  hadolint: 'hadolint',
};

/** The standards and scanners that know a control, and their ids for it. */
export function knownAs({ knownAs: names }: Control): readonly string[] {
  return (Object.keys(STANDARDS) as (keyof KnownAs)[]).flatMap((standard) => {
    const ids = names[standard];
    return ids ? `${STANDARDS[standard]} ${ids.join(', ')}` : [];
  });
}

/** From which Kubernetes version on a control exists, and in which versions it changes; undefined where it always was the same. */
export function versionsText(control: Control): string | undefined {
  const checks = isPodControl(control) ? control.checks : [];
  const [first, ...later] = checks.filter(({ level }) => !level).map(({ since }) => formatVersion(since));
  const [earlier] = checks.filter(({ level }) => level);
  if (earlier?.level) {
    return `from Kubernetes ${first} on, in the profile ${earlier.level} from ${formatVersion(earlier.since)} on`;
  }
  if (later.length > 0) {
    return `from Kubernetes ${first} on, in other forms from ${later.join(', ')} on`;
  }
  return first === undefined || first === formatVersion(0) ? undefined : `from Kubernetes ${first} on`;
}

/** The kinds of objects or files that a control looks at, where it is none on pods. */
export function kindsOf(control: Control): readonly string[] {
  if (isDockerfileControl(control)) {
    return ['Dockerfile'];
  }
  return isObjectControl(control) ? (control.kinds ?? []).map((kind) => kind.replace(/^\//, '')) : [];
}

/** Whether hardened workloads get it where their author wrote nothing. */
export function isFilledIn(control: Control): boolean {
  return isPodControl(control) && control.fix !== undefined;
}
