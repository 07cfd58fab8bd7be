import { addressUnavailable } from './address-unavailable';
import { changeOwner } from './change-owner';
import { changeUser } from './change-user';
import { claimPermission } from './claim-permission';
import { crossDeviceRename } from './cross-device-rename';
import { dataDirectory } from './data-directory';
import { diskFull } from './disk-full';
import { dotnetDiagnostics } from './dotnet-diagnostics';
import { egressDenied } from './egress-denied';
import { erlangCookie } from './erlang-cookie';
import { fileCapability } from './file-capability';
import { fileTooOpen } from './file-too-open';
import { gitOwnership } from './git-ownership';
import { halfInitialized } from './half-initialized-database';
import { homeNotWritable } from './home-not-writable';
import { hostKeyMissing } from './host-key-missing';
import { imageChangedAtStart } from './image-changed-at-start';
import { imageFilePermission } from './image-file-permission';
import { inotifyLimit } from './inotify-limit';
import { libraryMissing } from './library-missing';
import { lowPort } from './low-port';
import { missingDirectory } from './missing-directory';
import { mountPointBusy } from './mount-point-busy';
import { mustBeRoot } from './must-be-root';
import { mustNotBeRoot } from './must-not-be-root';
import { noTemporaryDirectory } from './no-temporary-directory';
import { nodeSetting } from './node-setting';
import { ownFailed } from './ownership-failed';
import { notWritable } from './path-not-writable';
import { podSetting } from './pod-setting';
import { readOnlyFileSystem } from './read-only-file-system';
import { readOnlyVolume } from './read-only-volume';
import { requiredVariable } from './required-variable';
import { secretPermission } from './secret-permission';
import { seedFailed } from './seed-failed';
import { setuidProgram } from './setuid-program';
import { staleLock } from './stale-lock-file';
import { systemCall } from './system-call-forbidden';
import { terminalPermission } from './terminal-permission';
import { tokenForbidden } from './token-forbidden';
import { tokenMissing } from './token-missing';
import { unknownUser } from './unknown-user';
import { Cause } from '../../cause';

/** Causes in the words of programs: their logs. */
export const LOG: readonly Cause[] = [
  readOnlyFileSystem,
  readOnlyVolume,
  homeNotWritable,
  noTemporaryDirectory,
  missingDirectory,
  notWritable,
  imageFilePermission,
  claimPermission,
  secretPermission,
  fileTooOpen,
  lowPort,
  fileCapability,
  setuidProgram,
  changeUser,
  changeOwner,
  systemCall,
  tokenMissing,
  tokenForbidden,
  diskFull,
  inotifyLimit,
  dotnetDiagnostics,
  unknownUser,
  dataDirectory,
  erlangCookie,
  halfInitialized,
  staleLock,
  requiredVariable,
  seedFailed,
  ownFailed,
  mustBeRoot,
  mustNotBeRoot,
  podSetting,
  imageChangedAtStart,
  nodeSetting,
  terminalPermission,
  gitOwnership,
  hostKeyMissing,
  egressDenied,
  crossDeviceRename,
  mountPointBusy,
  addressUnavailable,
  libraryMissing,
];
