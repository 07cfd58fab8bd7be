import { Input } from './input';
import { openText } from '../../formats/yaml/bytes';

/** An input whose bytes are kept while they are read, to show what changes in them. */
export interface RecordedInput extends Input {
  /** The bytes without a byte order mark, and the encoding that the mark names. */
  readonly text: () => { readonly text: string; readonly encoding?: string };
}

export function recorded(input: Input): RecordedInput {
  const bytes: Uint8Array[] = [];
  return {
    ...input,
    text: () => {
      const { mark: { encoding }, head, rest } = openText(bytes);
      return { text: Buffer.concat([head, ...rest]).toString(), encoding };
    },
    * chunks() {
      for (const chunk of input.chunks()) {
        bytes.push(chunk);
        yield chunk;
      }
    },
  };
}
