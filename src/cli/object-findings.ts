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
    apiVersion: asString(object.apiVersion) ?? '',
    kind: asString(object.kind) ?? '',
    namespace: asString(namespace) ?? null,
    name: asString(name) ?? '',
    container,
    instruction: null,
    path: toJsonPointer(place),
    message,
    fix,
  };
}

/** What a finding says beside its place. */
export type What = Pick<AuditFinding, 'control' | 'severity' | 'waived' | 'container' | 'message' | 'fix'>;

/** An object, and where it stands. */
export interface Where extends LocatedObject {
  readonly file: string;
  readonly document: number;
  readonly lineOf: (place: Path) => number;
}
