import { Input } from './inputs';
import { openText } from '../yaml/bytes';

/** An input whose bytes are kept while they are read, to show what changes in them. */
export interface RecordedInput extends Input {
  /** What was read, without byte order mark. */
  readonly text: () => string;
}

export function recorded(input: Input): RecordedInput {
  const bytes: Uint8Array[] = [];
  return {
    ...input,
    text: () => {
      const { head, rest } = openText(bytes);
      return Buffer.concat([head, ...rest]).toString();
    },
    * chunks() {
      for (const chunk of input.chunks()) {
        bytes.push(chunk);
        yield chunk;
      }
    },
  };
}
