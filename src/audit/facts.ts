import { dirname } from 'path';
import { Claims } from './claims';
import { Input } from './inputs';
import { ServiceAccounts } from './service-accounts';
import { Facts } from '../engine/plan';
import { isOfOneNode } from '../manifest/claims';
import { asObject, asString, isAbsent, isObject, JsonObject } from '../manifest/json';
import { boundAccounts } from '../manifest/role-bindings';
import { groupKind, objectsIn } from '../manifest/workload';
import { Settings } from '../settings/settings';
import { readDocuments } from '../yaml/documents';
import { readTokens } from '../yaml/read-document';
import { tokensOf } from '../yaml/yaml-tokens';

/** Few documents name one of these kinds, and only those need to be read. */
const KINDS = /\b(?:ServiceAccount|PersistentVolumeClaim)\b/;

/** What counts where nothing is changed: see the fields of the settings. */
type EvaluationFacts = Pick<Settings, 'accountsWithoutToken' | 'singleNodeClaims'>;

/**
 * What other objects of the input say about a workload. It takes a look at all inputs before the first is evaluated, since objects come
 * in any order, and keeps only names.
 */
export class InputFacts {
  private readonly accounts = new ServiceAccounts();
  private readonly claims = new Claims();
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
  public aroundForEvaluation({ metadata }: JsonObject, file: string): EvaluationFacts | undefined {
    const place = placeOf(metadata, file);
    const accountsWithoutToken = this.accounts.withoutTokenAt(place);
    const singleNodeClaims = this.claims.singleNodeAt(place);
    return accountsWithoutToken || singleNodeClaims ? { accountsWithoutToken, singleNodeClaims } : undefined;
  }

  /** What counts for hardening an object of a file; undefined if nothing does. */
  public around(object: JsonObject, file: string): Facts & EvaluationFacts | undefined {
    const evaluation = this.aroundForEvaluation(object, file);
    const ownClaims = this.claims.at(placeOf(object.metadata, file));
    if (!evaluation && !ownClaims && this.bindings.length === 0) {
      return undefined;
    }
    this.boundAccounts ??= boundAccounts(this.bindings);
    return { ...evaluation, ownClaims, boundAccounts: this.boundAccounts(object) };
  }

  private learnObject(object: JsonObject, file: string): void {
    const place = placeOf(object.metadata, file);
    const kind = groupKind(object);
    const name = asString(asObject(object.metadata).name);
    if (kind === '/ServiceAccount' && name !== undefined) {
      this.accounts.learn(name, object.automountServiceAccountToken !== false, place);
    } else if (kind === '/PersistentVolumeClaim' && name !== undefined) {
      this.claims.learn(name, isOfOneNode(object), place);
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
