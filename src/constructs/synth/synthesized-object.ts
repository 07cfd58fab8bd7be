import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ownerOf } from './api-objects';
import { authoredJson } from './authored-json';
import { chartPath } from './chart-path';
import { attachText, EmittedText, emittedText } from './emitted-text';
import { findingsOfAllControls, GatedFinding, gatedFindings, isRequired, standingOf, waiverOf, withCause } from './gated-findings';
import { isMadeFromProps, isOfCdk8sPlus } from './library-class';
import { isApplied, Rendered, RenderedObject, renderHardened, renderOther } from './rendered';
import { Gate, gatesFor } from './scopes';
import { SynthSession } from './session';
import { clone, JsonObject } from '../../formats/manifest/json';
import { toPlainData } from '../../formats/manifest/plain-data';
import { EvaluationContext } from '../../policy/context/context';
import { OutcomeControl } from '../../policy/controls/control';
import { droppedFields } from '../../policy/controls/output/dropped-fields';
import { emittedYaml } from '../../policy/controls/output/emitted-yaml';
import { plainData } from '../../policy/controls/output/plain-data';
import { replacedObject } from '../../policy/controls/output/replaced-object';
import { CodeKind } from '../../policy/controls/remedy-in-code';
import { mainRisk } from '../../policy/controls/risk';
import { severityOf } from '../../policy/controls/severity';
import { EvaluatedFinding, findingKey } from '../../policy/engine/finding';
import { Publication } from '../../policy/engine/pipeline';
import { Profile } from '../../policy/engine/profile';
import { placeOf } from '../../policy/facts/place';
import { annotate } from '../../policy/waivers/annotation';
import { annotateForScanners } from '../../policy/waivers/dialects/scanner-annotations';
import { problemFinding, ruleProblems } from '../../policy/waivers/rules';
import { Finding } from '../../tasks/reports/finding';
import { LazyFinding, Origin, toFinding } from '../../tasks/reports/to-finding';
import { defaultsFor, waiverRulesFor } from '../options/defaults';

/** An object before it leaves cdk8s, with its findings. */
export interface Outcome extends Rendered {
  readonly manifest: JsonObject;
  readonly findings: readonly GatedFinding[];
  /** Our YAML, if kubectl would read the YAML of cdk8s differently. */
  readonly text?: string;
  /** Number of JSON patches of the object. If it changes, the outcome is no longer valid. */
  readonly patches: number;
}

/** An ApiObject. Whenever cdk8s emits it, its final JSON is evaluated, and hardened if a scope or its class requires it. */
export class SynthesizedObject {
  /** The SynthesizedObject of an ApiObject. After the first call, its findings make synthesis fail. */
  public static of(apiObject: ApiObject): SynthesizedObject {
    let object = known.get(apiObject);
    if (!object) {
      object = new SynthesizedObject(apiObject);
      known.set(apiObject, object);
    }
    return object;
  }

  /** The construct that reports show for the object, such as the Deployment of cdk8s-plus. */
  public readonly owner: IConstruct;
  private readonly session: SynthSession;
  /** The session's key for the outcome that passed the check. */
  private readonly checked = {};
  private ownContext?: () => EvaluationContext;
  private isReplaced?: () => boolean;

  private constructor(private readonly apiObject: ApiObject) {
    this.owner = ownerOf(apiObject);
    this.session = SynthSession.of(apiObject);
    this.session.addCheck(this.owner, () => this.check());
  }

  /** Makes the object a hardened one: missing values are filled in, and it must pass the profile "hardened". */
  public hardenWith(settings: () => EvaluationContext, isReplaced: () => boolean): void {
    this.ownContext = settings;
    this.isReplaced = isReplaced;
    hardened.set(this.owner, this);
  }

  /** Whether the object belongs to a hardened workload. */
  public get isHardened(): boolean {
    return this.ownContext !== undefined;
  }

  /** Whether the object must pass a gate. */
  public get isGuarded(): boolean {
    return this.isHardened || gatesFor(this.apiObject).length > 0;
  }

  /**
   * The JSON to emit.
   *
   * @throws if findings fail that the check did not see, because the object was added or changed later
   */
  public toJson(): JsonObject {
    const outcome = this.evaluate();
    if (this.session.recall(this.checked) !== outcome) {
      this.session.fail([...this.failing(outcome), ...this.brokenRules(outcome)]);
    }
    // Callers get a copy, which they may change: the cached manifest is emitted later.
    return this.marked(clone(outcome.manifest)) as JsonObject;
  }

  /** Attaches our YAML to the JSON, if kubectl would read the YAML of cdk8s differently. */
  public marked(json: object): object {
    const { manifest, text } = this.evaluate();
    if (text !== undefined) {
      attachText(json as JsonObject, manifest, text);
    }
    return json;
  }

  /** The JSON to emit, with the findings of all gates. */
  public evaluate(): Outcome {
    const outcome = this.session.recall<Outcome>(this);
    return outcome?.patches === this.patches ? outcome : this.evaluateAnew();
  }

  /**
   * The findings for a report: findings that make synthesis fail, and findings of a profile, with the severities of the synthesis.
   *
   * @param publication delays a finding on a ServiceAccount until the pods that use the account are known
   */
  public evaluateBy(profile: Profile, publication: Publication<Finding>): readonly Finding[] {
    const outcome = this.evaluate();
    const gated = this.isRemoved ? [] : outcome.findings.filter(({ fails, control }) => fails || profile.ids.has(control.id));
    const asked = this.isRemoved ? [] : gatedFindings(this.apiObject, outcome, () => [{ profile, failOn: 'never' }]);
    const known = new Set(gated.map(findingKey));
    const others = asked.filter((finding) => !known.has(findingKey(finding)));
    return this.published([...gated, ...others, ...this.replaced], publication).map((finding) => this.reported(finding));
  }

  /** The findings to report now. The publication delays neither failing findings nor findings in a baseline. */
  public published(findings: readonly GatedFinding[], publication: Publication<Finding>): readonly GatedFinding[] {
    return publication.publish(findings, {
      placeOf: (object) => placeOf(object, chartPath(this.apiObject)),
      toHeld: (finding) => this.reported(finding),
      canWait: ({ fails, baselines }) => !fails && baselines === undefined,
      standing: standingOf,
    }).map(withCause);
  }

  /** The findings of the object's gates and of a profile, with their waivers. */
  public findingsBy(profile: Profile): readonly EvaluatedFinding[] {
    const outcome = this.evaluate();
    return [...outcome.findings, ...gatedFindings(this.apiObject, outcome, () => [{ profile, failOn: 'never' }])];
  }

  /** Whether a gate of the object evaluates a control. */
  public isCheckedFor(controlId: string): boolean {
    const gates = this.gatesOf();
    return this.evaluate().objects.some((object) => isRequired(this.apiObject, gates(object), controlId));
  }

  /** A finding on this object, as reports show it. */
  public reported(finding: EvaluatedFinding & Partial<GatedFinding>, { manifest } = this.evaluate()): Finding {
    const reported = toFinding(finding, manifest, this.origin);
    return finding.baselines && !finding.fails ? { ...reported, baselined: true } : reported;
  }

  /** A finding for a warning, which only shows a few fields. */
  public warned(finding: EvaluatedFinding, manifest: JsonObject): LazyFinding {
    return new LazyFinding(finding, manifest, this.origin);
  }

  private get origin(): Origin {
    return { constructPath: this.owner.node.path, code: this.code };
  }

  private get code(): CodeKind | undefined {
    if (this.isHardened || isMadeFromProps(this.owner)) {
      return this.isHardened ? 'hardened' : 'plain';
    }
    return isOfCdk8sPlus(this.owner) ? 'fields' : undefined;
  }

  private check(): readonly Finding[] {
    const replaced = this.replaced.map((finding) => this.reported(finding));
    if (this.isRemoved) {
      return replaced; // cdk8s does not emit the object: its owner is still in the tree, but the object is not.
    }
    const outcome = this.evaluate();
    const failing = [...this.failing(outcome), ...replaced];
    if (failing.length === 0) {
      this.session.keep(this.checked, outcome);
    }
    return failing;
  }

  private get isRemoved(): boolean {
    return this.owner !== this.apiObject && !this.owner.node.children.includes(this.apiObject);
  }

  /** A finding, if another object has replaced this one: cdk8s would emit the other object under the name of the hardened one. */
  private get replaced(): readonly GatedFinding[] {
    return this.isReplaced?.()
      ? [outputFinding(replacedObject, 'the object of this hardened workload was replaced by another one, which is not hardened')]
      : [];
  }

  private failing({ findings }: Outcome): readonly Finding[] {
    return this.published(findings, new Publication()).filter(({ fails }) => fails).map((finding) => this.reported(finding));
  }

  /** The problems of the waivers in use. */
  private brokenRules({ findings }: Outcome): readonly Finding[] {
    const rules = waiverRulesFor(this.owner);
    const used = new Set(findings.flatMap(({ waiver }) => waiver ?? []));
    return [...used].flatMap((waiver) => ruleProblems(waiver, rules)).map((problem) => this.reported(problemFinding(problem, [])));
  }

  private get patches(): number {
    // The field is private in cdk8s. If a version renames it, the count stays 0: patches after an evaluation count in the next synthesis.
    return (this.apiObject as unknown as { patches?: unknown[] }).patches?.length ?? 0;
  }

  private evaluateAnew(): Outcome {
    const outcome = this.render();
    this.session.keep(this, outcome);
    return outcome;
  }

  /** The gates of an object: the gates of the scopes around it, and its own gate if it is hardened. */
  private gatesOf(): (object: RenderedObject) => readonly Gate[] {
    const gates = gatesFor(this.apiObject);
    return ({ gate }) => gate ? [gate, ...gates] : gates;
  }

  private render(): Outcome {
    const { patches, apiObject, isGuarded } = this;
    const context = this.ownContext?.();
    const isHardening = context !== undefined || isApplied(apiObject);
    const unhardened = isGuarded ? 'report' : 'ignore';
    const patched = authoredJson(apiObject, isHardening ? 'keep' : unhardened);
    const { data: authored, problems } = toPlainData(patched.json);
    const rendered = context ? renderHardened(authored, context) : renderOther(apiObject, authored, waiverOf(apiObject, authored));
    const findings = gatedFindings(apiObject, rendered, this.gatesOf());
    const annotated = annotate(rendered.opened.manifest, findings.flatMap(({ waiver }) => waiver ?? []));
    const everything = () => findingsOfAllControls(apiObject, rendered, this.gatesOf());
    const manifest = annotateForScanners(annotated, defaultsFor(this.owner).scannerAnnotations ?? [], findings, everything);
    const { own: text, problem }: EmittedText = problems.length > 0 ? {} : emittedText(manifest);
    const ofOutput = [
      ...patched.problems.map((detail) => ({ ...outputFinding(droppedFields, detail), fails: isGuarded })),
      ...problems.map((detail) => outputFinding(plainData, detail)),
      ...problem === undefined ? [] : [outputFinding(emittedYaml, problem)],
    ];
    return { ...rendered, manifest, findings: [...ofOutput, ...findings], text, patches };
  }
}

/** A finding on the output of an object. Waivers cannot cover it. */
export function outputFinding(control: OutcomeControl, detail: string): GatedFinding {
  const { risk, remedy } = control;
  return { control, risk: mainRisk(risk), severity: severityOf(control), path: [], value: undefined, detail, remedy, fails: true };
}

const known = new WeakMap<ApiObject, SynthesizedObject>();
const hardened = new WeakMap<IConstruct, SynthesizedObject>();

/** The object of a hardened workload, even after its removal from the tree. */
export function hardenedObjectOf(workload: IConstruct): SynthesizedObject | undefined {
  return hardened.get(workload);
}
