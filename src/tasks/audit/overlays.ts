import { EvaluatedFinding } from '../../policy/engine/finding';
import { LazyFinding } from '../reports/to-finding';

/** A finding in the first of its overlays. */
interface Held {
  readonly finding: LazyFinding;
  /** The paths of the kustomizations that have it. */
  readonly overlays: string[];
}

/** Findings in overlays that render the same object: the same finding in several overlays is one finding. */
export class Overlays {
  private readonly held = new Map<string, Held>();
  private readonly listed = new Map<string, { overlay: string; readonly isListed: boolean }>();

  /** Whether a baseline lists a finding, asked once for all of its overlays. */
  public isListed(finding: LazyFinding, overlay: string, ask: () => boolean): boolean {
    const key = keyOf(finding);
    const known = this.listed.get(key);
    if (known && known.overlay !== overlay) {
      return known.isListed;
    }
    const isListed = ask();
    this.listed.set(key, { overlay, isListed });
    return isListed;
  }

  /**
   * Takes a finding in an overlay.
   *
   * @returns the finding, if no other overlay has it yet
   */
  public add(finding: LazyFinding, overlay: string): LazyFinding | undefined {
    const key = `${keyOf(finding)} ${stateOf(finding.evaluated)}`;
    const known = this.held.get(key);
    if (known && !known.overlays.includes(overlay)) {
      known.overlays.push(overlay);
      return undefined;
    }
    const overlays = [overlay];
    const own = finding.withOverlays(overlays);
    this.held.set(known ? `${key} ${this.held.size}` : key, { finding: own, overlays });
    return own;
  }

  /** The findings in their order, each with all of its overlays. Call it once, after all objects. */
  public take(): readonly LazyFinding[] {
    const all = [...this.held.values()].map(({ finding }) => finding);
    this.held.clear();
    return all;
  }
}

function stateOf({ waiver, isListed }: EvaluatedFinding): string {
  return JSON.stringify([waiver?.reason, isListed]);
}

/** The group, kind, namespace, name, container, control, field and value. */
function keyOf({ apiVersion, kind, namespace, name, template, container, control, field, allowValue, value }: LazyFinding): string {
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
  return JSON.stringify([group, kind, namespace, name, template, container, control, field, allowValue ?? value]);
}
