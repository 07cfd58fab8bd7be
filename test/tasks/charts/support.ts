import { execFileSync } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { joined } from '../../../src/formats/manifest/slashed';
import { Running } from '../../../src/tasks/charts/rendered';
import { helm, kubectl } from '../../programs/kubernetes';

const NEVER = new AbortController().signal;

/** Charts and kustomizations in a folder of their own, with a PATH to programs that are real. */
export class Charts {
  public readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-charts-'));

  public write(files: { readonly [path: string]: string | Buffer }): this {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), content);
    }
    return this;
  }

  /** Writes a chart of these files into `charts/<name>`, and says where. */
  public chart(name: string, files: { readonly [path: string]: string | Buffer }): string {
    const folder = `charts/${name}`;
    const own = Object.entries({ 'Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: 1.2.3\n`, ...files });
    this.write(Object.fromEntries(own.map(([path, content]) => [join(folder, path), content])));
    return this.path(folder);
  }

  public link(path: string, target: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    symlinkSync(target, join(this.folder, path));
  }

  /** As inputs are named. */
  public path(name: string): string {
    return joined(this.folder, name);
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** An environment whose PATH begins with one of the real programs, by the name that users know. */
export class Programs {
  private readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-path-'));
  public readonly env: NodeJS.ProcessEnv = { ...process.env, PATH: this.folder };

  constructor(programs: { readonly [name: string]: string }) {
    Object.entries(programs).forEach(([name, path]) => symlinkSync(path, join(this.folder, name)));
  }

  public running(limits: Running['limits'] = {}): Running {
    return { env: this.env, signal: NEVER, limits };
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

export function helmOnly(major: 3 | 4): Programs {
  return new Programs({ helm: helm(major) });
}

/** With git, which kustomize starts. */
export function kustomizeOnly(): Programs {
  return new Programs({ kustomize: programPath('kustomize'), git: programPath('git') });
}

export function kubectlOnly(): Programs {
  return new Programs({ kubectl: kubectl(), git: programPath('git') });
}

/** Where a program of Debian is. */
export function programPath(name: string): string {
  return execFileSync('/bin/sh', ['-c', `command -v ${name}`]).toString().trim();
}

/** A chart's ConfigMap that shows what an expression of its template gives. */
export function shows(expression: string): { readonly [path: string]: string } {
  return { 'templates/shown.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  shown: {{ ${expression} | quote }}\n` };
}
