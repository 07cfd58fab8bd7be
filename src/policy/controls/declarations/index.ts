import { claimTemplateNames } from './claim-template-names';
import { conflictingFsGroup } from './conflicting-fs-group';
import { conflictingPresets } from './conflicting-presets';
import { conflictingSeeds } from './conflicting-seeds';
import { conflictingUser } from './conflicting-user';
import { podFailurePolicy } from './pod-failure-policy';
import { seedUpdateStrategy } from './seed-update-strategy';
import { uniqueIds } from './unique-ids';
import { unknownContainer } from './unknown-container';
import { unnamedContainer } from './unnamed-container';
import { DeclarationControl } from '../control';

/** Controls on the options of hardened workloads. */
export const DECLARATIONS: readonly DeclarationControl[] = [
  unknownContainer,
  unnamedContainer,
  conflictingUser,
  conflictingPresets,
  conflictingFsGroup,
  conflictingSeeds,
  seedUpdateStrategy,
  uniqueIds,
  claimTemplateNames,
  podFailurePolicy,
];
