import { DOCKERFILE } from '../../waivers/target';
import { AuditReport, AuditSummary } from '../audit';
import { Finding } from '../finding';
import { printable } from '../printable';
import { countText } from '../text';

/** A finding in two lines: where and what, as compilers write it, and what to write instead. */
export class AuditText implements AuditReport {
  public begin(): string {
    return '';
  }

  public finding({ severity, waived, file, line, kind, namespace, name, message, remedy }: Finding): string {
    // A Dockerfile is its file, and need not be named twice.
    const object = kind !== DOCKERFILE ? `${kind} ${namespace ? `${namespace}/` : ''}${name || '(no name)'}: ` : '';
    const first = printable(`${file}:${line}: ${waived ? 'waived' : severity}: ${object}${message}`);
    return waived ? `${first}\n` : `${first}\n    fix: ${printable(remedy)}\n`;
  }

  public end({ files, documents, dockerfiles, workloads, errors, warnings, waived, unevaluated, leftOut }: AuditSummary): string {
    const audited = [
      ...documents > 0 ? [`${countText(workloads, 'workload')} of ${countText(documents, 'document')}`] : [],
      ...dockerfiles > 0 ? [countText(dockerfiles, 'Dockerfile')] : [],
    ];
    if (audited.length === 0) {
      return '';
    }
    return [
      `${countText(errors, 'error')}, ${countText(warnings, 'warning')}, ${waived} waived in ${audited.join(' and ')} in ${countText(files, 'file')}`,
      ...unevaluated > 0 ? [`pods were not evaluated in ${countText(unevaluated, 'object')}`] : [],
      ...leftOut > 0 ? [`${countText(leftOut, 'finding')} left out of this report`] : [],
    ].join('; ') + '\n';
  }
}
