import * as ts from 'typescript';
import { KernelProcess, Ref } from './kernel';

/**
 * Runs a cdk8s app in a jsii kernel, as a program of another language does: each `new`, call and enum of it is a message to the kernel.
 * It understands what examples/typescript/main.ts consists of, and nothing else.
 */
export async function runInKernel(kernel: KernelProcess, source: string): Promise<void> {
  const program = new KernelProgram(kernel);
  for (const statement of ts.createSourceFile('main.ts', source, ts.ScriptTarget.ES2022, true).statements) {
    await program.run(statement);
  }
}

class KernelProgram {
  /** What each imported name is in the kernel. */
  private readonly types = new Map<string, string>();
  private readonly values = new Map<string, unknown>();

  constructor(private readonly kernel: KernelProcess) {}

  public async run(statement: ts.Statement): Promise<void> {
    if (ts.isImportDeclaration(statement)) {
      const from = (statement.moduleSpecifier as ts.StringLiteral).text;
      const { elements } = statement.importClause!.namedBindings as ts.NamedImports;
      elements.forEach(({ name }) => this.types.set(name.text, `${from}.${name.text}`));
    } else if (ts.isVariableStatement(statement)) {
      const [{ name, initializer }] = statement.declarationList.declarations;
      this.values.set(name.getText(), await this.value(initializer!));
    } else if (ts.isExpressionStatement(statement)) {
      await this.value(statement.expression);
    } else {
      throw new Error(`no program of the kernel: ${statement.getText()}`);
    }
  }

  private async value(node: ts.Expression): Promise<unknown> {
    if (ts.isStringLiteral(node)) return node.text;
    if (ts.isNumericLiteral(node)) return Number(node.text);
    if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
    if (ts.isIdentifier(node) && this.values.has(node.text)) return this.values.get(node.text);
    if (ts.isArrayLiteralExpression(node)) return this.all(node.elements);
    if (ts.isObjectLiteralExpression(node)) return this.struct(node);
    if (ts.isNewExpression(node)) return this.kernel.create(this.typeOf(node.expression)!, ...await this.all(node.arguments!));
    if (ts.isCallExpression(node)) return this.call(node.expression as ts.PropertyAccessExpression, await this.all(node.arguments));
    if (ts.isPropertyAccessExpression(node)) return { '$jsii.enum': `${this.typeOf(node.expression)}/${node.name.text}` };
    throw new Error(`no expression of the kernel: ${node.getText()}`);
  }

  private async call({ expression, name: { text: method } }: ts.PropertyAccessExpression, args: unknown[]): Promise<unknown> {
    const type = this.typeOf(expression);
    return type
      ? this.kernel.invokeStatic(type, method, ...args)
      : this.kernel.invoke(await this.value(expression) as Ref, method, ...args);
  }

  private async struct({ properties }: ts.ObjectLiteralExpression): Promise<object> {
    const result: Record<string, unknown> = {};
    for (const property of properties) {
      const value = ts.isPropertyAssignment(property) ? property.initializer : property.name as ts.Identifier;
      result[property.name!.getText()] = await this.value(value);
    }
    return result;
  }

  private async all(nodes: readonly ts.Expression[]): Promise<unknown[]> {
    const values = [];
    for (const node of nodes) values.push(await this.value(node));
    return values;
  }

  private typeOf(node: ts.Expression): string | undefined {
    return ts.isIdentifier(node) ? this.types.get(node.text) : undefined;
  }
}
