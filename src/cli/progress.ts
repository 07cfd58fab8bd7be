import { AuditSummary } from '../reports/audit';

const INTERVAL = 500;

/** How far a long audit has come, for whoever watches a terminal; nothing anywhere else. */
export class Progress {
  private last = Date.now();
  private isShown = false;

  public show({ documents, files }: AuditSummary): void {
    if (process.stderr.isTTY && Date.now() - this.last >= INTERVAL) {
      this.last = Date.now();
      this.isShown = true;
      process.stderr.write(`\r${documents} documents in ${files} files`);
    }
  }

  public clear(): void {
    if (this.isShown) {
      this.isShown = false;
      process.stderr.write('\r\x1b[K');
    }
  }
}
