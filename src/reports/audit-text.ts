import { AuditFinding, AuditReport, AuditSummary, countText } from './audit';
import { printable } from './printable';
import { DOCKERFILE } from '../waivers/target';

/** A finding in two lines: where and what, as compilers write it, and what to write instead. */
export class AuditText implements AuditReport {
  public begin(): string {
    return '';
  }

  public finding({ severity, waived, file, line, kind, namespace, name, message, fix }: AuditFinding): string {
    // A Dockerfile is its file, and need not be named twice.
    const object = kind !== DOCKERFILE ? `${kind} ${namespace ? `${namespace}/` : ''}${name || '(no name)'}: ` : '';
    const first = printable(`${file}:${line}: ${waived ? 'waived' : severity}: ${object}${message}`);
    return waived ? `${first}\n` : `${first}\n    instead: ${printable(fix)}\n`;
  }

  public end({ files, documents, dockerfiles, workloads, errors, warnings, waived }: AuditSummary): string {
    const judged = [
      ...documents > 0 ? [`${countText(workloads, 'workload')} of ${countText(documents, 'document')}`] : [],
      ...dockerfiles > 0 ? [countText(dockerfiles, 'Dockerfile')] : [],
    ];
    return judged.length === 0 ? '' : `${countText(errors, 'error')}, ${countText(warnings, 'warning')}, ${waived} waived `
      + `in ${judged.join(' and ')} in ${countText(files, 'file')}\n`;
  }
}
