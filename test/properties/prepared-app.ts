import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, App, Chart, IResolver, Lazy, ResolutionContext, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { hookTree } from '../../src/constructs/synth/hook';

interface Tree {
  /** By index: its kind, and the index of its parent among the constructs before it. */
  readonly constructs: readonly { kind: 'chart' | 'construct' | 'object'; parent: number; data: 'text' | 'lazy' | 'resolved' }[];
  readonly dependencies: readonly (readonly [from: number, to: number])[];
  /** Fails at the construct with this index, if there is one. */
  readonly invalid: number;
  /** What the chart with this index does when it is emitted, if there is one. */
  readonly change: { at: number; what: 'child' | 'removal' | 'dependency' | 'validation'; from: number; to: number };
  readonly outputType: YamlOutputType | 'text';
}

const index = fc.nat({ max: 11 });
const rarely = fc.oneof({ weight: 4, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: index });

const trees: fc.Arbitrary<Tree> = fc.record({
  constructs: fc.array(fc.record({
    kind: fc.constantFrom('chart', 'chart', 'construct', 'object', 'object'), parent: index, data: fc.constantFrom('text', 'lazy', 'resolved'),
  }), { minLength: 4, maxLength: 12 }),
  dependencies: fc.array(fc.tuple(index, index), { maxLength: 4 }),
  invalid: rarely,
  change: fc.record({
    at: fc.oneof(fc.constant(-1), index), what: fc.constantFrom('child', 'removal', 'dependency', 'validation'), from: index, to: index,
  }),
  outputType: fc.constantFrom<Tree['outputType']>('text', ...Object.values(YamlOutputType).filter((type) => typeof type !== 'string')),
});

class Numbers implements IResolver {
  public resolve(context: ResolutionContext): void {
    if (context.value === 'resolved') {
      context.replaceValue(`resolved at ${context.key.join('.')}`);
    }
  }
}

class ChangingChart extends Chart {
  public constructor(scope: Construct, id: string, private readonly change: () => void) {
    super(scope, id);
  }

  public toJson(): any[] {
    this.change();
    return super.toJson();
  }
}

function build({ constructs, dependencies, invalid, change, outputType }: Tree, outdir: string): App {
  const app = new App({ outdir, resolvers: [new Numbers()], ...outputType === 'text' ? {} : { yamlOutputType: outputType } });
  const built: Construct[] = [];
  const at = (number: number) => built[number % built.length];
  constructs.forEach(({ kind, parent, data }, number) => {
    // Objects are in a chart, and the first construct is one.
    const scope = number === 0 || (kind === 'chart' && parent % 2 === 0) ? app : at(parent);
    const id = `c${number}`;
    const value = data === 'lazy' ? Lazy.any({ produce: () => `lazy ${number}` }) : data;
    if (number === 0 || kind === 'chart') {
      built.push(number === change.at ? new ChangingChart(scope, id, apply) : new Chart(scope, id));
    } else {
      built.push(kind === 'object' ? new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', data: { value } } as never) : new Construct(scope, id));
    }
  });
  dependencies.forEach(([from, to]) => from % built.length !== to % built.length && at(from).node.addDependency(at(to)));
  built[invalid]?.node.addValidation({ validate: () => ['is invalid'] });

  function apply(): void {
    const { what, from, to } = change;
    if (what === 'child') {
      new ApiObject(at(from), 'late', { apiVersion: 'v1', kind: 'ConfigMap' });
    } else if (what === 'removal') {
      at(from).node.scope?.node.tryRemoveChild(at(from).node.id);
    } else if (what === 'dependency') {
      at(from).node.addDependency(at(to));
    } else {
      at(from).node.addValidation({ validate: () => ['is invalid since then'] });
    }
  }

  return app;
}

function output(tree: Tree, prepare: (app: App) => void): unknown {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'prepared-app-'));
  try {
    const app = build(tree, outdir);
    prepare(app);
    if (tree.outputType === 'text') {
      return app.synthYaml();
    }
    app.synth();
    return Object.fromEntries(fs.readdirSync(outdir, { recursive: true, encoding: 'utf8' }).sort().map((file) => {
      const full = path.join(outdir, file);
      return [file, fs.statSync(full).isFile() ? fs.readFileSync(full, 'utf8') : 'folder'];
    }));
  } catch (error) {
    return (error as Error).message;
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

/** Fails for a tree for which a hooked app has another output, or another error, than plain cdk8s. */
export function expectAsPlain(numRuns: number): void {
  fc.assert(fc.property(trees, (tree) => {
    expect(output(tree, hookTree)).toEqual(output(tree, () => undefined));
  }), { numRuns });
}
