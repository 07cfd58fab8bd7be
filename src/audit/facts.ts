import { dirname } from 'path';
import { Input } from './inputs';
import { namesAt, ServiceAccounts } from './service-accounts';
import { Facts } from '../engine/plan';
import { asObject, asString, isAbsent, isObject, JsonObject } from '../manifest/json';
import { boundAccounts } from '../manifest/role-bindings';
import { groupKind, objectsIn } from '../manifest/workload';
import { readDocuments } from '../yaml/documents';
import { readTokens } from '../yaml/read-document';
import { tokensOf } from '../yaml/yaml-tokens';

/** Few documents name one of these kinds, and only those need to be read. */
const KINDS = /\b(?:ServiceAccount|PersistentVolumeClaim)\b/;

/**
 * What other objects of the input say about a workload. It takes a look at all inputs before the first is evaluated, since objects come
 * in any order, and keeps only names.
 */
export class InputFacts {
  private readonly accounts = new ServiceAccounts();
  private readonly claims = new Map<string, Set<string>>();
  private readonly bindings: JsonObject[] = [];
  /** Computed once all inputs are known. */
  private boundAccounts?: ReturnType<typeof boundAccounts>;

  /** Looks for objects that matter. What cannot be read is reported when it is evaluated. */
  public learn(input: Input): void {
    if (input.isDockerfile) {
      return;
    }
    try {
      for (const source of readDocuments(input.preview())) {
        if (KINDS.test(source.text)) {
          const value = readTokens(tokensOf(source));
          (isObject(value) ? objectsIn(value) : []).forEach(({ object }) => this.learnObject(object, input.name));
        }
      }
    } catch {
      // The evaluation stops at the same place, and says why.
    }
  }

  /** What counts for the evaluation of an object of a file. */
  public aroundForEvaluation({ metadata }: JsonObject, file: string): Pick<Facts, 'accountsWithoutToken'> | undefined {
    const accountsWithoutToken = this.accounts.withoutTokenAt(placeOf(metadata, file));
    return accountsWithoutToken && { accountsWithoutToken };
  }

  /** What counts for hardening an object of a file; undefined if nothing does. */
  public around(object: JsonObject, file: string): Facts | undefined {
    const accounts = this.aroundForEvaluation(object, file);
    const ownClaims = this.claims.get(placeOf(object.metadata, file));
    if (!accounts && !ownClaims && this.bindings.length === 0) {
      return undefined;
    }
    this.boundAccounts ??= boundAccounts(this.bindings);
    return { ...accounts, ownClaims, boundAccounts: this.boundAccounts(object) };
  }

  private learnObject(object: JsonObject, file: string): void {
    const place = placeOf(object.metadata, file);
    const kind = groupKind(object);
    const name = asString(asObject(object.metadata).name);
    if (kind === '/ServiceAccount' && name !== undefined) {
      this.accounts.learn(name, object.automountServiceAccountToken !== false, place);
    } else if (kind === '/PersistentVolumeClaim' && name !== undefined) {
      namesAt(this.claims, place).add(name);
    } else if (kind.startsWith('rbac.authorization.k8s.io/') && kind.endsWith('Binding')) {
      this.bindings.push({ apiVersion: object.apiVersion, kind: object.kind, metadata: object.metadata, subjects: object.subjects });
    }
  }
}

/**
 * Where an object will be. Objects that name no namespace are together if they lie in the same folder: a folder is applied to one
 * namespace, and another may hold another object of that name.
 */
function placeOf(metadata: unknown, file: string): string {
  const { namespace } = asObject(metadata);
  return isAbsent(namespace) ? `folder ${dirname(file)}` : `namespace ${String(namespace)}`;
}
