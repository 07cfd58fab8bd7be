import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'fs';
import { basename, join } from 'path';
import { parse, stringify } from 'yaml';

/** Helm takes the last of equal keys. */
const AS_HELM = { uniqueKeys: false };

/** The charts of folders: those with a Chart.yaml, and those in their folders, such as `charts/`. */
export function chartsIn(folder: string, depth = 2): readonly string[] {
  if (existsSync(join(folder, 'Chart.yaml'))) {
    return [folder];
  }
  const folders = depth === 0 ? [] : readdirSync(folder).map((name) => join(folder, name)).filter((path) => statSync(path).isDirectory());
  return folders.sort().flatMap((path) => chartsIn(path, depth - 1));
}

/**
 * A copy of a chart with the dependencies that others of the folders are, since nothing is downloaded. One that is missing and off by
 * default is left out: it renders nothing.
 *
 * @returns the names of dependencies that are missing
 */
export function vendored(chart: string, target: string, others: ReadonlyMap<string, string>, depth = 3): readonly string[] {
  mkdirSync(target, { recursive: true });
  cpSync(chart, target, { recursive: true });
  const file = join(target, 'Chart.yaml');
  const content = parse(readFileSync(file, 'utf8'));
  const values = existsSync(join(target, 'values.yaml')) ? parse(readFileSync(join(target, 'values.yaml'), 'utf8'), AS_HELM) ?? {} : {};
  const missing: string[] = [];
  const dependencies = (content.dependencies ?? []).filter((dependency: Record<string, string>) => {
    const { name, condition, alias = name } = dependency;
    const place = join(target, 'charts', name);
    const has = existsSync(join(place, 'Chart.yaml')) || (existsSync(join(target, 'charts')) && readdirSync(join(target, 'charts')).some((each) => each.startsWith(`${name}-`)));
    const other = others.get(name);
    if (!has && other !== undefined && depth > 0) {
      vendored(other, place, others, depth - 1).forEach((each) => missing.push(each));
      // Helm passes by the alias and the condition of one whose version is another.
      dependency.version = parse(readFileSync(join(other, 'Chart.yaml'), 'utf8')).version;
    } else if (!has && condition !== undefined && condition.split('.').reduce((value, key) => value?.[key], values) === false) {
      return false;
    } else if (!has) {
      missing.push(alias);
    }
    return true;
  });
  writeFileSync(file, stringify({ ...content, dependencies }));
  return missing;
}

export function byName(charts: readonly string[]): ReadonlyMap<string, string> {
  return new Map(charts.map((path) => [basename(path), path]));
}
