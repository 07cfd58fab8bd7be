import { CannotWork, Input, inputsOf } from './inputs';
import { AuditWaivers } from './waiver-mode';
import { DEFAULT_POLICY, Policy } from '../controls/policy';
import { evaluate, Finding } from '../engine/evaluate';
import { Profile } from '../engine/profile';
import { asObject, asString, isObject, JsonObject, Path, read } from '../manifest/json';
import { objectsIn, podsOf } from '../manifest/workload';
import { AuditFinding, AuditSummary, toJsonPointer } from '../reports/audit';
import { findingText } from '../reports/text';
