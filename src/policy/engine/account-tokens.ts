import { EvaluatedFinding } from './finding';
import { asObject, asString, JsonObject } from '../../formats/manifest/json';
import { serviceAccountToken } from '../controls/hardened/service-account-token';
import { serviceAccountAutomount } from '../controls/objects/service-account-automount';

/**
 * Reports each token once. A finding on a ServiceAccount waits until all pods are known. It is dropped if a finding on a pod names the
 * account.
 */
export class AccountTokens<T> {
  private readonly named = new Set<string>();
  private readonly held: { readonly account: string; readonly finding: T }[] = [];

  /**
   * The findings on an object that do not wait.
   *
   * @param placeOf the place of an object
   * @param canWait whether a finding may wait
   */
  public take<F extends EvaluatedFinding>(
    findings: readonly F[], placeOf: (object: JsonObject) => string, toHeld: (finding: F) => T, canWait: (finding: F) => boolean,
  ): readonly F[] {
    if (!findings.some(isAboutToken)) {
      return findings; // True for nearly all objects.
    }
    return findings.filter((finding) => {
      const { object = {}, account } = finding;
      if (account !== undefined) {
        this.named.add(keyOf(placeOf(object), account));
      }
      const isHeld = finding.control === serviceAccountAutomount && finding.waiver === undefined && canWait(finding);
      if (isHeld) {
        this.held.push({ account: keyOf(placeOf(object), asString(asObject(object.metadata).name)), finding: toHeld(finding) });
      }
      return !isHeld;
    });
  }

  /** The findings on accounts that waited, and that no finding on a pod names. Call it once, after all objects. */
  public left(): readonly T[] {
    return this.held.filter(({ account }) => !this.named.has(account)).map(({ finding }) => finding);
  }
}

function isAboutToken({ control }: EvaluatedFinding): boolean {
  return control === serviceAccountToken || control === serviceAccountAutomount;
}

function keyOf(place: string, name: string | undefined): string {
  return JSON.stringify([place, name]);
}
