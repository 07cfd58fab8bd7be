import { ApiObject, App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { adviceFor } from './advice';
import { isRendering } from './authored-json';
import { checkCharts, checkLeaving, printedFast } from './chart-output';
import { writeWhole } from './output-directory';
import { isFixed, isOverridden, Overrides, overrideMethods } from './override-methods';
import { chartJson, validateAfterCharts } from './prepared-app';
import { checkPrintedFiles, checkPrintedText } from './printed';
import { SynthSession } from './session';
import { outputFinding, SynthesizedObject } from './synthesized-object';
import { onConstructAdded } from './tree-changes';
import { printWarnings } from './warnings';
import { OptionError } from '../../formats/language/option-error';
import { replacedObject } from '../../policy/controls/output/replaced-object';
import { Finding } from '../../tasks/reports/finding';
import { toFinding } from '../../tasks/reports/to-finding';

const APP_OVERRIDES: Overrides = {
  synth: (app: App, next) => SynthSession.of(app).reporting(() => writeWhole(app, (outdir) => SynthSession.of(app).print(() => {
    checkCharts(app);
    next();
    validateAfterCharts(app);
    checkPrintedFiles(SynthSession.of(app), outdir);
  }))),
  synthYaml: (app: App, next) => SynthSession.of(app).print(() => {
    checkCharts(app);
    const yaml = next() as string;
    validateAfterCharts(app);
    return checkPrintedText(SynthSession.of(app), yaml);
  }),
};

const OUTPUT_OVERRIDES: Overrides = { toJson };

const hooked = new WeakSet<IConstruct>();

/** Wraps every method that emits objects of a tree in a session, and evaluates every object of the tree, including later ones. */
export function hookTree({ node: { root } }: IConstruct): void {
  if (hooked.has(root)) {
    return;
  }
  // Tests for the method, because `instanceof` fails if the app comes from another copy of cdk8s.
  if ('synthYaml' in root) {
    overrideMethods(root, APP_OVERRIDES);
  }
  root.node.findAll().forEach(hookOutput);
  hooked.add(root); // Comes last: after an error, the tree must not count as hooked.
  onConstructAdded(root, hookOutput);
  const session = SynthSession.of(root);
  session.adviseWith(adviceFor);
  session.atStart(() => beginSession(root));
  session.atFinish(() => root.node.findAll().flatMap(missedFinding));
  session.atEnd((kept) => printWarnings(root, kept));
}

/** Lets each object register its validation before cdk8s collects validations. */
function beginSession(root: IConstruct): void {
  for (const construct of root.node.findAll()) {
    hookOutput(construct);
    if (ApiObject.isApiObject(construct)) {
      SynthesizedObject.of(construct);
    }
  }
}

/** A finding, if the class of an object has replaced our `toJson` with a field during a session: the object was not evaluated. */
function missedFinding(construct: IConstruct): readonly Finding[] {
  if (!('toJson' in construct) || isOverridden(construct, OUTPUT_OVERRIDES)) {
    return [];
  }
  const finding = outputFinding(replacedObject, 'toJson() was replaced while the app synthesized');
  const remedy = 'create the construct before, or make toJson a method of its class';
  return [toFinding({ ...finding, remedy }, {}, { constructPath: construct.node.path })];
}

/** Overrides `toJson` of a new construct, which can be a chart or an object: its type is not known yet. */
function hookOutput(construct: IConstruct): void {
  if ('toJson' in construct) {
    // cdk8s would print the result of this method, which cannot be checked.
    if (isFixed(construct, 'toJson')) {
      throw new OptionError(`the class of "${construct.node.path}" overrides toJson, so its output cannot be checked: `
        + 'remove the method, and change objects with ApiObject.addJsonPatch()');
    }
    overrideMethods(construct, OUTPUT_OVERRIDES);
  }
}

function toJson(target: IConstruct, next: () => unknown): unknown {
  if (ApiObject.isApiObject(target)) {
    return isRendering(target) ? next() : SynthesizedObject.of(target).toJson();
  }
  if (!Chart.isChart(target)) {
    return next();
  }
  const session = SynthSession.of(target);
  return session.run(() => {
    return session.isPrinting ? printedFast(checkLeaving(target, chartJson(target, next))) : checkLeaving(target, next());
  });
}
