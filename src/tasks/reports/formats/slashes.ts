import { sep } from 'path';
import { DOCKERFILE } from '../../../policy/waivers/target';
import { AuditReport } from '../audit';
import { Finding } from '../finding';
import { ReportedObject } from '../reported-object';
import { LazyFinding } from '../to-finding';

/** The fields of findings and objects that are paths of files. The name of a Dockerfile is its path. */
type Paths = Pick<Finding, 'file' | 'source' | 'kind' | 'name'>;

/**
 * A report whose paths have a slash on every system: code hosts find no file by the paths of Windows.
 *
 * @param separator of the paths of this system
 */
export function withSlashes(report: AuditReport, separator: string = sep): AuditReport {
  if (separator === '/') {
    return report;
  }
  const { object } = report;
  const methods: Partial<AuditReport> = {
    finding: (finding, source) => report.finding({ ...fieldsOf(finding), ...slashed(finding, separator) }, source),
    ...object && { object: (shown) => object.call(report, slashedObject(shown, separator)) },
  };
  return new Proxy(report, {
    get(target, key: keyof AuditReport) {
      const value = methods[key] ?? target[key];
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function fieldsOf(finding: Finding): Finding {
  return finding instanceof LazyFinding ? finding.toJSON() : finding;
}

/** Its texts are computed on request. */
function slashedObject(object: ReportedObject, separator: string): ReportedObject {
  const { text, changes } = object;
  return { ...object, ...slashed(object, separator), text: () => text.call(object), changes: () => changes.call(object) };
}

function slashed({ file, source, kind, name }: Paths, separator: string): Partial<Paths> {
  const withSlash = (path: string) => path.replaceAll(separator, '/');
  return {
    ...file !== undefined && { file: withSlash(file) },
    ...source !== undefined && { source: withSlash(source) },
    ...kind === DOCKERFILE && { name: withSlash(name) },
  };
}
