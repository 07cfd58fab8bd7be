import { closeSync, openSync, renameSync, rmSync, writeSync } from 'fs';
import { Audit } from './audit';
import { CannotWork, inputsOf } from './inputs';
import { Progress } from './progress';
import { AuditWaivers, WaiverMode } from './waiver-mode';
import { Level } from '../controls/control';
import { profileOf } from '../engine/profile';
import { formatVersion, parseVersion } from '../manifest/version';
import { AuditReport } from '../reports/audit';
import { AuditJson } from '../reports/audit-json';
import { AuditText } from '../reports/audit-text';
import { PolicyFile } from '../waivers/policy-file';
import { readPolicyFile } from '../waivers/read-policy-file';

/** The command line of `audit`. */
export interface AuditOptions {
  readonly paths: readonly string[];
  readonly profile: Level;
  readonly kubernetesVersion: string;
  readonly format: 'text' | 'json';
  readonly output?: string;
  readonly failOn: 'error' | 'warning' | 'never';
  readonly waivers: WaiverMode;
  readonly policy?: string;
  readonly expired: 'fail' | 'warn';
  /** Of this package. */
  readonly version: string;
}

/**
 * Audits what is named, and writes the report.
 *
 * @returns whether anything at or above the threshold was found
 * @throws CannotWork where an input could not be read; the others were judged all the same
 */
export function runAudit(options: AuditOptions): boolean {
  if (options.paths.length === 0) {
    throw new CannotWork('nothing to audit: name files or folders, or - for standard input');
  }
  const report: AuditReport = options.format === 'json' ? new AuditJson() : new AuditText();
  const profile = profileOf(options.profile, orCannotWork(() => parseVersion(options.kubernetesVersion)));
  const waivers = new AuditWaivers(options.waivers, policyFileOf(options), new Date(), options.expired === 'warn' ? 'warning' : 'error');
  const output = new Output(options.output);
  const progress = new Progress();
  const audit = new Audit(profile, waivers, (finding) => output.write(report.finding(finding)), (summary) => progress.show(summary));
  try {
    output.write(report.begin({
      tool: { name: 'cdk8s-hardened', version: options.version },
      profile: options.profile,
      kubernetesVersion: formatVersion(profile.version),
    }));
    const failures = judgeAll(audit, options.paths);
    progress.clear();
    output.write(report.end(audit.summary));
    tell(audit.otherFiles > 0 && `${audit.otherFiles} files hold no Kubernetes object`);
    waivers.unseen().forEach(tell);
    if (failures.length > 0) {
      throw new CannotWork(failures.join('\ncdk8s-hardened: '));
    }
    if (audit.summary.documents === 0) {
      throw new CannotWork('there is no Kubernetes object in what was named');
    }
    output.finish();
  } finally {
    output.discard();
  }
  const { errors, warnings } = audit.summary;
  return { error: errors, warning: errors + warnings, never: 0 }[options.failOn] > 0;
}

/** Judges every input, and goes on where one cannot be read: what is wrong with all of them is told at once. */
function judgeAll(audit: Audit, paths: readonly string[]): readonly string[] {
  const failures: string[] = [];
  const attempt = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof CannotWork)) {
        throw error;
      }
      failures.push(error.message);
    }
  };
  for (const path of paths) {
    attempt(() => {
      for (const input of inputsOf([path])) {
        attempt(() => audit.judge(input));
      }
    });
  }
  return failures;
}

function policyFileOf({ waivers, policy }: AuditOptions): PolicyFile {
  if (policy === undefined) {
    if (waivers === 'file') {
      throw new CannotWork('--waivers file needs --policy FILE: the file that lists the waivers');
    }
    return { waivers: [], neverWaive: [] };
  }
  return orCannotWork(() => readPolicyFile(policy));
}

function orCannotWork<T>(work: () => T, where?: string): T {
  try {
    return work();
  } catch (error) {
    throw new CannotWork(`${where ? `${where}: ` : ''}${(error as Error).message}`);
  }
}

function tell(line: string | false): void {
  if (line) {
    process.stderr.write(`cdk8s-hardened: ${line}\n`);
  }
}

/** Standard output, or a file that stands there only once it is whole. */
class Output {
  private readonly partial?: string;
  private readonly file?: number;
  private pending: string[] = [];
  private length = 0;

  constructor(private readonly path: string | undefined) {
    if (path !== undefined) {
      this.partial = `${path}.partial-${process.pid}`;
      this.file = orCannotWork(() => openSync(this.partial!, 'w'), path);
    }
  }

  public write(text: string): void {
    this.pending.push(text);
    this.length += text.length;
    if (this.length > BUFFERED) {
      this.flush();
    }
  }

  /** Puts the file in its place. */
  public finish(): void {
    this.flush();
    if (this.path !== undefined) {
      renameSync(this.partial!, this.path);
    }
  }

  /** Lets go of what was not finished; what went to standard output has been seen. */
  public discard(): void {
    if (this.file === undefined) {
      this.flush();
      return;
    }
    closeSync(this.file);
    rmSync(this.partial!, { force: true });
  }

  private flush(): void {
    const text = this.pending.join('');
    this.pending = [];
    this.length = 0;
    if (this.file === undefined) {
      process.stdout.write(text);
    } else {
      writeSync(this.file, text);
    }
  }
}

/** Enough to make writing cheap, and little to hold. */
const BUFFERED = 1 << 16;
