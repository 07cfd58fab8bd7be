import { Finding } from './finding';
import { HardenedWorkload, hardenedImages, isOpenError } from './hardened';
import { printable } from './printable';
import { findControl } from '../../policy/controls/catalog';
import { ofAmount } from '../../policy/controls/causes';
import { Control, isConfigurable, isPodControl } from '../../policy/controls/control';
import { groupId } from '../../policy/controls/hardened/group-id';
import { imageDigest } from '../../policy/controls/hardened/image-digest';
import { userId } from '../../policy/controls/hardened/user-id';
import { waiverText } from '../../policy/waivers/suggest';

/** Initial amounts for a container without any. They are enough for most programs, but not for all. */
const AMOUNTS = '{ requests: { cpu: 100m, memory: 128Mi, ephemeral-storage: 64Mi }, limits: '
  + '{ cpu: "1", memory: 1Gi, ephemeral-storage: 4Gi } }';

/** The controls whose findings a line with `runAs` settles. */
const IDS: readonly Control[] = [userId, groupId];

/** The entries of the settings file that settle the remaining findings, each once. The user writes the reasons. */
export class SettingsLines {
  private readonly workloads = new Set<string>();
  private readonly waivers = new Set<string>();
  private readonly hygiene = new Map<string, string>();
  /** The controls that also have findings with a higher risk, which the severity `off` would hide. */
  private readonly risky = new Set<string>();
  /** The controls for which the profile hardened fills something in. */
  private readonly fillable = new Set<string>();
  private lacksAmounts = false;

  public add(workload: HardenedWorkload): void {
    const { kind, namespace, name, isOverridable, findings } = workload;
    for (const { repository, known } of hardenedImages(workload)) {
      this.workloads.add(`  - { match: { image: ${quoted(repository)} }, runAs: ${known?.uid ?? 'UID'} }`);
    }
    if (isOverridable && name !== '') {
      const match = [`kind: ${quoted(kind)}`, ...namespace ? [`namespace: ${quoted(namespace)}`] : [], `name: ${quoted(name)}`].join(', ');
      this.workloads.add(`  - { match: { ${match} }, overrideUnsafe: true } # replaces unsafe `
        + 'values; check first that the containers work without them');
    }
    for (const finding of findings) {
      if (!finding.waived) {
        this.settle(finding, workload);
      }
    }
  }

  /** Proposes a value where one is missing, a severity for hygiene, and a waiver only for a risk that someone must accept. */
  private settle(finding: Finding, { isOverridable, name, isFilled, unknownUsers }: HardenedWorkload): void {
    const { control: id, suggestedWaiver } = finding;
    const control = findControl(id)!;
    if (finding.risk !== 'low') {
      this.risky.add(id);
    }
    if (isOpenError(finding)) {
      if (suggestedWaiver && !(isOverridable && name !== '' && finding.risk !== 'broken')) {
        const { target, ...waiver } = suggestedWaiver;
        this.waivers.add(`  - ${waiverText(waiver, target)}`);
      }
    } else if (control.cause === ofAmount) {
      this.lacksAmounts = true;
    } else if (isPodControl(control) && control.fix && control.isRequested !== true && !isFilled) {
      this.fillable.add(id);
    } else if (finding.risk === 'low' && isConfigurable(control) && control !== imageDigest
      && !(unknownUsers.length > 0 && IDS.includes(control))) {
      this.hygiene.set(id, `  ${id}: { severity: off, reason: '' }`);
    }
  }

  /** The entries as text. Empty if a settings file can settle none of the findings. */
  public toString(): string {
    const { workloads, waivers, fillable, lacksAmounts } = this;
    const hygiene = [...this.hygiene].filter(([id]) => !this.risky.has(id)).map(([, line]) => line).sort();
    const lines = [
      ...lacksAmounts
        ? [`resources: ${AMOUNTS} # for containers that do not set these; compare with \`kubectl top pod --containers\``]
        : [],
      ...workloads.size > 0 ? ['workloads:', ...workloads] : [],
      ...waivers.size > 0 ? ['waivers: # keep only those for settings that the workloads need; fill in each reason', ...waivers] : [],
      ...hygiene.length > 0
        ? ['controls: # turn off low-risk findings that you want to hide; fill in each reason', ...hygiene]
        : [],
    ];
    return [
      ...fillable.size > 0
        ? [`\`--profile hardened\` also fills in ${[...fillable].sort().join(', ')}: test the application with it.`]
        : [],
      ...lines.length > 0 ? ['To resolve some of these, add to cdk8s-hardened.yaml:', ...lines] : [],
    ].map((line) => `${printable(line)}\n`).join('');
  }
}

/** A text in flow style of YAML. */
function quoted(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) ? text : JSON.stringify(text);
}
