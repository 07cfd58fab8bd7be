import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { Installed } from './library';

const CDK8S = 'require("cdk8s"); require("cdk8s-plus-28");';

/** What is started to be measured. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /**
   * A `process` is measured as a whole by whole-process.js. Of a `tree` of processes only the clock is read. By default the command prints
   * its measurement.
   */
  readonly kind?: 'process' | 'tree';
}

/** A process of Node.js that is measured as a whole. */
export function wholeProcess(node: string, bench: string, args: readonly string[], cwd: string): Command {
  return { program: node, args: ['--require', join(bench, 'whole-process.js'), ...args], cwd, kind: 'process' };
}

/** Processes that are measured as a whole, by the names of variants; undefined for a scenario. */
export function commandOf(variant: string, node: string, { folder, main, bench }: Installed): Command | undefined {
  const of = (...args: string[]) => wholeProcess(node, bench, args, folder);
  switch (variant) {
    case 'node': return of('-e', '0');
    case 'version': return of(main, '--version');
    case 'explain': return of(main, 'explain', 'sysctls');
    case 'cdk8s': return of('-e', CDK8S);
    case 'import': return of('-e', `${CDK8S} require("cdk8s-hardened").HardenedDeployment;`);
    case 'synth-plain': return synth('plain', node, folder);
    case 'synth-hardened': return synth('hardened', node, folder);
    default: return undefined;
  }
}

const KINDS = {
  plain: "import { CronJob, Deployment } from 'cdk8s-plus-28';",
  hardened: "import { HardenedCronJob as CronJob, HardenedDeployment as Deployment } from 'cdk8s-hardened';",
};

/** `cdk8s synth` of the realistic application, compiled and type-checked by ts-node, as in a project of `cdk8s init`. */
function synth(kind: keyof typeof KINDS, node: string, folder: string): Command {
  const cwd = join(folder, `synth-${kind}`);
  const write = (name: string, text: string) => writeFileSync(join(cwd, name), text);
  mkdirSync(cwd, { recursive: true });
  ['application', 'synthesis', 'scenario'].forEach((name) => copyFileSync(join(__dirname, 'scenarios', `${name}.ts`), join(cwd, `${name}.ts`)));
  write('main.ts', `${KINDS[kind]}\nimport { applicationApp } from './application';\n\napplicationApp({ Deployment, CronJob }, { charts: 250, workloads: 1 }).synth();\n`);
  write('tsconfig.json', JSON.stringify({ compilerOptions: { module: 'node16', target: 'es2022', strict: true, skipLibCheck: true, types: ['node'] } }));
  write('cdk8s.yaml', 'language: typescript\napp: npx ts-node main.ts\n');
  const PATH = [dirname(node), join(folder, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return { program: 'npx', args: ['cdk8s', 'synth'], cwd, env: { ...process.env, PATH }, kind: 'tree' };
}
