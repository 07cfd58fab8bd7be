import { asArray, isObject, JsonObject } from '../../../formats/manifest/json';
import { Kubectl } from '../../cluster/kubectl';
import { ClusterScope, PlacedKubectl } from '../../cluster/placed-kubectl';

/** Reads from a cluster, and remembers its commands and failures. */
export class ClusterReader {
  /** The failures, in the words of kubectl. */
  public readonly failures: string[] = [];
  private readonly placed: PlacedKubectl;

  constructor(kubectl: Kubectl, place: ClusterScope) {
    this.placed = new PlacedKubectl(kubectl, place);
  }

  /** The commands as a user would type them. */
  public get commands(): readonly string[] {
    return this.placed.commands;
  }

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
    const told = this.placed.ask(args);
    if (told.failure !== undefined) {
      this.failures.push(`${args.slice(0, 2).join(' ')}: ${told.failure}`);
      return undefined;
    }
    return told.stdout;
  }
}

const LINES = 5000;
