import { createInterface, Interface } from 'readline';
import { setImmediate } from 'timers/promises';
import { Interrupted, Terminal } from './io';

/** The terminal of this process. Until the first question, signals end the process as usual. */
export function processTerminal(): Terminal {
  return new ProcessTerminal();
}

class ProcessTerminal implements Terminal {
  private reader?: Interface;
  /** Lines that the user typed before a question. */
  private readonly lines: string[] = [];
  private answer?: { readonly resolve: (line: string) => void; readonly reject: (error: Error) => void };
  private hasEnded = false;

  public ask(question: string): Promise<string> {
    const reader = this.reader ??= this.open();
    return new Promise((resolve, reject) => {
      if (this.hasEnded) {
        reject(interrupted());
        return;
      }
      reader.setPrompt(question);
      reader.prompt();
      const line = this.lines.shift();
      if (line === undefined) {
        this.answer = { resolve, reject };
      } else {
        process.stdout.write(`${line}\n`);
        resolve(line);
      }
    });
  }

  public async settle(): Promise<void> {
    // Node.js handles the keys that were pressed in the meantime between these two callbacks.
    await setImmediate();
    await setImmediate();
    if (this.hasEnded) {
      throw interrupted();
    }
  }

  public close(): void {
    this.reader?.removeAllListeners('close').close();
  }

  private open(): Interface {
    const reader = createInterface({ input: process.stdin, output: process.stdout, historySize: 0 });
    const end = () => {
      this.hasEnded = true;
      this.answer?.reject(interrupted());
    };
    reader.on('line', (line) => {
      if (this.answer) {
        this.answer.resolve(line);
        this.answer = undefined;
      } else {
        this.lines.push(line);
      }
    });
    return reader.on('SIGINT', end).on('close', end);
  }
}

function interrupted(): Interrupted {
  return new Interrupted('interrupted: no file was written');
}
