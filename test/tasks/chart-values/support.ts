import { existsSync } from 'fs';
import { parse } from 'yaml';
import { MINI_CHARTS, MiniChart } from './mini-charts';
import { SETTINGS_FILE } from '../../../src/tasks/settings-file/read';
import { run, Run } from '../../commands/cli/support';
import { Charts, Programs } from '../charts/support';

/** A mini chart in a folder, and the command on it. */
export class ValuesRun {
  private readonly charts = new Charts();
  public readonly chart: string;

  constructor(private readonly name: MiniChart, private readonly programs: Programs) {
    this.chart = this.charts.chart(name, MINI_CHARTS[name]);
  }

  public get folder(): string {
    return this.charts.folder;
  }

  public path(name: string): string {
    return this.charts.path(name);
  }

  public write(files: { readonly [path: string]: string }): void {
    this.charts.write(files);
  }

  /** With the settings file, if there is one. */
  public run(...args: string[]): Promise<Run> {
    const config = existsSync(this.path(SETTINGS_FILE)) ? SETTINGS_FILE : 'none';
    return run(['values', `charts/${this.name}`, '--release', 'shop', '-n', 'prod', '--config', config, ...args], { cwd: this.folder, env: this.programs.env });
  }

  /** Its values, and what it says. */
  public async values(...args: string[]): Promise<{ values: any; text: string; lines: string[]; status: number | null }> {
    const { stdout, stderr, status } = await this.run(...args);
    return { values: parse(stdout), text: stdout, lines: stderr.map((line) => line.replace('cdk8s-hardened: ', '')), status };
  }

  public remove(): void {
    this.charts.remove();
  }
}
