import { Kubectl } from './kubectl';

/** The namespace and context of kubectl. */
export interface ClusterScope {
  readonly namespace?: string;
  readonly context?: string;
}

/** The output of a command, or the failure in the words of kubectl. */
export type Told = { readonly stdout: Uint8Array; readonly failure?: undefined } | { readonly failure: string };

/** The context of the user's configuration. In a pod, kubectl uses its account, and has no contexts. */
export function currentContext(kubectl: Kubectl): string | undefined {
  const answer = new PlacedKubectl(kubectl, {}).ask(['config', 'current-context']);
  return answer.failure === undefined ? new TextDecoder().decode(answer.stdout).trim() || undefined : undefined;
}

/** Runs kubectl in a context and a namespace, and remembers the commands. */
export class PlacedKubectl {
  /** The commands as a user would type them. */
  public readonly commands: string[] = [];

  constructor(private readonly kubectl: Kubectl, private readonly place: ClusterScope) {}

  public ask(args: readonly string[]): Told {
    const { namespace, context } = this.place;
    const all = [
      ...context === undefined ? [] : [`--context=${context}`],
      ...namespace === undefined ? [] : [`--namespace=${namespace}`],
      ...args,
    ];
    this.commands.push(`kubectl ${all.map(quoted).join(' ')}`);
    const { status, stdout, stderr } = this.kubectl(all);
    return status === 0 ? { stdout } : { failure: wordsOf(stderr) || `exit code ${status}` };
  }
}

/** The last line with a message of kubectl itself. Client libraries print their warnings before it. */
function wordsOf(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim()).filter(Boolean);
  return lines.filter((line) => !/^[EWI]\d{4} /.test(line)).pop() ?? lines.pop() ?? '';
}

/** An argument as a user would type it in a shell. */
function quoted(word: string): string {
  return /^[\w./:=,@-]+$/.test(word) ? word : `'${word.split("'").join("'\\''")}'`;
}
