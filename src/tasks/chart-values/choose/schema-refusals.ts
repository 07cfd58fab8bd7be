import { ValueMark, valueName } from '../trace/marks';

/** A line of Helm 3: `- securityContext: Additional property seccompProfile is not allowed`. */
const HELM_3 = /^- (\S+): (?:Additional property (\S+) is not allowed)?/;
/** A line of Helm 4: `- at '/securityContext': additional properties 'seccompProfile', 'runAsNonRoot' not allowed`. */
const HELM_4 = /^- at '([^']*)': (?:additional properties (.+) not allowed)?/;

/** The fields that the schema of a chart refuses: the fields that the message names, or else all fields of the values in it. */
export function refusedBySchema(message: string, marks: readonly ValueMark[]): readonly ValueMark[] {
  const named = message.split('\n').map((line) => line.trim()).flatMap(pathsIn);
  const found = marks.filter((mark) => named.some((path) => `.${valueName(mark)}.`.includes(`.${path}.`)));
  const last = marks.at(-1);
  return found.length > 0 ? found : marks.filter(({ candidate }) => candidate === last?.candidate);
}

/** The paths of the values in a line, from the root of the chart or subchart with the schema. */
function pathsIn(line: string): readonly string[] {
  const [, dotted, property] = HELM_3.exec(line) ?? [];
  const [, pointer, properties] = HELM_4.exec(line) ?? [];
  const ofHelm3 = dotted === '(root)' ? '' : dotted;
  const base = pointer === undefined ? ofHelm3 : pointer.split('/').slice(1).join('.');
  if (base === undefined) {
    return [];
  }
  const names = property !== undefined ? [property] : [...(properties ?? '').matchAll(/'([^']+)'/g)].map(([, name]) => name);
  if (names.length > 0) {
    return names.map((name) => base === '' ? name : `${base}.${name}`);
  }
  return base === '' ? [] : [base];
}
