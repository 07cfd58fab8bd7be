import { Kubectl } from './kubectl';
import { asArray, isObject, JsonObject } from '../../../formats/manifest/json';

/** The namespace and context of kubectl. */
export interface ClusterScope {
  readonly namespace?: string;
  readonly context?: string;
}

/** Reads from a cluster, and remembers its commands and failures. */
export class ClusterReader {
  /** The commands as a user would type them. */
  public readonly commands: string[] = [];
  /** The failures, in the words of kubectl. */
  public readonly failures: string[] = [];

  constructor(private readonly kubectl: Kubectl, private readonly place: ClusterScope) {}

  /** Objects as JSON; undefined if kubectl fails. */
  public get(...args: readonly string[]): readonly JsonObject[] | undefined {
    const bytes = this.run(['get', ...args, '--output=json', '--request-timeout=20s']);
    if (bytes === undefined) {
      return undefined;
    }
    try {
      const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
      if (isObject(json) && Array.isArray(json.items)) {
        return asArray(json.items).filter(isObject);
      }
      return isObject(json) ? [json] : [];
    } catch {
      this.failures.push(`get ${args.join(' ')}: kubectl did not print JSON`);
      return undefined;
    }
  }

  /** The last lines of a log; undefined if there is none. */
  public log(pod: string, container: string, isPrevious: boolean): string | undefined {
    const bytes = this.run(['logs', pod, `--container=${container}`, `--tail=${LINES}`, ...isPrevious ? ['--previous'] : []]);
    return bytes && new TextDecoder().decode(bytes);
  }

  private run(args: readonly string[]): Uint8Array | undefined {
    const { namespace, context } = this.place;
    const all = [
      ...context === undefined ? [] : [`--context=${context}`],
      ...namespace === undefined ? [] : [`--namespace=${namespace}`],
      ...args,
    ];
    this.commands.push(`kubectl ${all.map(quoted).join(' ')}`);
    const { status, stdout, stderr } = this.kubectl(all);
    if (status !== 0) {
      this.failures.push(`${args.slice(0, 2).join(' ')}: ${wordsOf(stderr) || `exit code ${status}`}`);
      return undefined;
    }
    return stdout;
  }
}

const LINES = 5000;

/** The last line with a message of kubectl itself. Client libraries print their warnings before it. */
function wordsOf(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim()).filter(Boolean);
  return lines.filter((line) => !/^[EWI]\d{4} /.test(line)).pop() ?? lines.pop() ?? '';
}

/** An argument as a user would type it in a shell. */
function quoted(word: string): string {
  return /^[\w./:=,@-]+$/.test(word) ? word : `'${word.split("'").join("'\\''")}'`;
}
