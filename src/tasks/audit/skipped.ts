import { basename, resolve } from 'path';
import { ManifestDocument } from './documents';
import { EMPTY_HINT } from './empty-inputs';
import { Note } from './note';
import { unreadableTemplate } from './unreadable';
import { withMore } from '../../formats/manifest/first-of';
import { asObject, asString, JsonObject } from '../../formats/manifest/json';
import { nearest } from '../../formats/manifest/nearest';
import { refOf, refText } from '../../formats/manifest/object-ref';
import { groupKind, groupOf, POD_TEMPLATES } from '../../formats/manifest/workload';
import { countText } from '../reports/text';
import { SETTINGS_FILE } from '../settings-file/read';

/** Maximum number of places in a remark. */
const MAX_NAMES = 3;

const WITHOUT_OBJECT = 'without a Kubernetes object';

function skipped(count: number, noun: string, suffix?: string): Note {
  return { count, noun, suffix, text: `skipped ${countText(count, noun)}${suffix === undefined ? '' : ` ${suffix}`}` };
}

/** The number of places, and the names of the first ones. A folder can have too many to keep all names in memory. */
class Places {
  public count = 0;
  private readonly names: string[] = [];

  public add(name: string): void {
    this.count++;
    if (this.names.length < MAX_NAMES) {
      this.names.push(name);
    }
  }

  public toString(): string {
    return withMore(this.names, this.count - this.names.length);
  }
}

/** The objects and files that an audit did not evaluate, so that nobody takes the report for a complete one. */
export class Skipped {
  /** The files of the project for this program, such as its lock file, with absolute paths. */
  private readonly ownFiles: ReadonlySet<string>;
  /** Files in a folder without Kubernetes objects. */
  private readonly files = new Places();
  /** Number of these files without any document. */
  private emptyFiles = 0;
  /** Files with both objects and other documents. */
  private readonly mixedFiles = new Places();
  private otherDocuments = 0;
  /** Files that the user excludes. */
  private readonly excluded = new Places();
  /** Files that did not change since a revision, according to git. */
  private readonly unchanged = new Places();
  /** Links to folders inside a folder. */
  private readonly links = new Places();
  /** Roles and bindings of Kubernetes itself. */
  private readonly context = new Places();
  /** Named inputs without documents, such as a chart that renders nothing. */
  private readonly empty: string[] = [];
  /** Objects whose kind looks like a misspelled workload, by kind. */
  private readonly misspelled = new Map<string, Places>();
  /** Objects whose name contains template syntax. */
  private readonly templates = new Places();
  private templateHint = '';
  /** Files with incomplete objects, in folders of kustomizations that do not use them. */
  private readonly patches = new Places();

  constructor(ownFiles: Iterable<string> = []) {
    this.ownFiles = new Set([...ownFiles].map((file) => resolve(file)));
  }

  /**
   * Why an audit that only skipped files must fail; undefined if it may pass.
   *
   * @param isPart whether only some files were to be evaluated: all of these may be empty
   * @param allowsEmpty whether the user accepts empty input
   */
  public whyNothing(isPart: boolean, allowsEmpty = false): string | undefined {
    const { files, emptyFiles, excluded, unchanged } = this;
    const empty = this.empty.length + emptyFiles;
    const isEmptyOnly = files.count === emptyFiles;
    const mayPass = allowsEmpty || (empty === 0 ? excluded.count + unchanged.count > 0 : isPart);
    if (isEmptyOnly && mayPass) {
      return undefined;
    }
    return `no Kubernetes object and no Dockerfile found${isEmptyOnly && empty > 0 ? `: ${EMPTY_HINT}` : ''}`;
  }

  public addExcluded(name: string): void {
    this.excluded.add(name);
  }

  public addUnchanged(name: string): void {
    this.unchanged.add(name);
  }

  public addLink(name: string): void {
    this.links.add(name);
  }

  /** @param documents of which only facts for other objects were read */
  public addContext(documents: Iterable<ManifestDocument>): void {
    for (const { manifest } of documents) {
      this.context.add(manifest ? refText(refOf(manifest)) : '');
    }
  }

  public addEmpty(name: string): void {
    this.empty.push(name);
  }

  public addFile(name: string, documents: number): void {
    if (basename(name) === SETTINGS_FILE || this.ownFiles.has(resolve(name))) {
      return;
    }
    this.files.add(name);
    this.emptyFiles += documents === 0 ? 1 : 0;
  }

  public addDocuments(name: string, documents: number): void {
    if (documents > 0) {
      this.mixedFiles.add(name);
      this.otherDocuments += documents;
    }
  }

  /** @param place returns the place of the object, called only if its name contains template syntax */
  public addIfTemplate({ metadata }: JsonObject, place: () => string): void {
    const hint = unreadableTemplate(asString(asObject(metadata).name) ?? '');
    if (hint !== undefined) {
      this.templates.add(place());
      this.templateHint = hint;
    }
  }

  public addPatch(name: string): void {
    this.patches.add(name);
  }

  /** @param place returns the place of the object, called only if its kind looks misspelled */
  public addIfMisspelled(object: JsonObject, place: () => string): void {
    const meant = meantWorkload(object);
    if (meant) {
      const remark = `Kubernetes has no kind ${object.kind} in ${object.apiVersion}, so it was not evaluated as a workload: `
        + `did you mean ${meant.kind} in ${meant.apiVersion}?`;
      const places = this.misspelled.get(remark) ?? new Places();
      this.misspelled.set(remark, places);
      places.add(place());
    }
  }

  /** What is probably a mistake. */
  public remarks(): readonly string[] {
    const { misspelled, templates, templateHint } = this;
    return [
      ...[...misspelled].map(([remark, places]) => `${places}: ${remark}`),
      ...templates.count > 0 ? [`${templates}: has {{ }} in its name: ${templateHint}`] : [],
    ];
  }

  /** What was skipped on purpose. */
  public notes(): readonly Note[] {
    const { files, otherDocuments, mixedFiles, context, excluded, unchanged, links, empty, patches } = this;
    const notes: readonly Note[] = [
      {
        count: patches.count,
        noun: 'file',
        suffix: 'taken for a patch',
        text: `${patches}: lacks its containers, and no kustomization here uses it: it was taken for a patch`,
      },
      ...empty.map((name) => ({ count: 1, noun: 'empty input', text: `${name}: is empty, so there is nothing to evaluate in it` })),
      { ...skipped(files.count, 'file', WITHOUT_OBJECT), text: `skipped ${countText(files.count, 'file')} ${WITHOUT_OBJECT}: ${files}` },
      {
        ...skipped(otherDocuments, 'document', WITHOUT_OBJECT),
        text: `skipped ${countText(otherDocuments, 'document')} ${WITHOUT_OBJECT} in ${mixedFiles}`,
      },
      {
        count: context.count,
        noun: 'object',
        suffix: 'of the access control of Kubernetes itself',
        text: `did not evaluate ${context.count} roles and bindings of Kubernetes itself: ${context}`,
      },
      { ...skipped(excluded.count, 'excluded file'), text: `skipped ${countText(excluded.count, 'excluded file')}: ${excluded}` },
      skipped(unchanged.count, 'file', 'that did not change, or that git ignores'),
      {
        count: links.count,
        noun: 'linked folder',
        text: links.count === 1
          ? `${links}: is a link to a folder and was not followed: add its path to evaluate its files`
          : `did not follow ${links.count} links to folders: ${links}: add the path of a link to evaluate its files`,
      },
    ];
    return notes.filter(({ count }) => count > 0);
  }
}

/** Kubernetes workloads. All kinds of their API groups are known, so a custom resource is in none of these groups. */
const WORKLOADS = Object.keys(POD_TEMPLATES).map((workload) => workload.split('/')).filter(([group]) => group !== 'extensions')
  .map(([group, kind]) => ({ kind, apiVersion: group === '' ? 'v1' : `${group}/v1` }));
const GROUPS = new Set(Object.keys(POD_TEMPLATES).map((workload) => workload.split('/')[0]));
const KINDS = WORKLOADS.map(({ kind }) => kind);
/** Short kinds: a name with one other letter can be a valid kind, so only wrong case and plural count as mistakes. */
const SHORT_KINDS = ['Pod', 'Job'];
const LONGEST_KIND = 40;

/** The workload that the author probably meant, if the kind is not a Kubernetes kind. */
function meantWorkload(object: JsonObject): typeof WORKLOADS[number] | undefined {
  const kind = asString(object.kind) ?? '';
  if (kind.length > LONGEST_KIND || !GROUPS.has(groupOf(object.apiVersion)) || groupKind(object) in POD_TEMPLATES) {
    return undefined;
  }
  const meant = SHORT_KINDS.find((short) => kind.toLowerCase() === `${short.toLowerCase()}s`) ?? nearest(kind, KINDS);
  return WORKLOADS.find((workload) => workload.kind === meant);
}
