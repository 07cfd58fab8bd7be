import { AnnotationDialect } from './annotation-dialect';
import { POLARIS } from '../../controls/known-as/polaris';

/**
 * One annotation for each check; its value must be "true", so it cannot contain a reason.
 * https://polaris.docs.fairwinds.com/customization/exemptions/
 */
export const polaris: AnnotationDialect = {
  standard: POLARIS,
  annotations: (ids, existing) => Object.fromEntries([...ids.keys()]
    .map((id) => [`polaris.fairwinds.com/${id}-exempt`, 'true'] as const)
    .filter(([key]) => !(key in existing))),
};
