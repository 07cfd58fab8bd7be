import { reasonOf } from './acceptance';
import { AnnotationDialect } from './annotation-dialect';
import { KUBE_LINTER } from '../../controls/known-as/kube-linter';

/** One annotation for each check; its value is the reason. https://docs.kubelinter.io/#/configuring-kubelinter?id=ignoring-violations-for-specific-cases */
export const kubeLinter: AnnotationDialect = {
  standard: KUBE_LINTER,
  annotations: (ids, existing) => Object.fromEntries([...ids]
    .map(([id, waivers]) => [`ignore-check.kube-linter.io/${id}`, reasonOf(waivers)] as const)
    .filter(([key]) => !(key in existing))),
};
