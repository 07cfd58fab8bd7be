import { asArray, asObject, asString, childArray, isAbsent, isObject, JsonObject, Path } from './json';

/** The lists of containers in a pod spec, in the order in which Pod Security visits them. */
export const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;
export type ContainerList = typeof CONTAINER_LISTS[number];

export function isContainerList(step: unknown): step is ContainerList {
  return (CONTAINER_LISTS as readonly unknown[]).includes(step);
}

/** The fields of a container that are probes. */
export const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** The fields of a pod spec that put a pod into a namespace of its node. */
export const HOST_NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'];

/** The fields of the Kubernetes API, each with its dotted path in a custom resource; undefined if the resource does not have the field. */
export interface Aliases {
  readonly [field: string]: string | undefined;
}

/** A container in a custom resource that exposes only a part of the pod spec. */
export interface PartContainer {
  /** The container, with the field names of the Kubernetes API. */
  readonly json: JsonObject;
  readonly path: Path;
  readonly list: ContainerList;
  readonly aliases?: Aliases;
  /** The paths of fields that several containers share. */
  readonly shared?: SharedPlaces;
}

/** The paths of fields that stand outside of a pod or a container. */
export interface SharedPlaces {
  readonly [field: string]: Path;
}

/** How controls read a pod from an object with only some fields of a pod spec, as in resources of operators. */
export interface PartialPodSpec {
  readonly containers: readonly PartContainer[];
  /** The fields of the pod spec that have another name in the resource. */
  readonly aliases?: Aliases;
  /** The paths of fields that several containers share. */
  readonly shared?: SharedPlaces;
  /** Whether the operator defines the container, and the author can only set its image. */
  readonly isOnlyImage: boolean;
  /** Whether the resource can set annotations of the pod. */
  readonly annotated: boolean;
  /** The fields of a pod spec that the resource can set. */
  readonly fields: readonly string[];
  /** The outer objects whose fields are the defaults of this object, nearest first. */
  readonly outer: readonly { readonly json: JsonObject; readonly path: Path }[];
  /** The container whose fields are the defaults of the other containers. */
  readonly containerDefaults?: JsonObject;
  /** The fields of a container that have another name in the resource. */
  readonly renamed: readonly string[];
}

/** The object that creates the pods, and its path in its document. */
export interface PodOwner {
  readonly json: JsonObject;
  readonly path: Path;
}

/** A pod, or the pod template of a workload, as controls read it: never a copy, always the JSON itself. */
export class PodView {
  private views: readonly ContainerView[];

  /**
   * @param json the pod spec
   * @param path where the pod spec is in its manifest
   * @param metadata the pod's own metadata, or the template's
   * @param metadataPath path of that metadata
   * @param claimTemplates names of a StatefulSet's volumeClaimTemplates, which are volumes of its pods too
   * @param part set if the JSON is only a part of a pod spec
   * @param owner the workload of a Kubernetes kind that creates such pods, or the pod itself
   */
  constructor(
    public readonly json: JsonObject,
    public readonly path: Path,
    public readonly metadata: JsonObject,
    public readonly metadataPath: Path,
    public readonly claimTemplates: readonly string[],
    public readonly part?: PartialPodSpec,
    public readonly owner?: PodOwner,
  ) {
    this.views = part
      ? part.containers.map((container, index) => new ContainerView(this, container.json, container.list, index, container.path))
      : this.listedContainers();
  }

  /** All containers of all three lists. Only this class knows the paths of containers. */
  public get containers(): readonly ContainerView[] {
    return this.views;
  }

  public get securityContext(): JsonObject {
    const own = this.json.securityContext;
    return asObject(isAbsent(own) ? this.part?.outer.find(({ json }) => !isAbsent(json.securityContext))?.json.securityContext : own);
  }

  public get volumes(): readonly unknown[] {
    return asArray(this.json.volumes);
  }

  public get annotations(): JsonObject {
    return asObject(this.metadata.annotations);
  }

  public get labels(): JsonObject {
    return asObject(this.metadata.labels);
  }

  /** Windows as Pod Security knows it: by `spec.os.name` alone. */
  public get isWindows(): boolean {
    return isObject(this.json.os) && this.json.os.name === 'windows';
  }

  /** Whether the pod has a user namespace of its own. */
  public get hasUserNamespace(): boolean {
    return this.json.hostUsers === false;
  }

  /** Puts init containers before all others. Does nothing in a part of a pod, or if the author's `initContainers` is not a list. */
  public prepend(initContainers: readonly JsonObject[]): void {
    const list = initContainers.length > 0 && !this.part ? childArray(this.json, 'initContainers') : undefined;
    if (list) {
      list.unshift(...initContainers);
      this.views = this.listedContainers();
    }
  }

  /** The same pod without some containers, for changes that must not affect them. */
  public without(names: ReadonlySet<string>): PodView {
    const pod = new PodView(this.json, this.path, this.metadata, this.metadataPath, this.claimTemplates, this.part, this.owner);
    pod.views = pod.views.filter(({ name }) => !names.has(name));
    return pod;
  }

  private listedContainers(): readonly ContainerView[] {
    const containers: ContainerView[] = [];
    for (const list of CONTAINER_LISTS) {
      const items = this.json[list];
      if (Array.isArray(items)) {
        for (let i = 0; i < items.length; i++) {
          containers.push(new ContainerView(this, asObject(items[i]), list, i));
        }
      }
    }
    return containers;
  }
}

/** One container of a pod: regular, init, sidecar or ephemeral. */
export class ContainerView {
  constructor(
    public readonly pod: PodView,
    public readonly json: JsonObject,
    public readonly list: ContainerList,
    public readonly index: number,
    private readonly place?: Path,
  ) {}

  /** An empty name counts as missing, because a waiver could not refer to it. */
  public get name(): string {
    return asString(this.json.name) || `#${this.index}`;
  }

  /** False for a container without a name. Its `name` is then `#index`, which changes if a container is added before it. */
  public get hasName(): boolean {
    return this.json.name === this.name;
  }

  public get path(): Path {
    return this.place ?? [...this.pod.path, this.list, this.index];
  }

  public get securityContext(): JsonObject {
    return asObject(this.json.securityContext);
  }

  public get volumeMounts(): readonly unknown[] {
    return asArray(this.json.volumeMounts);
  }

  public get ports(): readonly unknown[] {
    return asArray(this.json.ports);
  }

  public get env(): readonly unknown[] {
    return asArray(this.json.env);
  }

  public get envFrom(): readonly unknown[] {
    return asArray(this.json.envFrom);
  }

  public get isEphemeral(): boolean {
    return this.list === 'ephemeralContainers';
  }

  /** A security field that the pod sets for its containers. The value of the container overrides it. */
  public effective(field: string): unknown {
    const own = this.securityContext[field];
    return isAbsent(own) ? this.pod.securityContext[field] : own;
  }
}
