/** Why a text cannot be read, and where it is in its file: line and column count from 1. */
export class YamlError extends Error {
  public constructor(message: string, public readonly line: number, public readonly column: number) {
    super(message);
    this.name = 'YamlError';
  }
}
