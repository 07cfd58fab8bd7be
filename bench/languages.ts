import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { Command } from './commands';
import { buildPackage, peersIn, translateExamples } from '../projenrc/package/build';
import { command as goCommand, go } from '../test/languages/run/go';
import { classPathOf, java } from '../test/languages/run/java';
import { Built, Language } from '../test/languages/run/language';
import { installPython } from '../test/languages/run/python';

const FOLDER = join(__dirname, 'languages');

/** Installs an app that synthesizes workloads, and returns the program that runs it, without its arguments. */
const INSTALLED: Readonly<Record<string, { readonly target: Language['target']; readonly install: (folder: string, built: Built) => readonly string[] }>> = {
  python: {
    target: 'python',
    install: (folder, { packages }) => {
      installPython(folder, packages);
      return [join(folder, '.venv/bin/python'), join(FOLDER, 'python/app.py')];
    },
  },
  java: {
    target: 'java',
    install: (folder, built) => {
      copyExample('java', folder);
      rmSync(join(folder, 'src/main/java/example/Unsafe.java'));
      cpSync(join(FOLDER, 'java/Main.java'), join(folder, 'src/main/java/example/Main.java'));
      java.install(folder, built);
      return ['java', '-cp', [join(folder, 'target/classes'), classPathOf(folder)].join(delimiter), 'example.Main'];
    },
  },
  go: {
    target: 'go',
    install: (folder, built) => {
      copyExample('go', folder);
      rmSync(join(folder, 'unsafe'), { recursive: true });
      cpSync(join(FOLDER, 'go/main.go'), join(folder, 'main.go'));
      go.install(folder, built);
      goCommand(folder, ['build', '-o', 'app', '.']);
      return [join(folder, 'app')];
    },
  },
};

const programs = new Map<string, readonly string[]>();

/** The command that measures a synthesis in a language, with the package as it is published. The first call builds and installs it. */
export function languageCommand(language: string, kind: string, { workloads }: { readonly workloads: number }, node: string): Command {
  const program = programs.get(language) ?? install(language);
  programs.set(language, program);
  const PATH = [dirname(node), process.env.PATH].join(delimiter);
  return {
    program: 'python3',
    args: [join(FOLDER, 'measure.py'), String(workloads), ...program, kind, String(workloads)],
    cwd: __dirname,
    env: { ...process.env, PATH },
  };
}

function install(language: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), `cdk8s-hardened-bench-${language}-`));
  const tablet = join(folder, 'examples.tabl.json');
  const { target, install: installApp } = INSTALLED[language];
  translateExamples(tablet);
  const failure = buildPackage(target, folder, tablet);
  if (failure !== undefined) throw new Error(failure);
  const app = join(folder, 'app');
  mkdirSync(app);
  return installApp(app, { packages: join(folder, target), peers: peersIn(folder, target) });
}

function copyExample(language: string, folder: string): void {
  cpSync(join(__dirname, '../examples', language), folder, { recursive: true });
}
