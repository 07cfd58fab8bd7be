import { goCode } from './go';
import { javaCode } from './java';
import { isOptionName, VERBATIM } from './names';
import { pythonCode } from './python';

/** Translates names of options and snippets of code from TypeScript to the language of an app. */
type Translate = (text: string) => string;

/** By the first characters of `JSII_AGENT`, which the jsii runtime of a language sets for the process of Node.js. */
const TRANSLATIONS: Readonly<Record<string, Translate>> = { Python: pythonCode, Java: javaCode, DotNet: pascalNames, go: goCode };

/** A text for users of TypeScript, in the language of the app. */
export function inLanguageOfApp(text: string): string {
  const agent = process.env.JSII_AGENT;
  if (agent === undefined) return text;
  const language = Object.keys(TRANSLATIONS).find((name) => agent.startsWith(name));
  return language === undefined ? text : TRANSLATIONS[language](text);
}

const TOKEN = new RegExp(`${VERBATIM.source}|[A-Za-z_$][\\w$]*`, 'gu');

/** Names of options in C#: `WritablePaths`. Its code stays that of TypeScript. */
export function pascalNames(text: string): string {
  return text.replace(TOKEN, (token, start: number) => {
    return isOptionName(token, text[start - 1]) ? token[0].toUpperCase() + token.slice(1) : token;
  });
}
