import { readdirSync, statSync } from 'fs';
import { basename, resolve } from 'path';
import { NamespacesOptions } from './options';
import { refuseLinkedTarget } from '../../../formats/files/linked-target';
import { InputError } from '../../../formats/manifest/input-error';
import { joined } from '../../../formats/manifest/slashed';
import { MinorVersion } from '../../../formats/manifest/version';
import { completePlan } from '../../../tasks/admission/complete-plan';
import { policiesFor } from '../../../tasks/admission/policies';
import { VALIDATING_SINCE } from '../../../tasks/admission/validating-policy';
import { RenderedChart } from '../../../tasks/audit/input';
import { defaultRelease } from '../../../tasks/charts/helm';
import { Rollout, RolloutParts } from '../../../tasks/namespaces/rollout';
import { isLabeled, RolloutFiles } from '../../../tasks/namespaces/rollout-files';
import { BlockedWorkload, SurveyedObjects } from '../../../tasks/namespaces/survey';
import { codeText } from '../../../tasks/reports/formats/markdown';
import { toFinding } from '../../../tasks/reports/to-finding';
import { SettingsFile } from '../../../tasks/settings-file/settings-file';
import { WrittenWaivers } from '../audit/written-waivers';
import { Io, log } from '../io';
import { writeWholeFile } from '../output';

/** A chart whose values must change, and how it is deployed. */
interface BlockedChart extends RenderedChart {
  readonly release: string;
  readonly namespace: string;
}

/** The folder of `--output-dir`, with manifests for each step. */
export class RolloutFolder implements SurveyedObjects {
  private readonly files = new RolloutFiles();
  /** Charts of the input by the names of their inputs. */
  private readonly charts = new Map<string, BlockedChart>();
  /** The managers of live objects. */
  private readonly managers = new Set<string>();
  private waivers?: WrittenWaivers;

  /** @throws InputError if the folder has content, since a person may have changed it */
  constructor(
    private readonly folder: string, private readonly options: NamespacesOptions, private readonly settings: SettingsFile,
    private readonly io: Io,
  ) {
    refuseLinkedTarget(folder);
    const stats = statSync(folder, { throwIfNoEntry: false });
    if (stats && (!stats.isDirectory() || readdirSync(folder).length > 0)) {
      throw new InputError(`--output-dir ${folder}: ${stats.isDirectory() ? 'is not empty' : 'is not a folder'}: name a new folder`);
    }
  }

  public onNamespace(...[namespace]: Parameters<RolloutFiles['onNamespace']>): void {
    this.files.onNamespace(namespace);
  }

  public onBlocked(blocked: BlockedWorkload): void {
    this.files.onBlocked(blocked);
    const { namespace, blocker: { actor, managedBy }, input: { name, rendering }, hardened, left } = blocked;
    const chart = actor === 'source' ? rendering?.chart : undefined;
    if (chart) {
      const release = name === chart.path ? this.listed(chart)?.release ?? defaultRelease(chart.path) : basename(name);
      this.charts.set(name, { ...chart, release, namespace: rendering?.namespace ?? 'default' });
    } else if (actor === 'source' && managedBy !== undefined) {
      this.managers.add(managedBy);
    }
    if (actor === 'author' && isLabeled(namespace)) {
      const waivers = this.waivers ??= new WrittenWaivers(joined(this.folder, 'waivers.yaml'), this.io);
      left.forEach((finding) => waivers.add(toFinding(finding, hardened, { file: name })));
    }
  }

  /** Writes all files. */
  public async write(rollout: Rollout, version: MinorVersion): Promise<void> {
    const charts = [...await this.writtenValues(rollout), ...[...this.managers].sort().map((manager) => managerLine(manager, rollout))];
    const parts: RolloutParts = { policies: this.policies(rollout, version), charts, hasWaivers: this.waivers !== undefined };
    this.files.files(rollout, parts).forEach((text, file) => writeWholeFile({ path: joined(this.folder, file) }, text));
    this.waivers?.write().forEach((line) => log(this.io, line));
  }

  private listed({ path }: RenderedChart): SettingsFile['render'][number] | undefined {
    return this.settings.render.find(({ chart }) => resolve(chart) === resolve(path));
  }

  /** Writes values for the charts of the input, and returns a line for each. */
  private async writtenValues({ to }: Rollout): Promise<readonly string[]> {
    const lines: string[] = [];
    for (const chart of this.charts.values()) {
      const { path, release, namespace, valuesFiles } = chart;
      const outputDir = joined(this.folder, `charts/${release}`);
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { runValues }: typeof import('../run-values') = require('../run-values');
      const set = this.listed(chart)?.set ?? [];
      await runValues({
        chart: path,
        release,
        namespace,
        set,
        apiVersions: [],
        outputDir,
        profile: `pss-${to}`,
        config: this.options.config,
        values: valuesFiles.map((file) => file.path),
        format: 'values',
        patches: true,
      }, this.io);
      lines.push(`${codeText(path)}: ${codeText(`charts/${release}`)}`);
    }
    return lines;
  }

  private policies({ to }: Rollout, version: MinorVersion): RolloutParts['policies'] {
    if (version < VALIDATING_SINCE) {
      return { objects: [], missing: 'ValidatingAdmissionPolicies need Kubernetes 1.30, so there are none.' };
    }
    const { rules: { platform = 'kubernetes', severities = {} } } = this.settings;
    const choices = { level: `pss-${to}`, version, platform, severities, name: 'cdk8s-hardened', action: 'warn' } as const;
    return policiesFor(completePlan({ ...choices, exemptNamespaces: [], waivers: [], fillIns: [] }), 'vap');
  }
}

/** How to change what a controller writes again. */
function managerLine(manager: string, { to }: Rollout): string {
  const [, namespace = 'default', release] = /^Helm release (?:([^/]*)\/)?(.*)$/.exec(manager) ?? [];
  const command = `cdk8s-hardened values CHART --release ${release} -n ${namespace} --profile pss-${to} --output-dir charts/${release}`;
  return `${codeText(manager)}: ${release === undefined ? 'change the manifests that it reads' : codeText(command)}`;
}
