import { Input } from './input';
import { openText } from '../../formats/yaml/bytes';

/** An input that keeps its bytes while they are read, to show later what hardening changed. */
export interface RecordedInput extends Input {
  /** The text without its byte order mark, and the encoding that the mark indicates. */
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
