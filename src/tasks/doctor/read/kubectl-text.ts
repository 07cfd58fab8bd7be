import { JsonObject } from '../../../formats/manifest/json';

/** The beginning of kubectl's messages about refusals and warnings of an API server. */
const START = /^(?:Error from server|Error: |error: |Warning: |The \S+ "[^"]*" is invalid:)/;
const ERROR = /^(?:error: |Error from server|Error: |Unable to connect to the server: |The connection to the server |E\d{4} \d\d:\d\d:\d\d\.\d+ .*memcache\.go)/;
/** Words that only refusals contain. */
const REFUSAL = /\bis (?:forbidden|invalid): ?|violates? PodSecurity|denied (?:the )?request|cannot be handled as|decoding error|is immutable|namespaces "[^"]*" not found|failed calling webhook/;

/** The refusals in the output of `kubectl apply`, which cannot print them as JSON. Each becomes the Status that it was made from. */
export function refusalsIn(text: string): readonly JsonObject[] {
  const messages = text.split(/\r?\n/).reduce<readonly string[]>((all, line) => {
    // The fields of an invalid object are a list below its first line.
    const isNext = all.length > 0 && !START.test(line) && /^(?:\s*\* |\s+\S)/.test(line);
    return isNext ? [...all.slice(0, -1), `${all.at(-1)}\n${line}`] : START.test(line) ? [...all, line] : all;
  }, []);
  return messages.filter((message) => REFUSAL.test(message)).map((message) => ({ kind: 'Status', status: 'Failure', message: asRefusal(message) }));
}

/** The lines in which kubectl says that it did nothing: no API server saw a workload, so there is nothing to diagnose. */
export function kubectlErrorsIn(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => ERROR.test(line));
}

/** Pod Security words a warning like a refusal. */
function asRefusal(message: string): string {
  return message.replace(/would violate PodSecurity/, 'violates PodSecurity');
}
