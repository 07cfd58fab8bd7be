import { basename } from 'path';
import { EMPTY_HINT } from './empty-inputs';
import { unreadableTemplate } from './unreadable';
import { withMore } from '../../formats/manifest/first-of';
import { asObject, asString, JsonObject } from '../../formats/manifest/json';
import { nearest } from '../../formats/manifest/nearest';
import { groupKind, groupOf, POD_TEMPLATES } from '../../formats/manifest/workload';
import { countText } from '../reports/text';
import { SETTINGS_FILE } from '../settings-file/read';

/** How many places a remark names. */
const MAX_NAMES = 3;

/** Places of one sort: how many there are, and the names of the first ones. A folder can have more than should stay in memory. */
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

/** The objects and files that an audit did not evaluate, so that nobody takes a clean report for a complete one. */
export class Skipped {
  /** Files in a folder that have no Kubernetes object. */
  private readonly files = new Places();
  /** How many of these have no document at all. */
  private emptyFiles = 0;
  /** Files with objects and documents that are not. */
  private readonly mixedFiles = new Places();
  private otherDocuments = 0;
  /** Files that the user excludes. */
  private readonly excluded = new Places();
  /** Files that did not change since a revision, as far as git knows. */
  private readonly unchanged = new Places();
  /** Links to folders in a folder. */
  private readonly links = new Places();
  /** Inputs that were named and have no document, as of a chart that renders nothing. */
  private readonly empty: string[] = [];
  /** Objects whose kind looks like a misspelled workload, by that kind. */
  private readonly misspelled = new Map<string, Places>();
  /** Objects with a name that only a template has. */
  private readonly templates = new Places();
  private templateHint = '';
  /** Files with objects that lack something, in folders of kustomizations that do not use them. */
  private readonly patches = new Places();

  /**
   * Why an audit that only skipped must not pass; undefined if it may.
   *
   * @param isPart whether only some files were to be evaluated: these may all be empty
   * @param allowsEmpty whether the user says that empty input is normal
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

  public addEmpty(name: string): void {
    this.empty.push(name);
  }

  public addFile(name: string, documents: number): void {
    if (basename(name) === SETTINGS_FILE) {
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

  /** @param place of the object, called only if its name is from a template */
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

  /** @param place of the object, called only if its kind looks misspelled */
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

  public remarks(): readonly string[] {
    const { files, otherDocuments, mixedFiles, excluded, unchanged, links, empty, misspelled, templates, patches } = this;
    return [
      ...[...misspelled].map(([remark, places]) => `${places}: ${remark}`),
      ...templates.count > 0 ? [`${templates}: has {{ }} in its name: ${this.templateHint}`] : [],
      ...patches.count > 0 ? [`${patches}: lacks its containers, and no kustomization here uses it: it was taken for a patch`] : [],
      ...empty.map((name) => `${name}: is empty, so there is nothing to evaluate in it`),
      ...files.count > 0 ? [`skipped ${countText(files.count, 'file')} without a Kubernetes object: ${files}`] : [],
      ...otherDocuments > 0 ? [`skipped ${countText(otherDocuments, 'document')} without a Kubernetes object in ${mixedFiles}`] : [],
      ...excluded.count > 0 ? [`skipped ${countText(excluded.count, 'excluded file')}: ${excluded}`] : [],
      ...unchanged.count > 0 ? [`skipped ${countText(unchanged.count, 'file')} that did not change, or that git ignores`] : [],
      ...links.count === 1 ? [`${links}: is a link to a folder and was not followed: name it to evaluate what is in it`] : [],
      ...links.count > 1 ? [`did not follow ${links.count} links to folders: ${links}: name one to evaluate what is in it`] : [],
    ];
  }
}

/** Kubernetes' own workloads. All kinds in their API groups are known: a custom resource is in none of them. */
const WORKLOADS = Object.keys(POD_TEMPLATES).map((workload) => workload.split('/')).filter(([group]) => group !== 'extensions')
  .map(([group, kind]) => ({ kind, apiVersion: group === '' ? 'v1' : `${group}/v1` }));
const GROUPS = new Set(Object.keys(POD_TEMPLATES).map((workload) => workload.split('/')[0]));
const KINDS = WORKLOADS.map(({ kind }) => kind);
/** So short that a name with one other letter can be a kind of its own: only case and plural are taken for mistakes. */
const SHORT_KINDS = ['Pod', 'Job'];
const LONGEST_KIND = 40;

/** The workload that an object probably means, if its kind is none of Kubernetes' own. */
function meantWorkload(object: JsonObject): typeof WORKLOADS[number] | undefined {
  const kind = asString(object.kind) ?? '';
  if (kind.length > LONGEST_KIND || !GROUPS.has(groupOf(object.apiVersion)) || groupKind(object) in POD_TEMPLATES) {
    return undefined;
  }
  const meant = SHORT_KINDS.find((short) => kind.toLowerCase() === `${short.toLowerCase()}s`) ?? nearest(kind, KINDS);
  return WORKLOADS.find((workload) => workload.kind === meant);
}
