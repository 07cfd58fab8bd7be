import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { rememberCreation } from './creation';
import { hookTree } from './hook';
import { isolateWorkload } from './network-policy';
import { SynthesizedObject } from './synthesized-object';
import { grantWaiver } from './waiving';
import { amended, EvaluationContext } from '../../policy/context/context';
import { PartialDeclarations } from '../../policy/settings/declarations';
import { allowedPeers, ISOLATED } from '../options/allowed-peers';
import { checkAddedPath } from '../options/check-options';
import { ownershipWaivers } from '../options/claim-ownership';
import { declarationsOf } from '../options/declarations';
import { defaultsFor } from '../options/defaults';
import { checkAddition } from '../options/distinct-paths';
import { HardeningProps } from '../options/hardening-props';
import { namingConstruct } from '../options/name-construct';
import { placedOptions } from '../options/placed';
import { workloadOptions, resolveContext } from '../options/resolve';
import { rootGroupWaivers } from '../options/root-group';
import { WritablePath } from '../options/writable-path';

/** Makes a cdk8s-plus workload a hardened one. There is one instance for each hardened kind. */
export class WorkloadHardening {
  private readonly writablePaths: WritablePath[] = [];

  /** @param declarations the declarations of options that only this kind of workload has */
  constructor(
    private readonly workload: Construct,
    private readonly props: HardeningProps & { readonly isolate?: boolean },
    private readonly declarations: PartialDeclarations = {},
  ) {
    rememberCreation(workload, WorkloadHardening);
    namingConstruct(workload, undefined, () => this.begin());
  }

  private begin(): void {
    const { workload, props } = this;
    const apiObject = ApiObject.of(workload);
    const { writablePaths = [], containerSettings } = props;
    const placed = placedOptions(containerSettings);
    [...writablePaths, ...placed.writablePaths].forEach((path) => this.add(path));
    [...rootGroupWaivers(props.runAs), ...Object.entries(placed.runAs).flatMap(([container, runAs]) => rootGroupWaivers(runAs, container))]
      .forEach((waiver) => grantWaiver(workload, waiver, [apiObject], 'runAs'));
    props.waivers?.forEach((waiver) => grantWaiver(workload, waiver, [apiObject]));
    hookTree(workload);
    SynthesizedObject.of(apiObject).hardenWith(() => this.context(), () => this.isReplaced(apiObject));
    const access = allowedPeers(props);
    if (access) {
      this.isolate(access);
    }
  }

  /** Isolates the pods, unless they are isolated already. */
  public isolate(access = ISOLATED): void {
    isolateWorkload(this.workload, access);
  }

  /** Whether a child has replaced the object. The child would be emitted under the name of a hardened workload. */
  private isReplaced(apiObject: ApiObject): boolean {
    const { defaultChild } = this.workload.node;
    return defaultChild !== undefined && defaultChild !== apiObject;
  }

  public addWritablePath(path: WritablePath, container?: string): void {
    namingConstruct(this.workload, undefined, () => {
      checkAddedPath(path, container);
      this.add(path._in(container));
    });
  }

  private add(added: WritablePath): void {
    checkAddition(added, this.writablePaths);
    this.writablePaths.push(added);
    ownershipWaivers(added).forEach((waiver) => grantWaiver(this.workload, waiver, [ApiObject.of(this.workload)], 'takeOwnership'));
  }

  private context(): EvaluationContext {
    const options = workloadOptions(this.props, defaultsFor(this.workload));
    const context = resolveContext(this.workload.node.path, options, this.writablePaths);
    const declarations = declarationsOf(this.workload.node, options, this.writablePaths, context.choices, this.declarations);
    return amended(context, { notes: { declarations } });
  }
}
