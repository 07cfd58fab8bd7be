/** The reason why a text cannot be read, with its line and column in the file, counting from 1. */
export class YamlError extends Error {
  public constructor(message: string, public readonly line: number, public readonly column: number) {
    super(message);
    this.name = 'YamlError';
  }
}
