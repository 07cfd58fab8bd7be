import { Control, isDockerfileControl, isObjectControl, isPodControl } from '../controls/control';
import { STANDARDS } from '../controls/known-as';
import { formatVersion } from '../manifest/version';

/** The standards and scanners that know a control, and their ids for it. */
export function knownAs({ id }: Control): readonly string[] {
  return STANDARDS.flatMap(({ name, ids }) => ids[id] ? `${name} ${ids[id].join(', ')}` : []);
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
