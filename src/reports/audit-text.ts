import { AuditFinding, AuditReport, AuditSummary } from './audit';

/** A finding in two lines: where and what, as compilers write it, and what to write instead. */
export class AuditText implements AuditReport {
  public begin(): string {
    return '';
  }

  public finding({ severity, waived, file, line, kind, namespace, name, message, fix }: AuditFinding): string {
    const object = `${kind} ${namespace ? `${namespace}/` : ''}${name || '(no name)'}`;
    const first = `${file}:${line}: ${waived ? 'waived' : severity}: ${object}: ${message}\n`;
    return waived ? first : `${first}    instead: ${fix}\n`;
  }

  public end({ files, documents, workloads, errors, warnings, waived }: AuditSummary): string {
    return documents === 0 ? '' : `${count(errors, 'error')}, ${count(warnings, 'warning')}, ${waived} waived `
      + `in ${count(workloads, 'workload')} of ${count(documents, 'document')} in ${count(files, 'file')}\n`;
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
