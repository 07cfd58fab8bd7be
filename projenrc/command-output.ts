import { run } from '../src/commands/cli/program';

/** What a command writes to standard output. */
export async function outputOf(...command: readonly string[]): Promise<string> {
  let text = '';
  const stdout = { write: (part: string | Uint8Array) => { text += String(part); } };
  await run([...command], { stdout, stderr: { write: () => undefined }, stdin: () => [], env: {} });
  return text;
}
