import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Overrides, overrideMethods } from './override-methods';
import { bracketChart, Synthesis } from './synthesis';
import { Policy } from '../controls/policy';
import { evaluate, Finding } from '../engine/evaluate';
import { harden } from '../engine/harden';
import { profileOf } from '../engine/profile';
import { JsonObject } from '../manifest/json';
import { findingText } from '../reports/text';

/** An object as it leaves cdk8s, and what is wrong with it. */
interface Outcome {
  readonly manifest: JsonObject;
  readonly findings: readonly Finding[];
  /** How many JSON patches the object had: one more, and the outcome is void. */
  readonly patches: number;
}

/** An ApiObject whose final JSON is hardened and judged on every way out of cdk8s. */
export class SynthesizedObject {
  /**
   * Hooks an object: from now on its `toJson` gives hardened JSON, and the app does not synthesise while it is unsafe.
   *
   * @param owner the construct whose path errors name
   * @param apiObject the object
   * @param policy what to fill in, asked for at synth
   */
  public static harden(owner: IConstruct, apiObject: ApiObject, policy: () => Policy): void {
    const object = new SynthesizedObject(apiObject, owner.node.path, policy);
    hooked.set(apiObject, object);
    overrideMethods(apiObject, OBJECT_OVERRIDES);
    bracketChart(apiObject.chart);
    owner.node.addValidation({ validate: () => object.judge().findings.filter(isError).map(findingText) });
  }

  private readonly synthesis: Synthesis;
  /** What `toJson` did before the hook. */
  private plainJson: () => JsonObject;

  private constructor(private readonly apiObject: ApiObject, private readonly ownerPath: string, private readonly policy: () => Policy) {
    this.synthesis = Synthesis.of(apiObject);
    this.plainJson = apiObject.toJson.bind(apiObject);
  }

  /** The JSON to emit. */
  public toJson(): JsonObject {
    const known = this.synthesis.recall<Outcome>(this);
    if (known && known.patches === this.patches) {
      return known.manifest;
    }
    const outcome = this.judge();
    const errors = outcome.findings.filter(isError);
    // Where cdk8s validates, the errors of the whole app come in one message before this is reached. Here nobody will.
    if (errors.length > 0 && (known || !this.synthesis.isRunning)) {
      throw new Error(`Validation failed with the following errors:\n${errors.map((e) => `  [${this.ownerPath}] ${findingText(e)}`).join('\n')}`);
    }
    return outcome.manifest;
  }

  private judge(): Outcome {
    const known = this.synthesis.recall<Outcome>(this);
    if (known && known.patches === this.patches) {
      return known;
    }
    const policy = this.policy();
    const { manifest } = harden(this.plainJson(), policy);
    const findings = evaluate(manifest, profileOf('hardened', policy.kubernetesVersion), policy);
    const outcome = { manifest, findings, patches: this.patches };
    this.synthesis.keep(this, outcome);
    return outcome;
  }

  private get patches(): number {
    // cdk8s keeps them private. Where a version keeps them elsewhere, an outcome is good for one synthesis.
    return (this.apiObject as unknown as { patches?: unknown[] }).patches?.length ?? 0;
  }
}

const hooked = new WeakMap<ApiObject, SynthesizedObject>();
const OBJECT_OVERRIDES: Overrides = { toJson: (target: ApiObject, next) => hooked.get(target)?.toJson() ?? next() };

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}
