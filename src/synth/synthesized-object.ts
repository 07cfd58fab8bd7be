import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { attachText, EmittedText, emittedText } from './emitted-text';
import { LostFields, PatchedJson, patchedJson } from './lost-fields';
import { gatesFor } from './scopes';
import { SynthSession, throwProblems } from './session';
import { Rendered, requiredGates, Verdict, verdictsOn } from './verdicts';
import { harden } from '../engine/harden';
import { Profile } from '../engine/profile';
import { clone, JsonObject } from '../manifest/json';
import { toPlainData } from '../manifest/plain-data';
import { waiverRulesFor } from '../options/defaults';
import { printable } from '../reports/printable';
import { failureTexts } from '../reports/text';
import { Settings } from '../settings/settings';
import { annotate } from '../waivers/annotation';
import { JudgedFinding } from '../waivers/apply';
import { ruleProblems } from '../waivers/problems';

/** An object as it leaves cdk8s, and what is wrong with it. */
export interface Outcome extends Rendered {
  readonly verdicts: readonly Verdict[];
  /** Why the object cannot be emitted at all. No waiver covers these. */
  readonly problems: readonly string[];
  /** The YAML, if cdk8s would print one that kubectl reads differently. */
  readonly text?: string;
  /** How many JSON patches the object had: one more, and the outcome is void. */
  readonly patches: number;
}

/** Additional problems of an object, which only its final JSON shows. */
export type ObjectCheck = (outcome: Outcome) => readonly string[];

/** An ApiObject whose final JSON is evaluated, and hardened if it is one of ours, on every way out of cdk8s. */
export class SynthesizedObject {
  /** What is known of an object. From the first call on its problems fail the synthesis. */
  public static of(apiObject: ApiObject): SynthesizedObject {
    let object = known.get(apiObject);
    if (!object) {
      object = new SynthesizedObject(apiObject);
      known.set(apiObject, object);
    }
    return object;
  }

  /** The construct that people know the object by: its path is the first part of every finding. */
  public readonly owner: IConstruct;
  private readonly synthesis: SynthSession;
  /** The key under which the session keeps the outcome that its validation has seen and found nothing wrong with. */
  private readonly validated = {};
  private readonly checks: ObjectCheck[] = [];
  private ownSettings?: () => Settings;
  private renderedAt?: number;

  private constructor(private readonly apiObject: ApiObject) {
    this.owner = ownerOf(apiObject);
    this.synthesis = SynthSession.of(apiObject);
    this.synthesis.addCheck(this.owner, () => this.validate());
  }

  /** Makes the object a hardened one: what is missing is filled in, and it passes the profile "hardened" or fails. */
  public hardenWith(settings: () => Settings, check: ObjectCheck): void {
    this.ownSettings = settings;
    this.checks.push(check);
  }

  /** Whether anything is required of the object. */
  public get isGuarded(): boolean {
    return this.ownSettings !== undefined || gatesFor(this.apiObject).length > 0;
  }

  /**
   * Whether the object's own `toJson` is running. If it is a property of the object, as the jsii kernel and mocks make it, it calls that
   * of the class through ours, and wants what the class returns. What leaves by another way out in the meantime is evaluated.
   */
  public get isRendering(): boolean {
    return this.renderedAt === this.synthesis.level;
  }

  /**
   * The JSON to emit.
   *
   * @throws if something is wrong with it: it was added or changed after its validation, is asked alone, or somebody caught the error
   */
  public toJson(): JsonObject {
    const outcome = this.evaluate();
    if (this.synthesis.recall(this.validated) !== outcome) {
      this.throwProblems(outcome);
    }
    // What is kept is what will be emitted: who asks on the way gets a copy to do with as they like.
    return this.marked(clone(outcome.manifest)) as JsonObject;
  }

  /** A copy of the JSON to emit, which cdk8s prints as the object needs it. */
  public marked(json: object): object {
    const { manifest, text } = this.evaluate();
    if (text !== undefined) {
      attachText(json as JsonObject, manifest, text);
    }
    return json;
  }

  /** What leaves cdk8s for this object and what is wrong with it, by all that is required of it. */
  public evaluate(): Outcome {
    const outcome = this.synthesis.recall<Outcome>(this);
    return outcome?.patches === this.patches ? outcome : this.evaluateAnew();
  }

  /** Evaluates the object by a profile that nobody enforces, for a report. */
  public evaluateBy(profile: Profile): readonly JudgedFinding[] {
    return verdictsOn(this.apiObject, this.evaluate(), [{ profile, failOn: undefined }]);
  }

  /** Whether a profile that holds the control is enforced for this object. */
  public isCheckedFor(controlId: string): boolean {
    return requiredGates(this.apiObject, this.ownSettings?.()).some(({ profile }) => profile.ids.has(controlId));
  }

  private validate(): string[] {
    const isRemoved = this.owner !== this.apiObject && !this.owner.node.children.includes(this.apiObject);
    if (isRemoved) {
      return []; // Only its owner is left in the tree. Who asks the object itself gets the problems.
    }
    const outcome = this.evaluate();
    const problems = this.problemsOf(outcome);
    if (problems.length === 0) {
      this.synthesis.keep(this.validated, outcome);
    }
    return problems;
  }

  private problemsOf(outcome: Outcome): string[] {
    return [
      ...outcome.problems.map(printable),
      ...failureTexts(outcome.verdicts.filter(({ fails }) => fails)),
      ...this.checks.flatMap((check) => check(outcome)),
    ];
  }

  /** @throws if something is wrong with the outcome, or with a waiver that it relies on */
  private throwProblems(outcome: Outcome): void {
    const rules = waiverRulesFor(this.owner);
    const used = new Set(outcome.verdicts.flatMap(({ waiver }) => waiver ?? []));
    const problems = [...this.problemsOf(outcome), ...[...used].flatMap((waiver) => ruleProblems(waiver, rules).map(printable))];
    throwProblems(problems.map((problem) => `[${printable(this.owner.node.path)}] ${problem}`));
  }

  private get patches(): number {
    // cdk8s keeps them private. Where a version keeps them elsewhere, an outcome is good for one synthesis.
    return (this.apiObject as unknown as { patches?: unknown[] }).patches?.length ?? 0;
  }

  private evaluateAnew(): Outcome {
    const outcome = this.render();
    this.synthesis.keep(this, outcome);
    return outcome;
  }

  private patchedJson(lostFields: LostFields): PatchedJson {
    const before = this.renderedAt;
    this.renderedAt = this.synthesis.level;
    try {
      return patchedJson(this.apiObject, lostFields);
    } finally {
      this.renderedAt = before;
    }
  }

  private render(): Outcome {
    const { patches } = this;
    const settings = this.ownSettings?.();
    const patched = this.patchedJson(settings ? 'keep' : this.isGuarded ? 'report' : 'ignore');
    const { data: authored, problems } = toPlainData(patched.json);
    const rendered = { manifest: settings ? harden(authored, settings).manifest : authored, authored, settings };
    const verdicts = verdictsOn(this.apiObject, rendered, requiredGates(this.apiObject, settings));
    const manifest = annotate(rendered.manifest, verdicts.flatMap(({ waiver }) => waiver ?? []));
    const { own: text, problem }: EmittedText = problems.length > 0 ? {} : emittedText(manifest);
    const all = [...patched.problems, ...problems, ...problem === undefined ? [] : [problem]];
    return { ...rendered, manifest, verdicts, problems: all, text, patches };
  }
}

const known = new WeakMap<ApiObject, SynthesizedObject>();

/** cdk8s-plus keeps the object of a construct in a child that people never see. */
function ownerOf(apiObject: ApiObject): IConstruct {
  const { id, scope } = apiObject.node;
  return scope && !Chart.isChart(scope) && (id === 'Resource' || id === 'Default') ? scope : apiObject;
}
