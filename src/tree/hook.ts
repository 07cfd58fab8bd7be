import { ApiObject, App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checkLeaving } from './chart-output';
import { onNewcomer } from './newcomers';
import { writeWhole } from './output-directory';
import { Overrides, overrideMethods } from './override-methods';
import { checkPrintedFiles, checkPrintedText } from './printed';
import { Synthesis } from './synthesis';
import { SynthesizedObject } from './synthesized-object';
import { printWarnings } from './warnings';

const APP_OVERRIDES: Overrides = {
  synth: (app: App, next) => writeWhole(app, (outdir) => Synthesis.of(app).run(() => {
    next();
    checkPrintedFiles(Synthesis.of(app), outdir);
  })),
  synthYaml: (app: App, next) => Synthesis.of(app).run(() => checkPrintedText(Synthesis.of(app), next() as string)),
};

const OUTPUT_OVERRIDES: Overrides = { toJson };

const hooked = new WeakSet<IConstruct>();

/** Puts every way out of a construct's tree into a session, and every object of it, now and later, under evaluation. */
export function hookTree({ node: { root } }: IConstruct): void {
  if (hooked.has(root)) {
    return;
  }
  hooked.add(root);
  // By its methods and not by instanceof: the app may come from another copy of cdk8s.
  if ('synthYaml' in root) {
    overrideMethods(root, APP_OVERRIDES);
  }
  root.node.findAll().forEach(hookOutput);
  onNewcomer(root, hookOutput);
  const synthesis = Synthesis.of(root);
  synthesis.atStart(() => beginSession(root));
  synthesis.atEnd(printWarnings);
}

/** Before cdk8s asks for validations, each object registers its own. */
function beginSession(root: IConstruct): void {
  for (const construct of root.node.findAll()) {
    hookOutput(construct);
    if (ApiObject.isApiObject(construct)) {
      SynthesizedObject.of(construct);
    }
  }
}

/** Charts and objects both have the method. Which one a newcomer is, it does not know yet. */
function hookOutput(construct: IConstruct): void {
  if ('toJson' in construct) {
    overrideMethods(construct, OUTPUT_OVERRIDES);
  }
}

function toJson(target: IConstruct, next: () => unknown): unknown {
  if (ApiObject.isApiObject(target)) {
    return SynthesizedObject.of(target).toJson();
  }
  return Chart.isChart(target) ? Synthesis.of(target).run(() => checkLeaving(target, next() as unknown[])) : next();
}
