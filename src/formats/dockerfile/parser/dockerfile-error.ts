/** A text that no builder accepts as a Dockerfile, or that builders read in different ways. */
export class DockerfileError extends Error {
  /**
   * @param message the problem and the fix
   * @param line counting from 1; undefined if the error is about the file as a whole
   */
  constructor(message: string, public readonly line?: number) {
    super(message);
  }

  /** The message with its place, as compilers write it. */
  public inFile(name: string): string {
    return `${this.line === undefined ? name : `${name}:${this.line}`}: ${this.message}`;
  }
}
