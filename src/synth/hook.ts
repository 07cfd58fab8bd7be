import { ApiObject, App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checkCharts, checkLeaving } from './chart-output';
import { onNewcomer } from './newcomers';
import { writeWhole } from './output-directory';
import { isOverridden, Overrides, overrideMethods } from './override-methods';
import { checkPrintedFiles, checkPrintedText } from './printed';
import { SynthSession } from './session';
import { SynthesizedObject } from './synthesized-object';
import { printWarnings } from './warnings';
import { printable } from '../reports/printable';

const APP_OVERRIDES: Overrides = {
  synth: (app: App, next) => writeWhole(app, (outdir) => SynthSession.of(app).run(() => {
    checkCharts(app);
    next();
    checkPrintedFiles(SynthSession.of(app), outdir);
  })),
  synthYaml: (app: App, next) => SynthSession.of(app).run(() => {
    checkCharts(app);
    return checkPrintedText(SynthSession.of(app), next() as string);
  }),
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
  const synthesis = SynthSession.of(root);
  synthesis.atStart(() => beginSession(root));
  synthesis.atFinish(() => root.node.findAll().flatMap(missedProblem));
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

/** What is made during a synthesis by a class with a field `toJson` replaces our method, and left cdk8s without being evaluated. */
function missedProblem(construct: IConstruct): string[] {
  return 'toJson' in construct && !isOverridden(construct, OUTPUT_OVERRIDES)
    ? [printable(`[${construct.node.path}] toJson() was replaced while the app synthesized: create the construct before, or make toJson a method of its class`)]
    : [];
}

/** Charts and objects both have the method. Which one a newcomer is, it does not know yet. */
function hookOutput(construct: IConstruct): void {
  if ('toJson' in construct) {
    overrideMethods(construct, OUTPUT_OVERRIDES);
  }
}

function toJson(target: IConstruct, next: () => unknown): unknown {
  if (ApiObject.isApiObject(target)) {
    const object = SynthesizedObject.of(target);
    return object.isRendering ? next() : object.toJson();
  }
  return Chart.isChart(target) ? SynthSession.of(target).run(() => checkLeaving(target, next())) : next();
}
