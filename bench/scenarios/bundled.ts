/** A module of the packed library that is not published, out of the bundle of its folder. */
export function bundled(folder: string, module: string): any {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(`#lib/bundle/${folder}.js`)(module);
}
