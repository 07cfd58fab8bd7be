import { customResources } from './discovery';
import { Kubectl } from './kubectl';
import { Owners } from './owners';
import { PAGE_SIZE, readWholeList, readRaw, UnreadableList } from './pages';
import { currentContext, PlacedKubectl } from './placed-kubectl';
import { apiPath, OWN_RESOURCES } from './resources';
import { ClusterSpool, OF_CLUSTER, OF_KUBERNETES } from './spool';
import { ApiResource } from '../../formats/manifest/api-resource';
import { isDnsLabel } from '../../formats/manifest/dns-label';
import { InputError } from '../../formats/manifest/input-error';
import { asString, JsonObject } from '../../formats/manifest/json';
import { Input } from '../audit/input';

/** The cluster to read, and how. */
export interface ClusterRequest {
  /** The context of kubectl. Default: the current one. */
  readonly context?: string;
  /** The namespaces to read. Empty for all, and the objects of the whole cluster. */
  readonly namespaces: readonly string[];
  /** Objects of a page. Default: `PAGE_SIZE`. */
  readonly pageSize?: number;
  /** Called after each page, with the number of objects so far and what is read. */
  readonly onProgress?: (objects: number, what: string) => void;
  /** Called with each object as it is, also with those that others stand for. If a list expires, it is called with some of them twice. */
  readonly onObject?: (object: JsonObject) => void;
}

/** The objects of a cluster as inputs of an audit, one for each namespace. */
export interface ClusterContent {
  readonly inputs: readonly Input[];
  /** What could not be read although it belongs to the request, so that the result is incomplete. */
  readonly failures: readonly InputError[];
  /** Remarks for the user. */
  readonly notes: readonly string[];
  /** Group and kind of the resources that were not read, or not everywhere. */
  readonly unread: ReadonlySet<string>;
  /** The version of the API server, such as `v1.37.2`; undefined if it is not known. */
  readonly version?: string;
  readonly commands: readonly string[];
  /** Deletes the temporary file. */
  readonly close: () => void;
}

/**
 * Reads the objects of a cluster with kubectl. It only gets and lists, and never Secrets.
 *
 * @throws InputError if kubectl is not installed, or a namespace has no valid name
 */
export function readCluster(kubectl: Kubectl, request: ClusterRequest): ClusterContent {
  const reading = new ClusterReading(kubectl, request);
  try {
    return reading.read();
  } catch (error) {
    reading.close();
    throw error;
  }
}

class ClusterReading {
  private readonly kubectl: PlacedKubectl;
  private readonly name: string;
  private readonly spool = new ClusterSpool();
  private readonly owners = new Owners();
  private readonly failures: InputError[] = [];
  private readonly notes: string[] = [];
  private readonly unread = new Set<string>();
  private objects = 0;

  constructor(kubectl: Kubectl, private readonly request: ClusterRequest) {
    const invalid = request.namespaces.find((namespace) => !isDnsLabel(namespace));
    if (invalid !== undefined) {
      throw new InputError(`--namespace ${JSON.stringify(invalid)} is not the name of a namespace`);
    }
    const context = request.context ?? currentContext(kubectl);
    this.kubectl = new PlacedKubectl(kubectl, { context });
    this.name = `cluster/${(context ?? 'current').replace(/[^\w.:@-]/g, '_').replace(/^\.+/, '_')}`;
  }

  public read(): ClusterContent {
    const version = this.attempt('the version of the API server', () => asString(readRaw(this.kubectl, '/version').gitVersion), 'note');
    const custom = this.attempt('custom resources', () => customResources(this.kubectl)) ?? [];
    // Owners come first: custom resources may own workloads of Kubernetes.
    const [namespaces, ...others] = OWN_RESOURCES;
    [namespaces, ...custom, ...others].forEach((resource) => this.readResource(resource));
    const { inputs, failures, notes, unread, kubectl: { commands } } = this;
    return { inputs, failures, notes, unread, version, commands, close: () => this.close() };
  }

  public close(): void {
    this.spool.close();
  }

  private get inputs(): readonly Input[] {
    return this.spool.namespaces.map((namespace): Input => {
      const chunks = () => this.spool.chunks(namespace);
      const name = namespace === OF_CLUSTER ? this.name : `${this.name}/${namespace}`;
      const isContext = namespace === OF_KUBERNETES;
      return { name, isDockerfile: false, isNamed: false, isLive: true, isContext, chunks, preview: chunks };
    });
  }

  private readResource(resource: ApiResource): void {
    const { namespaces } = this.request;
    const kind = `${resource.group}/${resource.kind}`;
    if (namespaces.length === 0) {
      this.readKind(kind, resource, [apiPath(resource)]);
    } else if (resource.isNamespaced) {
      this.readKind(kind, resource, namespaces.map((namespace) => apiPath(resource, namespace)));
    } else if (kind === '/Namespace') {
      namespaces.forEach((namespace) => this.readNamespace(`${apiPath(resource)}/${namespace}`));
    } else {
      this.unread.add(kind);
    }
  }

  private readKind(kind: string, { resource }: ApiResource, paths: readonly string[]): void {
    const read = paths.filter((path) => this.attempt(path, () => {
      readWholeList(this.kubectl, path, {
        take: (objects) => this.take(objects, resource),
        restart: () => {
          this.spool.drop();
          this.owners.restart(kind);
          this.notes.push(`${path}: the list expired while it was read, so it was read again from its start`);
        },
      }, this.request.pageSize ?? PAGE_SIZE);
      this.spool.keep();
      return true;
    }));
    if (read.length === paths.length) {
      this.owners.addKind(kind);
    } else {
      this.unread.add(kind);
    }
  }

  /** Reads the labels of a namespace. A user who may not read them can audit what is in it. */
  private readNamespace(path: string): void {
    const found = this.attempt(path, () => readRaw(this.kubectl, path), (failure) => /\(NotFound\)/.test(failure) ? 'failure' : 'note');
    if (found) {
      this.take([found], 'namespaces');
      this.spool.keep();
    } else {
      this.unread.add('/Namespace');
    }
  }

  private take(objects: readonly JsonObject[], what: string): void {
    this.request.onObject && objects.forEach(this.request.onObject);
    objects.filter((object) => this.owners.takes(object)).forEach((object) => this.spool.add(object));
    this.objects += objects.length;
    this.request.onProgress?.(this.objects, what);
  }

  /** The result of a request; undefined if it fails, with a failure or a note for the user. */
  private attempt<T>(
    what: string, ask: () => T, weight: 'failure' | 'note' | ((failure: string) => 'failure' | 'note') = 'failure',
  ): T | undefined {
    try {
      return ask();
    } catch (error) {
      this.spool.drop();
      if (!(error instanceof UnreadableList)) {
        throw error;
      }
      const text = `${this.name}: cannot read ${what}: ${error.message}`;
      if ((typeof weight === 'string' ? weight : weight(error.message)) === 'failure') {
        this.failures.push(new InputError(text));
      } else {
        this.notes.push(text);
      }
      return undefined;
    }
  }
}
