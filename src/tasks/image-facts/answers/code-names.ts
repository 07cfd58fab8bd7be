/*
 * Names of files that a program may run or load. A directory with one of them is never copied into a writable volume: whoever can write
 * there could change the program.
 */

/** Directories of packages, and files that make everything below their directory a part of a program. */
export const PROGRAM_MARKERS: ReadonlySet<string> = new Set([
  'node_modules', 'site-packages', 'dist-packages', 'vendor', '.git', '.svn', '.hg', 'WEB-INF', 'META-INF', 'package.json', 'deno.json',
  'Gemfile', 'Rakefile', 'config.ru', 'composer.json', 'requirements.txt', 'pyproject.toml', 'Pipfile', 'setup.cfg', 'go.mod',
  'Cargo.toml', 'pom.xml', 'build.xml', 'Makefile', 'Procfile', 'mix.exs', 'rebar.config', 'DESCRIPTION',
]);

/** Files that shells and language runtimes read when they start. */
const STARTUP_FILES = new Set([
  '.profile', '.bashrc', '.bash_profile', '.bash_login', '.bash_logout', '.bash_aliases', '.zshrc', '.zshenv', '.zprofile', '.kshrc',
  '.mkshrc', '.shrc', '.cshrc', '.tcshrc', '.login', '.inputrc', '.vimrc', '.npmrc', '.yarnrc', '.irbrc', '.pryrc', '.gemrc', '.Rprofile',
  '.Renviron', '.pythonrc', '.pdbrc', '.gdbinit', '.condarc', '.netrc', '.psqlrc', '.env', '.envrc', '.htaccess', '.user.ini', 'crontab',
  'authorized_keys',
]);

/** Endings of names, by the kind of code. `db.js.bak` has the endings `js` and `bak`, and both count. */
const ENDINGS: { readonly [kind in 'source' | 'library' | 'archive']: readonly string[] } = {
  source: [
    'js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx', 'vue', 'svelte', 'coffee', 'py', 'pyw', 'pyx', 'pth', 'ipynb', 'rb', 'rake',
    'ru', 'gemspec', 'erb', 'haml', 'slim', 'php', 'php3', 'php4', 'php5', 'phtml', 'inc', 'twig', 'pl', 'pm', 'lua', 'tcl', 'sh',
    'bash', 'zsh', 'ksh', 'csh', 'fish', 'ps1', 'psm1', 'bat', 'cmd', 'go', 'rs', 'c', 'h', 'cc', 'cpp', 'cxx', 'hpp', 'cs', 'fs', 'vb',
    'cshtml', 'java', 'jsp', 'jspx', 'kt', 'kts', 'scala', 'groovy', 'gradle', 'clj', 'cljs', 'ex', 'exs', 'eex', 'heex', 'erl', 'hrl',
    'hs', 'ml', 'jl', 'dart', 'swift', 'nim', 'zig', 'awk', 'sed', 'sql', 'psql', 'cgi', 'fcgi', 'wsgi', 'asp', 'aspx',
    'ejs', 'hbs', 'pug', 'jinja', 'jinja2', 'j2', 'tmpl', 'tpl', 'gotmpl', 'mustache', 'ftl', 'vm', 'xsl', 'xslt', 'lisp', 'scm',
    'rego', 'star', 'bzl', 'cmake', 'mk', 'ini',
  ],
  library: [
    'so', 'dll', 'dylib', 'node', 'a', 'o', 'lo', 'la', 'ko', 'wasm', 'exe', 'bin', 'elf', 'class', 'pyc', 'pyo', 'pyd', 'beam', 'elc',
    'luac', 'bundle',
  ],
  archive: [
    'jar', 'war', 'ear', 'jmod', 'jsa', 'zip', 'tar', 'tgz', 'tbz', 'tbz2', 'txz', 'tzst', 'gz', 'bz2', 'xz', 'zst', 'lz4', 'lzma', '7z',
    'rar', 'cpio', 'whl', 'egg', 'gem', 'crate', 'nupkg', 'phar', 'deb', 'rpm', 'apk', 'snap', 'appimage', 'squashfs', 'iso', 'img',
    'vsix', 'xpi', 'hpi', 'jpi', 'nbm', 'car',
  ],
};

type CodeKind = keyof typeof ENDINGS;

const KINDS = new Map(Object.entries(ENDINGS).flatMap(([kind, endings]) => endings.map((ending) => [ending, kind as CodeKind])));

/** The kind of code that the name of a file shows; undefined for data. */
export function codeKind(name: string): CodeKind | undefined {
  if (STARTUP_FILES.has(name)) {
    return 'source';
  }
  // `.` alone at the start of a name makes it a hidden file.
  const endings = name.toLowerCase().split('.').slice(name.startsWith('.') ? 2 : 1);
  return endings.map((ending) => KINDS.get(ending)).find((kind) => kind !== undefined);
}

/** Variables with directories, or files, that programs are loaded from. */
export const LOADED_FROM: ReadonlySet<string> = new Set([
  'PATH', 'NODE_PATH', 'NODE_OPTIONS', 'NPM_CONFIG_PREFIX', 'PYTHONPATH', 'PYTHONHOME', 'PYTHONSTARTUP', 'PYTHONUSERBASE', 'VIRTUAL_ENV',
  'CONDA_PREFIX', 'CONDA_DIR', 'PYENV_ROOT', 'RUBYLIB', 'RUBYOPT', 'GEM_HOME', 'GEM_PATH', 'BUNDLE_PATH', 'BUNDLE_APP_CONFIG',
  'BUNDLE_GEMFILE', 'PERL5LIB', 'PERL5OPT', 'PERLLIB', 'PHP_INI_DIR', 'PHP_INI_SCAN_DIR', 'COMPOSER_HOME', 'CLASSPATH', 'JAVA_HOME',
  'JAVA_OPTS', 'JAVA_TOOL_OPTIONS', 'CATALINA_HOME', 'CATALINA_BASE', 'JETTY_HOME', 'JETTY_BASE', 'GOPATH', 'GOROOT', 'GOBIN',
  'CARGO_HOME', 'RUSTUP_HOME', 'DOTNET_ROOT', 'LUA_PATH', 'LUA_CPATH', 'R_LIBS', 'R_LIBS_USER', 'ERL_LIBS', 'LD_LIBRARY_PATH',
  'LD_PRELOAD', 'BASH_ENV', 'ENV',
]);
