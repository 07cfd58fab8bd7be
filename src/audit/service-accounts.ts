import { dirname } from 'path';
import { Input } from './inputs';
import { isAbsent, asObject, asString, isObject, JsonObject } from '../manifest/json';
import { groupKind, objectsIn } from '../manifest/workload';
import { readDocuments } from '../yaml/documents';
import { readTokens } from '../yaml/read-document';
import { tokensOf } from '../yaml/yaml-tokens';

/**
 * The service accounts of the input that mount no token: a pod that says nothing itself does as its account says. Only these are kept, of
 * a look at all inputs before the first is evaluated: objects come in any order.
 *
 * An account is that of a pod where both name one namespace. Where neither names any, the account must lie in the same folder: a
 * folder is applied to one namespace, and another may hold another account of that name.
 */
export class ServiceAccounts {
  /** The names of accounts by place. One that is there twice, and mounts a token once, mounts one. */
  private readonly withoutToken = new Map<string, Set<string>>();
  private readonly withToken = new Map<string, Set<string>>();

  /** Looks for accounts. What cannot be read is reported when it is evaluated. */
  public learn(input: Input): void {
    if (input.isDockerfile) {
      return;
    }
    try {
      for (const source of readDocuments(input.preview())) {
        if (ACCOUNT.test(source.text)) {
          this.learnDocument(readTokens(tokensOf(source)), input.name);
        }
      }
    } catch {
      // The evaluation stops at the same place, and says why.
    }
  }

  /** The names of the accounts around an object that mount no token; undefined if there are none. */
  public accountsAround({ metadata }: JsonObject, file: string): ReadonlySet<string> | undefined {
    return this.withoutToken.get(placeOf(metadata, file));
  }

  private learnDocument(value: unknown, file: string): void {
    for (const { object } of isObject(value) ? objectsIn(value) : []) {
      const name = asString(asObject(object.metadata).name);
      if (groupKind(object) !== '/ServiceAccount' || name === undefined) {
        continue;
      }
      const place = placeOf(object.metadata, file);
      if (object.automountServiceAccountToken !== false) {
        namesAt(this.withToken, place).add(name);
        this.withoutToken.get(place)?.delete(name);
      } else if (!this.withToken.get(place)?.has(name)) {
        namesAt(this.withoutToken, place).add(name);
      }
    }
  }
}

/** Few documents name an account by its kind, and only those need to be read. */
const ACCOUNT = /\bServiceAccount\b/;

function namesAt(names: Map<string, Set<string>>, place: string): Set<string> {
  const known = names.get(place) ?? new Set();
  names.set(place, known);
  return known;
}

function placeOf(metadata: unknown, file: string): string {
  const { namespace } = asObject(metadata);
  return isAbsent(namespace) ? `folder ${dirname(file)}` : `namespace ${String(namespace)}`;
}
