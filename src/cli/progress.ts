import { Io } from './io';
import { AuditSummary } from '../reports/audit';

const INTERVAL = 500;

/** Shows on a terminal how far a long audit has come; elsewhere nothing. */
export class Progress {
  private last = Date.now();
  private isShown = false;

  constructor(private readonly stderr: Io['stderr']) {}

  public show({ documents, files }: AuditSummary): void {
    if (this.stderr.isTTY && Date.now() - this.last >= INTERVAL) {
      this.last = Date.now();
      this.isShown = true;
      this.stderr.write(`\r${documents} documents in ${files} files`);
    }
  }

  public clear(): void {
    if (this.isShown) {
      this.isShown = false;
      this.stderr.write('\r\x1b[K');
    }
  }
}
