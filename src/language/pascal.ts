import { isOptionName } from './names';

/** Names of options in Go and C#: `WritablePaths`. Texts in double quotes are values of the user's. */
export function pascalNames(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|[A-Za-z_$][\w$]*/g, (token) => isOptionName(token) ? token[0].toUpperCase() + token.slice(1) : token);
}
