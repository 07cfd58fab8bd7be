import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Overrides, overrideMethods } from './override-methods';
import { Gate, gatesFor, waiversFor } from './scopes';
import { bracketChart, Synthesis } from './synthesis';
import { Severity } from '../controls/control';
import { Policy } from '../controls/policy';
import { evaluate, Finding, isUnevaluated } from '../engine/evaluate';
import { harden } from '../engine/harden';
import { Profile, profileOf } from '../engine/profile';
import { clone, JsonObject } from '../manifest/json';
import { foreignPolicy } from '../policy/resolve';
import { printable } from '../reports/printable';
import { failureTexts, warningTexts } from '../reports/text';
import { annotate } from '../waivers/annotation';
import { applyWaivers, JudgedFinding } from '../waivers/apply';

/** A finding on an object, and whether it keeps the app from synthesising. */
export interface Verdict extends JudgedFinding {
  readonly fails: boolean;
}

/** An object as it leaves cdk8s, and what is wrong with it. */
export interface Outcome {
  readonly manifest: JsonObject;
  readonly verdicts: readonly Verdict[];
  /** By which it was hardened; absent where it is none of ours. */
  readonly policy?: Policy;
  /** How many JSON patches the object had: one more, and the outcome is void. */
  readonly patches: number;
}

/** An ApiObject whose final JSON is judged, and hardened where it is one of ours, on every way out of cdk8s. */
export class SynthesizedObject {
  /** The hook of an object. It is made when first asked for: from then on the object's `toJson` goes through it. */
  public static of(apiObject: ApiObject): SynthesizedObject {
    let object = hooked.get(apiObject);
    if (!object) {
      object = new SynthesizedObject(apiObject);
      hooked.set(apiObject, object);
      overrideMethods(apiObject, OBJECT_OVERRIDES);
      bracketChart(apiObject.chart);
    }
    return object;
  }

  /** Whether the object has its hook. */
  public static isHooked(apiObject: ApiObject): boolean {
    return hooked.has(apiObject);
  }

  /** The construct that people know the object by: its path stands in front of every finding. */
  public readonly owner: IConstruct;
  private readonly synthesis: Synthesis;
  private readonly plainJson: () => JsonObject;
  private ownPolicy?: () => Policy;

  private constructor(private readonly apiObject: ApiObject) {
    this.owner = ownerOf(apiObject);
    this.synthesis = Synthesis.of(apiObject);
    this.plainJson = apiObject.toJson.bind(apiObject);
    this.owner.node.addValidation({ validate: () => failureTexts(this.judge().verdicts.filter(({ fails }) => fails)) });
    warnAtEnd(this.synthesis);
  }

  /** Makes the object one of ours: what is missing is filled in, and it passes the profile "hardened" or fails. */
  public hardenWith(policy: () => Policy): void {
    this.ownPolicy = policy;
  }

  /** The JSON to emit. */
  public toJson(): JsonObject {
    const before = this.synthesis.recall<Outcome>(this);
    const outcome = this.judge();
    const isVoid = before !== undefined && before !== outcome;
    // cdk8s has asked for the errors of the whole app before, and told them together, unless the object was changed
    // since, or somebody asks this one object alone.
    if (isVoid || !this.synthesis.isRunning) {
      this.throwFailures(outcome);
    }
    // What is kept is what will be emitted: who asks on the way gets a copy to do with as they like.
    return clone(outcome.manifest);
  }

  /** What leaves cdk8s for this object and what is wrong with it, by all that is demanded of it. */
  public judge(): Outcome {
    return this.known ?? this.judgeAnew();
  }

  /** Judges the object by a profile that nobody demanded, for a report. */
  public judgeBy(profile: Profile): readonly JudgedFinding[] {
    return this.judgeManifest(this.judge().manifest, [{ profile: () => profile, failOn: undefined }]);
  }

  /** Whether anybody demands a profile of this object that holds the control. */
  public demands(controlId: string): boolean {
    return this.gates().some(({ profile }) => profile(this.owner).ids.has(controlId));
  }

  private gates(policy = this.ownPolicy?.()): readonly Gate[] {
    const gates = gatesFor(this.apiObject);
    return policy ? [ownGate(policy), ...gates] : gates;
  }

  private get known(): Outcome | undefined {
    const outcome = this.synthesis.recall<Outcome>(this);
    return outcome?.patches === this.patches ? outcome : undefined;
  }

  private get patches(): number {
    // cdk8s keeps them private. Where a version keeps them elsewhere, an outcome is good for one synthesis.
    return (this.apiObject as unknown as { patches?: unknown[] }).patches?.length ?? 0;
  }

  private judgeAnew(): Outcome {
    const plain = this.plainJson();
    const policy = this.ownPolicy?.();
    const manifest = policy ? harden(plain, policy).manifest : plain;
    const verdicts = this.judgeManifest(manifest, this.gates(policy), policy);
    const used = verdicts.flatMap(({ waiver }) => waiver ?? []);
    const outcome = { manifest: annotate(manifest, used), verdicts, policy, patches: this.patches };
    this.synthesis.keep(this, outcome);
    return outcome;
  }

  private judgeManifest(
    manifest: JsonObject,
    gates: readonly Gate[],
    policy = this.ownPolicy?.() ?? foreignPolicy(this.owner),
  ): readonly Verdict[] {
    const found = new Map<string, Finding & { fails: boolean }>();
    for (const { profile, failOn, failOnUnevaluated = false } of gates) {
      for (const finding of evaluate(manifest, profile(this.owner), policy)) {
        const key = `${finding.control.id} ${finding.container} ${finding.path.join('/')} ${finding.pin}`;
        const fails = isAtLeast(finding.severity, failOn) || (failOnUnevaluated && isUnevaluated(finding));
        found.set(key, { ...finding, fails: found.get(key)?.fails || fails });
      }
    }
    return found.size === 0 ? [] : applyWaivers([...found.values()], waiversFor(this.apiObject))
      .map((finding) => ({ ...finding, fails: (finding as Verdict).fails && !finding.waiver }));
  }

  /** @throws where something in the outcome fails */
  public throwFailures({ verdicts }: Outcome = this.judge()): void {
    const failures = verdicts.filter(({ fails }) => fails);
    if (failures.length > 0) {
      const lines = failureTexts(failures).map((text) => `  [${printable(this.owner.node.path)}] ${text}`);
      throw new Error(`Validation failed with the following errors:\n${lines.join('\n')}`);
    }
  }
}

const hooked = new WeakMap<ApiObject, SynthesizedObject>();
const OBJECT_OVERRIDES: Overrides = { toJson: (target: ApiObject) => SynthesizedObject.of(target).toJson() };

const warning = new WeakSet<Synthesis>();

/** Tells what does not fail a synthesis once it has ended: on stderr, since stdout may be the YAML. */
function warnAtEnd(synthesis: Synthesis): void {
  if (warning.has(synthesis)) {
    return;
  }
  warning.add(synthesis);
  synthesis.atEnd((kept) => {
    const warnings = [...kept].flatMap(([object, outcome]) => object instanceof SynthesizedObject
      ? (outcome as Outcome).verdicts.filter(isWarning).map((finding) => ({ finding, owner: object.owner.node.path }))
      : []);
    warningTexts(warnings).forEach((line) => process.stderr.write(`${line}\n`));
  });
}

function isWarning({ fails, waiver }: Verdict): boolean {
  return !fails && !waiver;
}

/** cdk8s-plus keeps the object of a construct in a child that people never see. */
function ownerOf(apiObject: ApiObject): IConstruct {
  const { id, scope } = apiObject.node;
  return scope && !Chart.isChart(scope) && (id === 'Resource' || id === 'Default') ? scope : apiObject;
}

/**
 * The version from which on Pod Security "restricted" is complete. However old the cluster, a hardened workload is judged
 * by no less: an older one would let pass what nobody may call hardened.
 */
const OWN_FLOOR = 25;

function ownGate(policy: Policy): Gate {
  return { profile: () => profileOf('hardened', Math.max(policy.kubernetesVersion, OWN_FLOOR)), failOn: 'error' };
}

function isAtLeast(severity: Severity, threshold: Severity | undefined): boolean {
  return threshold === 'warning' || threshold === severity;
}
