import { programName } from './command';

/** The interpreter in the first line of a script, or the program that `env` starts there. Undefined if the text is not a script. */
export function interpreterOf(text = ''): string | undefined {
  const end = text.indexOf('\n');
  const [, path, more] = /^#![ \t]*(\S+)(?:[ \t]+(.*))?/.exec(end < 0 ? text : text.slice(0, end)) ?? [];
  if (path === undefined || programName(path) !== 'env') {
    return path;
  }
  return more?.split(/\s+/).find((word) => !word.startsWith('-') && !word.includes('='));
}
