import { asObject, asString, Path } from '../manifest/json';
import { LocatedObject } from '../manifest/workload';
import { AuditFinding, toJsonPointer } from '../reports/audit';

/** A finding as it is reported. */
export function findingAt({ object, path, file, document, lineOf }: Where, field: Path, what: What): AuditFinding {
  const { control, severity, waived, container, message, fix } = what;
  const place = path.length > 0 ? [...path, ...field] : field;
  const { name, namespace } = asObject(object.metadata);
  return { // In the order in which it is written.
    control,
    severity,
    waived,
    file,
    document,
    line: lineOf(place),
    apiVersion: short(asString(object.apiVersion) ?? ''),
    kind: short(asString(object.kind) ?? ''),
    namespace: typeof namespace === 'string' ? short(namespace) : null,
    name: short(asString(name) ?? ''),
    container: container === null ? null : short(container),
    instruction: null,
    path: short(toJsonPointer(place)),
    message: short(message),
    fix,
  };
}

/** Far more than any name or path that Kubernetes takes. Longer ones, a thousand times in a report, would fill the disk. */
const MAX_LENGTH = 4000;

function short(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

/** What a finding says beside its place. */
export type What = Pick<AuditFinding, 'control' | 'severity' | 'waived' | 'container' | 'message' | 'fix'>;

/** An object, and where it stands. */
export interface Where extends LocatedObject {
  readonly file: string;
  readonly document: number;
  readonly lineOf: (place: Path) => number;
}
