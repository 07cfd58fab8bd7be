/* Writes docs/reference/admission.md: which controls policies and Pod Security apply in a cluster, and what policies fill in. */
import { table } from './markdown';
import { headOf, Pages, paragraphs, writePages } from './pages';
import { isInPolicies } from '../src/policy/controls/admission';
import { CATALOG } from '../src/policy/controls/catalog';
import { isPodControl, LEVELS, onlyFillsIn, AnyPodControl } from '../src/policy/controls/control';
import { POD_SECURITY } from '../src/policy/controls/known-as/pod-security';
import { standardIds } from '../src/policy/controls/known-as/standard';
import { fillingControls, leftFillIns } from '../src/tasks/admission/fill-ins';
import { admissionOf } from '../src/tasks/admission/policy-checks';

const FILE = 'docs/reference/admission.md';

const CONTROLS = CATALOG.filter(isPodControl).filter((control) => !onlyFillsIn(control));
const isExpressible = (control: AnyPodControl) => isInPolicies(admissionOf(control));
const link = ({ id }: AnyPodControl) => `[\`${id}\`](controls/${id}.md)`;

function inPolicies(control: AnyPodControl): string {
  const admission = admissionOf(control);
  if (!isInPolicies(admission)) {
    return `no: ${admission.because}`;
  }
  const platforms = [...new Set(admission.flatMap((check) => check.platforms ?? []))];
  return `yes${platforms.length > 0 ? `, on ${platforms.join(' and ')}` : ''}`;
}

function inPodSecurity({ id }: AnyPodControl): string {
  return POD_SECURITY.ids[id] ? `yes: ${standardIds(POD_SECURITY, id).join(', ')}` : 'no';
}

function section(level: typeof LEVELS[number]): string {
  const controls = CONTROLS.filter((control) => control.level === level);
  const count = controls.filter(isExpressible).length;
  const rows = controls.map((control) => [link(control), inPolicies(control), inPodSecurity(control)]);
  return paragraphs(`## ${level}`, `${count} of ${controls.length} controls on pods are in policies.`, table(['control', 'in policies', 'in Pod Security'], rows));
}

export function admissionPages(): Pages {
  const text = paragraphs(
    headOf('src/policy/controls'), '# Controls in the cluster',
    '`cdk8s-hardened policies` and `AdmissionPolicies` write these controls on pods as policies in CEL, for the API server and for Kyverno. The last column '
    + 'shows the controls that the labels of Pod Security enforce. Policies do not contain controls on other objects and on Dockerfiles.',
    'For each control in policies, tests generate pods that pass and pods that fail, and compare the result of the engine with the result of the emitted CEL, '
    + 'evaluated by cel-go. Both agree in every Kubernetes version in which a control changes, with these exceptions:',
    [
      '- The API server has filled in its defaults, and dropped null, before a policy sees a pod. It refuses the objects itself that `field-types` and similar controls find.',
      '- A mount path with `..` is a violation of `reserved-mount-paths`, wherever the path leads.',
      '- `service-account-token` needs `automountServiceAccountToken: false` in the pod: a policy can read neither its ServiceAccount nor role bindings.',
      '- `token-audience` accepts the volume `kube-api-access-*` that the API server adds to a pod with an automatic token, which `service-account-token` finds.',
      '- `duplicate-env` costs more than an API server allows for more than 400 variables in one container, or 160 in each of six, which then counts as a violation.',
      '- `node-name` is not checked in a pod that runs: the scheduler has written it.',
      '- A profile is checked as without known images and lock files.',
      '- A waiver whose value is an object, such as a volume, is not honored: the command names it.',
    ].join('\n'),
    ...LEVELS.map(section),
    '## What policies fill in',
    '`--fill-in` adds a mutating policy. It fills in what `harden` fills in without a settings file, for an image that it does not know. It never changes a value, and adds nothing that contradicts one.',
    table(['control', 'filled in by policies'], [
      ...fillingControls('hardened').map((control) => [link(control), 'yes']),
      ...leftFillIns({ level: 'hardened' }).map(({ control, because }) => [link(control), `no: ${because}`]),
    ]),
  );
  return new Map([[FILE, `${text}\n`]]);
}

export function write(): void {
  writePages(admissionPages());
}
