import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

/** Below the package, for the scenarios import it by its own name; git ignores the folder. */
const OUTPUT = join(__dirname, '..', 'dist', 'bench');

/**
 * Writes the benchmarks as JavaScript: in a child that ran ts-node, the compiler's memory would be measured too.
 *
 * @returns the folder they are in
 */
export function transpileBenchmarks(): string {
  rmSync(OUTPUT, { recursive: true, force: true });
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.ts')) {
      const output = join(OUTPUT, file.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(output), { recursive: true });
      writeFileSync(output, transpileModule(readFileSync(join(__dirname, file), 'utf8'), { compilerOptions }).outputText);
    }
  }
  return OUTPUT;
}
