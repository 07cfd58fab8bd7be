import { isOptionName, VERBATIM } from './names';

const TOKEN = new RegExp(`${VERBATIM.source}|[A-Za-z_$][\\w$]*`, 'gu');

/** Names of options in Go and C#: `WritablePaths`. */
export function pascalNames(text: string): string {
  return text.replace(TOKEN, (token, start: number) => {
    return isOptionName(token, text[start - 1]) ? token[0].toUpperCase() + token.slice(1) : token;
  });
}
