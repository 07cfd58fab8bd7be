import { takenClaim } from './claim-ownership';
import { WritablePath } from './writable-path';
import { OptionError } from '../../formats/language/option-error';

/** @throws if a path is declared twice for the same containers, or two paths take ownership of the same PVC */
export function checkDistinct(paths: readonly WritablePath[]): void {
  paths.forEach((added, index) => checkAddition(added, paths.slice(0, index)));
}

/** @throws if a path is among others already, or takes ownership of the same PVC as one of them */
export function checkAddition(added: WritablePath, others: readonly WritablePath[]): void {
  const { path, container } = added._toSettings();
  if (others.map((other) => other._toSettings()).some((other) => path === other.path && container === other.container)) {
    const owner = container === undefined ? 'every container' : `the container "${container}"`;
    throw new OptionError(`writable path "${path}" is declared twice for ${owner}: leave one out`);
  }
  const claim = takenClaim(added);
  if (claim !== undefined && others.some((other) => takenClaim(other) === claim)) {
    throw new OptionError(`two writable paths take ownership of the PVC "${claim}": set \`takeOwnership\` for one of them`);
  }
}
