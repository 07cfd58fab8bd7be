import { createInterface } from 'readline';
import { Interrupted, Terminal } from './io';

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const lines: string[] = [];
  let answer: { readonly resolve: (line: string) => void; readonly reject: (error: Error) => void } | undefined;
  let hasEnded = false;
  const reader = createInterface({ input: process.stdin, output: process.stdout, historySize: 0 });
  const end = () => {
    hasEnded = true;
    answer?.reject(interrupted());
    answer = undefined;
  };
  reader.on('line', (line) => {
    if (answer) {
      answer.resolve(line);
      answer = undefined;
    } else {
      lines.push(line); // Typed ahead.
    }
  });
  reader.on('SIGINT', end);
  reader.on('close', end);
  return {
    ask: (question) => new Promise((resolve, reject) => {
      const line = lines.shift();
      if (hasEnded) {
        reject(interrupted());
        return;
      }
      reader.setPrompt(question);
      reader.prompt();
      if (line === undefined) {
        answer = { resolve, reject };
      } else {
        process.stdout.write(`${line}\n`);
        resolve(line);
      }
    }),
    close: () => {
      reader.off('close', end);
      reader.close();
    },
  };
}

function interrupted(): Interrupted {
  return new Interrupted('interrupted: no file was written');
}
