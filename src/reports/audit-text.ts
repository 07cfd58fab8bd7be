import { AuditFinding, AuditReport, AuditSummary, countText } from './audit';
import { printable } from './printable';

/** A finding in two lines: where and what, as compilers write it, and what to write instead. */
export class AuditText implements AuditReport {
  public begin(): string {
    return '';
  }

  public finding({ severity, waived, file, line, kind, namespace, name, message, fix }: AuditFinding): string {
    const object = `${kind} ${namespace ? `${namespace}/` : ''}${name || '(no name)'}`;
    const first = printable(`${file}:${line}: ${waived ? 'waived' : severity}: ${object}: ${message}`);
    return waived ? `${first}\n` : `${first}\n    instead: ${printable(fix)}\n`;
  }

  public end({ files, documents, workloads, errors, warnings, waived }: AuditSummary): string {
    return documents === 0 ? '' : `${countText(errors, 'error')}, ${countText(warnings, 'warning')}, ${waived} waived `
      + `in ${countText(workloads, 'workload')} of ${countText(documents, 'document')} in ${countText(files, 'file')}\n`;
  }
}
