/** Whether a bit of a mode is set, such as 0o4000 for setuid. */
export function hasBit(mode: number, bit: number): boolean {
  return Math.floor(mode / bit) % 2 === 1;
}

/** Whether everyone may write into a directory, but only remove their own files, as in /tmp. */
export function isShared(mode: number): boolean {
  return mode % 0o2000 === 0o1777;
}

/** Whether any user may start a file, or enter a directory. */
export function isExecutable(mode: number): boolean {
  return [0o100, 0o10, 0o1].some((bit) => hasBit(mode, bit));
}
