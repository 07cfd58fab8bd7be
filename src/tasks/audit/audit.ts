import { AuditOptions, EvaluatedObject } from './audit-options';
import { Audited, auditedObject } from './audited';
import { auditDockerfile } from './dockerfiles';
import { documentsIn, ManifestDocument, documentObjects, templateOf } from './documents';
import { Elsewhere } from './elsewhere';
import { emptyStandardInput } from './empty-inputs';
import { Evaluation, withAllControls } from './evaluation';
import { InputFacts } from './facts';
import { Input, STDIN } from './input';
import { Note } from './note';
import { ReadersLast } from './readers-last';
import { OtherInputs, RelatedObjects } from './related-objects';
import { ReportedObjects } from './reported-objects';
import { Skipped } from './skipped';
import { Tally } from './tally';
import { placeIn, settingsFileOf } from './unit';
import { InputError } from '../../formats/manifest/input-error';
import { Path } from '../../formats/manifest/json';
import { managerOf } from '../../formats/manifest/manager';
import { groupKind, LocatedObject } from '../../formats/manifest/workload';
import { readDocument } from '../../formats/yaml/read-document';
import { amended } from '../../policy/context/context';
import { podTemplate } from '../../policy/controls/objects/pod-template';
import { evaluateOpened } from '../../policy/engine/evaluate';
import { factReaders } from '../../policy/engine/fact-readers';
import { EvaluatedFinding } from '../../policy/engine/finding';
import { OpenedManifest, openManifest } from '../../policy/engine/open';
import { Profile } from '../../policy/engine/profile';
import { FACT_NAMES } from '../../policy/facts/facts';
import { ClusterObjects } from '../../policy/network/cluster-objects';
import { AuditSummary } from '../reports/audit';
import { countText } from '../reports/text';
import { Origin } from '../reports/to-finding';
import { FileMatcher } from '../settings-file/file-matcher';

const NO_DOCKERFILE_CONTROL = 'nothing was evaluated: no selected control checks a Dockerfile: use `--profile hardened` without '
  + '`--only`, or select one of its `dockerfile-` controls';

/** Evaluates documents and Dockerfiles one by one, and reports each finding at once. It only keeps counts, to save memory. */
export class Audit {
  private readonly tally: Tally;
  private readonly skipped: Skipped;
  private readonly elsewhere = new Elsewhere();
  private readonly related = new RelatedObjects();
  private readonly readers = new ReadersLast(this.related.facts);
  private readonly objects?: ReportedObjects;
  /** The objects that determine connections, for reports that show the network. */
  public readonly cluster?: ClusterObjects;
  private uncheckedDockerfiles = 0;
  /** The kinds of all evaluated objects. */
  public readonly kinds = new Set<string>();

  constructor(private readonly options: AuditOptions) {
    this.skipped = new Skipped(options.ownFiles);
    this.tally = new Tally(options.onFinding, options.baseline);
    this.objects = options.objects && new ReportedObjects(options.objects, this.related.facts);
    this.cluster = options.objects && new ClusterObjects();
  }

  public get summary(): AuditSummary {
    return this.tally.summary;
  }

  /** Facts from all inputs about other objects. */
  public get facts(): InputFacts {
    return this.related.facts;
  }

  /** Reads the facts of inputs, if a control needs them for an object that is evaluated. */
  public prepare(evaluated: readonly Input[], others?: OtherInputs): void {
    const readersFor = (input: Input) => factReaders(this.profileFor(input));
    const declared = new Set([...evaluated, ...others?.unchanged ?? []].flatMap((input) => [...readersFor(input).keys()]));
    const needsAll = this.objects !== undefined || this.options.readsAll;
    const names = FACT_NAMES.filter((name) => needsAll || declared.has(name));
    const before = others ? names : this.readers.neededBefore(names, evaluated, readersFor);
    if (before.length > 0) {
      this.related.collect(evaluated, before, others);
    }
  }

  /** Whether to evaluate an input. Records the inputs that the settings exclude. */
  public takes({ name }: Input, { isExcluded }: { readonly isExcluded: FileMatcher }): boolean {
    const isTaken = name === STDIN || !isExcluded(name);
    if (!isTaken) {
      this.skipped.addExcluded(name);
    }
    return isTaken;
  }

  /**
   * Why an audit that evaluated nothing must fail; undefined if it may pass.
   *
   * @param isPart whether only some files were to be evaluated, such as changed files
   */
  public whyNothing(isPart: boolean): string | undefined {
    const { documents, dockerfiles } = this.summary;
    if (documents + dockerfiles === 0) {
      return this.skipped.whyNothing(isPart, this.options.allowsEmpty);
    }
    const isEvaluated = documents > 0 || dockerfiles > this.uncheckedDockerfiles;
    return isEvaluated || isPart || this.options.allowsEmpty ? undefined : NO_DOCKERFILE_CONTROL;
  }

  /**
   * Evaluates an input, document by document.
   *
   * @throws InputError if the input cannot be read, or is empty standard input, or if the user named it and it has a document without a
   * Kubernetes object
   */
  public* evaluate(input: Input): Generator<void> {
    this.elsewhere.addInput([input.name, ...input.rendering?.sources ?? []]);
    if (input.isContext) {
      this.skipped.addContext(documentsIn(input));
    } else if (input.isLinkToFolder) {
      this.skipped.addLink(input.name);
    } else if (input.isDockerfile) {
      const { waivers, onEvaluated, evaluationFor } = this.options;
      const { profile, context: { choices: { severities } } } = evaluationFor(input.name);
      const shown = profile.dockerfileControls.length > 0 ? this.objects?.dockerfile(input) : undefined;
      const read = shown?.input ?? input;
      const { findings, listed } = auditDockerfile(
        read, profile, waivers, severities, this.options.baseline, (...found) => onEvaluated?.(input.name, undefined, ...found),
      );
      shown?.report();
      this.tally.addDockerfile(findings);
      listed.forEach((finding) => this.tally.addListed(finding));
      this.summary.files++;
      this.summary.dockerfiles++;
      this.uncheckedDockerfiles += profile.dockerfileControls.length === 0 ? 1 : 0;
    } else {
      yield* this.evaluateManifests(input);
    }
    yield;
  }

  /** Reports the findings in an unchanged file that follow from changes of other files. */
  public* evaluateUnchanged(input: Input): Generator<void> {
    const documentsBefore = this.summary.documents;
    this.elsewhere.addInput([input.name]);
    if (!input.isDockerfile && !input.isLinkToFolder && this.related.mayMatterTo(input, factReaders(this.profileFor(input)))) {
      yield* this.evaluateDependents({ ...input, isNamed: false });
    }
    if (this.summary.documents > documentsBefore) {
      this.summary.files++;
    } else {
      this.skipped.addUnchanged(input.name);
    }
  }

  /** Reports problems of Services, and in files with waivers. Call it once, after all inputs. */
  public finish(): void {
    this.readers.finish();
    this.tally.finish();
    this.summary.unevaluated += this.elsewhere.count;
  }

  /** What is probably a mistake in the input. */
  public remarks(): readonly string[] {
    return this.skipped.remarks();
  }

  /** What was not evaluated. */
  public notes(): readonly Note[] {
    const { skipped, elsewhere, uncheckedDockerfiles: count } = this;
    const dockerfiles: Note = {
      count,
      noun: 'Dockerfile',
      suffix: 'without a control',
      text: `did not evaluate ${countText(count, 'Dockerfile')} without a control: the profile `
        + 'hardened has controls for them, unless `--only` leaves them out',
    };
    return [...elsewhere.notes(), ...skipped.notes(), ...count > 0 ? [dockerfiles] : []];
  }

  private* evaluateManifests(input: Input): Generator<void> {
    const documentsBefore = this.summary.documents;
    let documents = 0;
    for (const document of documentsIn(input)) {
      documents++;
      if (document.manifest) {
        this.summary.documents++;
        documentObjects(document).forEach((located) => this.evaluateObject(located, input, document));
        yield;
      } else {
        this.elsewhere.addOther(input.name, () => readDocument(document.source));
      }
    }
    const objects = this.summary.documents - documentsBefore;
    if (objects > 0) {
      this.summary.files++;
      this.skipped.addDocuments(input.name, documents - objects);
    } else if (input.isNamed) {
      if (input.name === STDIN && !this.options.allowsEmpty) {
        throw emptyStandardInput();
      }
      this.skipped.addEmpty(input.name);
    } else {
      this.skipped.addFile(input.name, documents);
    }
  }

  /** Evaluates an unchanged file. If it cannot be read, this run did not cause the error, so it is not reported. */
  private* evaluateDependents(input: Input): Generator<void> {
    const readers = factReaders(this.profileFor(input));
    try {
      for (const document of documentsIn(input)) {
        const reported = documentObjects(document)
          .filter(({ object }) => this.related.mayMatterToObject(object, readers))
          .filter((located) => this.evaluateDependent(located, input, document));
        this.summary.documents += reported.length > 0 ? 1 : 0;
        yield;
      }
    } catch (error) {
      if (!(error instanceof InputError)) {
        throw error;
      }
    }
  }

  private evaluateObject(located: LocatedObject, input: Input, document: ManifestDocument): void {
    const { object, path } = located;
    const fileAndLine = (field: Path) => `${input.name}:${document.rangeOf([...path, ...field]).line}`;
    this.elsewhere.addObject(object, () => fileAndLine(['metadata', 'name']));
    this.skipped.addIfTemplate(object, () => fileAndLine(['metadata', 'name']));
    this.skipped.addIfMisspelled(object, () => fileAndLine(['kind']));
    this.kinds.add(groupKind(object));
    this.cluster?.add(object, placeIn(object, input));
    this.readers.evaluate(object, input, factReaders(this.profileFor(input)), () => this.evaluateOne(located, input, document));
  }

  private profileFor(input: Input): Profile {
    return this.options.evaluationFor(settingsFileOf(input)).profile;
  }

  private evaluateOne(located: LocatedObject, input: Input, document: ManifestDocument): void {
    const { recall } = this.options;
    const evaluate = () => this.evaluated(located, input, document);
    this.report(located, input, document, recall ? recall(located.object, evaluate) : evaluate());
  }

  private evaluated(located: LocatedObject, input: Input, document: ManifestDocument): EvaluatedObject {
    const opened = openManifest(located.object);
    const audited = auditedObject(located.object, input);
    const { profile, context } = this.evaluationOf(located, input, document, audited);
    const all = evaluateOpened(opened, profile, context);
    const found = withoutMissing(all, input);
    if (found.length < all.length) {
      this.skipped.addPatch(input.name);
    }
    return this.waived(audited, opened, profile, found);
  }

  /** Reports the findings on an unchanged object that follow from changes of other objects. Returns whether there are any. */
  private evaluateDependent(located: LocatedObject, input: Input, document: ManifestDocument): boolean {
    const opened = openManifest(located.object);
    const audited = auditedObject(located.object, input);
    const { profile, context } = this.evaluationOf(located, input, document, audited);
    const found = withoutMissing(evaluateOpened(opened, profile, context), input);
    const isCaused = this.related.caused(located.object, input, opened, profile, context, found);
    if (isCaused) {
      this.report(located, input, document, this.waived(audited, opened, profile, found), isCaused);
    }
    return isCaused !== undefined;
  }

  private evaluationOf({ object, path }: LocatedObject, input: Input, { duplicateKeys }: ManifestDocument, audited: Audited): Evaluation {
    const { profile, context } = this.options.evaluationFor(settingsFileOf(input));
    return {
      profile,
      context: amended(context, {
        facts: this.related.facts.for(object, input),
        notes: {
          isNamespaceChosenAtDeploy: input.rendering?.isNamespaceChosenAtDeploy,
          isWaived: (id) => this.options.waivers.isNamed(audited, id),
          duplicateKeys: duplicateKeys && { in: (inner) => duplicateKeys.in([...path, ...inner]) },
        },
      }),
    };
  }

  private foundByAllControls(
    located: LocatedObject, input: Input, document: ManifestDocument, opened: OpenedManifest,
  ): readonly EvaluatedFinding[] {
    const audited = auditedObject(located.object, input);
    const { profile, context } = withAllControls(this.evaluationOf(located, input, document, audited));
    return this.waived(audited, opened, profile, evaluateOpened(opened, profile, context)).findings;
  }

  private waived(audited: Audited, opened: OpenedManifest, profile: Profile, found: readonly EvaluatedFinding[]): EvaluatedObject {
    return { opened, ...this.options.waivers.apply(audited, found, profile) };
  }

  /** @param isReported selects the findings to report. Default: all findings, and problems of waivers. */
  private report(
    { object, path }: LocatedObject, input: Input, document: ManifestDocument,
    { opened, findings, problems }: EvaluatedObject, isReported?: (finding: EvaluatedFinding) => boolean,
  ): void {
    this.summary.workloads += opened.objects.some(({ pods }) => pods.length > 0) ? 1 : 0;
    this.objects?.report(opened, path, input, document);
    this.options.onEvaluated?.(input.name, object, findings, () => this.foundByAllControls({ object, path }, input, document, opened));
    const sourceOf = input.rendering && (() => templateOf(document.source, input.rendering!));
    const { number, rangeOf, keyRangeOf } = document;
    const known = input.isLive ? { managedBy: managerOf(object) } : { rangeOf, keyRangeOf, sourceOf };
    const origin: Origin = { file: input.name, chartTests: input.chartTests, document: number, path, ...known };
    this.tally.addObject(object, input, origin, isReported ? findings.filter(isReported) : findings, isReported ? [] : problems);
  }
}

/**
 * The findings on an object. For a patch that no kustomization uses, fields that the API server requires may be missing: a patch is only a
 * part of an object, and nobody applies it alone.
 */
function withoutMissing(findings: readonly EvaluatedFinding[], { mayBePatch }: Input): readonly EvaluatedFinding[] {
  const isMissing = ({ value }: EvaluatedFinding) => value === undefined || value === null;
  const isPatch = mayBePatch && findings.some((finding) => finding.control === podTemplate && isMissing(finding));
  return isPatch
    ? findings.filter((finding) => (finding.refusedBy ?? finding.control.refusedBy) !== 'api-server' || !isMissing(finding))
    : findings;
}
