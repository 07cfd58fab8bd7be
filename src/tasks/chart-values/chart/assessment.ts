import { patchKey, RenderedDocument, renderedDocuments, ChartObject, withOwnKeys, workloadsIn } from './rendered';
import { withoutUnneeded } from './unneeded';
import { repositoryOf } from '../../../formats/manifest/image';
import { isSameJson, JsonObject } from '../../../formats/manifest/json';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { groupKind, podsOf } from '../../../formats/manifest/workload';
import { EvaluationContext } from '../../../policy/context/context';
import { AssessedObject } from '../../../policy/engine/assess';
import { EvaluatedFinding } from '../../../policy/engine/finding';
import { withImagesOf } from '../../../policy/engine/known-images';
import { brokenOwnerChanges } from '../../../policy/engine/owner-changes';
import { HardenedDocument, Hardener, RevisePlan } from '../../audit/harden';
import { Input } from '../../audit/input';
import { overriding } from '../../settings-file/rules-by-file';
import { SettingsFile } from '../../settings-file/settings-file';

/** A rendered workload, before and after `harden` changes it. */
export interface AssessedWorkload {
  readonly rendered: ChartObject;
  /** The findings without a waiver. */
  readonly findings: readonly EvaluatedFinding[];
  /** The findings that keep the workload from its profile. */
  readonly errors: readonly EvaluatedFinding[];
  readonly hardened: { readonly object: JsonObject; readonly pods: readonly PodView[] };
  /** The errors that remain after hardening. */
  readonly left: readonly EvaluatedFinding[];
  /** The init containers that would fail as their new user. */
  readonly broken: readonly ContainerView[];
  /** The context in which the workload was hardened. */
  readonly context: EvaluationContext;
  /** The document, for texts about facts that hardening needs. */
  readonly document: HardenedDocument;
}

/** The objects that a chart renders for some values. */
export interface ChartAssessment {
  readonly objects: readonly ChartObject[];
  readonly workloads: readonly AssessedWorkload[];
}

/**
 * Evaluates and hardens the rendered objects of a chart.
 *
 * @param original the same objects before values or patches changed them. They determine the facts about images: an image gets writable
 * paths only if the author did not choose its uid, and after our values set the uid, it would look as if the author had.
 */
export type Assess = (text: string, original?: ChartAssessment) => ChartAssessment;

/**
 * Returns a function that assesses a chart by the same rules as `audit` and `harden`.
 *
 * @param chart its name, and how to render it
 */
export function assessor(chart: ChartInput, settings: SettingsFile, now: Date): Assess {
  const unchanged = overriding(settings, { only: [] });
  return (text, original) => {
    const documents = renderedDocuments(text);
    const evaluated = documents.filter((document) => !isDefinitionOnly(document)).map((document) => document.text).join('\n---\n');
    const objects = withOwnKeys(documents.flatMap((document) => document.objects));
    const hardened = assessedBy(evaluated, chart, settings, now, original && imagesOf(original));
    return assessed(objects, assessedBy(evaluated, chart, unchanged, now), hardened, original);
  };
}

/** Whether a document has only definitions of custom resources. They can be most of the text, and no workload depends on them. */
function isDefinitionOnly({ objects: [first, ...others] }: RenderedDocument): boolean {
  return others.length === 0 && first !== undefined && isDefinition(first);
}

export function isDefinition({ pods, object }: ChartObject): boolean {
  return pods.length === 0 && groupKind(object) === 'apiextensions.k8s.io/CustomResourceDefinition';
}

type ChartInput = Pick<Input, 'name' | 'rendering'>;
type ByKey = ReadonlyMap<string, InDocument>;

function assessed(objects: readonly ChartObject[], asIs: ByKey, hardened: ByKey, original?: ChartAssessment): ChartAssessment {
  const originals = new Map(original?.workloads.map(({ rendered }) => [rendered.key, rendered.pods]));
  const workloads = workloadsIn(objects).flatMap((rendered): AssessedWorkload[] => {
    const before = asIs.get(rendered.key);
    const after = hardened.get(rendered.key);
    if (!before || !after) {
      return [];
    }
    const hardenedObject = withoutUnneeded(after.object.opened.object, rendered.pods, after.object.plan);
    const pods = podsOf(hardenedObject);
    return [{
      rendered,
      findings: before.object.findings.filter(({ waiver }) => !waiver),
      errors: errorsIn(before.object.findings),
      hardened: { object: hardenedObject, pods },
      left: errorsIn(after.object.findings),
      broken: [...after.object.ownerChanges, ...brokenOwnerChanges(originals.get(rendered.key) ?? rendered.pods, pods)],
      context: after.object.plan.context,
      document: after.document,
    }];
  });
  return { objects, workloads };
}

/** The template file of a workload, as users know it. */
export function templateOfObject({ rendered: { template }, document: { rendering } }: AssessedWorkload): string | undefined {
  return template === undefined ? undefined : rendering?.fileOf(template) ?? template;
}

/** Number of workloads that meet the profile, and whose init containers work with it. */
export function metIn({ workloads }: ChartAssessment): number {
  return workloads.filter(({ errors, broken }) => errors.length + broken.length === 0).length;
}

function errorsIn(findings: readonly EvaluatedFinding[]): readonly EvaluatedFinding[] {
  return findings.filter(({ severity, waiver }) => severity === 'error' && !waiver);
}

interface InDocument {
  readonly object: AssessedObject;
  readonly document: HardenedDocument;
}

/** Takes the facts about images from the original workloads. */
function imagesOf({ workloads }: ChartAssessment): RevisePlan {
  const byKey = new Map(workloads.map((workload) => [workload.rendered.key, workload]));
  return (plan, object, pods) => {
    const same = byKey.get(patchKey(object));
    const hasSameImages = same !== undefined && isSameJson(repositoriesIn(same.rendered.pods), repositoriesIn(pods));
    return hasSameImages ? { ...plan, context: withImagesOf(plan.context, same.context) } : plan;
  };
}

/** The repositories of images. Tags are left out, because a value for a digest often replaces the tag. */
function repositoriesIn(pods: readonly PodView[]): readonly unknown[] {
  return pods.map(({ containers }) => containers.map(({ name, json: { image } }) => [
    name,
    typeof image === 'string' ? repositoryOf(image) : undefined,
  ]));
}

function assessedBy(text: string, chart: ChartInput, settings: SettingsFile, now: Date, revise?: RevisePlan): ByKey {
  const bytes = [Buffer.from(text)];
  const input: Input = { ...chart, isDockerfile: false, isNamed: true, chunks: () => bytes, preview: () => bytes };
  const found = new Map<string, InDocument>();
  const hardener = new Hardener(settings, now, (document) => document.objects.forEach((object) => {
    found.set(patchKey(object.opened.object), { object, document });
  }), undefined, revise);
  hardener.prepare([input]);
  for (const _ of hardener.harden(input)) {
    // Patches and values are made from objects, so the text is not needed.
  }
  return found;
}
