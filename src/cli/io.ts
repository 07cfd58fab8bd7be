/** What a command uses of the process it runs in, so that tests need no process. */
export interface Io {
  readonly stdout: Writer & { readonly isTTY?: boolean };
  readonly stderr: Writer & { readonly isTTY?: boolean };
  /** Standard input, to be read once. */
  readonly stdin: () => Iterable<Uint8Array>;
  /** For the container runtime. */
  readonly env: NodeJS.ProcessEnv;
}

interface Writer {
  write(text: string | Uint8Array): unknown;
}
