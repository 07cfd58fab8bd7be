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

/**
 * Directories for parts of programs, whatever the endings of their files are: a template with the ending `html` is code, and so is a table
 * of cron without an ending. Also directories of tools whose settings name commands, such as those of ssh and git.
 */
const PART_DIRECTORIES: ReadonlySet<string> = new Set([
  'bin', 'sbin', 'libexec', 'libext', 'jars', 'classes', 'plugin', 'plugins', 'plug-ins', 'addon', 'addons', 'add-ons', 'extension',
  'extensions', 'modules', 'mods', 'hooks', 'scripts', 'automation', 'template', 'templates', 'tpl', 'views', 'layouts', '_layouts',
  'partials', '_includes', 'theme', 'themes', 'skins', 'webapps', 'dropins', 'deployments', 'autodeploy', 'cron', 'cron.d', 'cron.hourly',
  'cron.daily', 'cron.weekly', 'cron.monthly', 'crontabs', 'init.d', 'rc.d', 'profile.d', 'entrypoint.d', 'docker-entrypoint.d',
  'docker-entrypoint-initdb.d', 'supervisor', 'supervisord', 'supervisor.d', 'supervisord.d', 'autostart', '.ssh', '.gnupg', '.aws',
  '.kube', '.docker', '.config', '.m2', '.gradle', '.cargo', '.ansible', '.vim', '.emacs.d',
]);

/** Whether the files of a directory are a part of a program, by its name. */
export function isPartDirectory(name: string): boolean {
  return PART_DIRECTORIES.has(name.toLowerCase());
}

/** Files that shells and language runtimes read when they start, and files that list commands, whatever their endings are. */
const STARTUP_FILES = new Set([
  '.profile', '.bash_profile', '.bash_login', '.bash_logout', '.bash_aliases', '.zshenv', '.zprofile', '.login', '.Rprofile', '.Renviron',
  '.gdbinit', '.emacs', '.erlang', '.ghci', '.mailcap', '.forward', '.gitconfig', '.gitmodules', '.pam_environment', '.htaccess',
  '.user.ini', 'authorized_keys', 'sudoers', 'monitrc', 'torrc', 'enabled_plugins', 'loaded_plugins', 'entry_points.txt', 'daemons',
  'CMakeLists.txt', 'Dockerfile', 'Containerfile', 'Jenkinsfile', 'Vagrantfile', 'Guardfile', 'Capfile', 'Snakefile', 'SConstruct',
  'supervisord.conf', 'supervisor.conf', 'bootstrap.conf', 'wrapper.conf', 'dnsdist.conf', 'amavisd.conf',
]);

/** The same, as a pattern: `.bashrc`, `.env.production`, `crontab.txt`, `rabbitmq-env.conf`. */
const STARTUP_NAMES = /^\.\w+rc$|^\.env(?:rc)?(?:\.|$)|^crontab(?:[.-]|$)|[-_.]env\.conf$/;

/** Endings of names, by the kind of code. `db.js.bak` has the endings `js` and `bak`, and both count. */
const ENDINGS: { readonly [kind in 'source' | 'library' | 'archive']: readonly string[] } = {
  source: [
    'js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx', 'vue', 'svelte', 'coffee', 'py', 'pyw', 'pyx', 'pth', 'ipynb', 'tac', 'rpy',
    'rb', 'rake', 'ru', 'gemspec', 'erb', 'rhtml', 'haml', 'slim', 'jbuilder', 'rabl', 'php', 'php3', 'php4', 'php5', 'php7', 'phps',
    'phtml', 'inc', 'twig', 'latte', 'blade', 'volt', 'ctp', 'module', 'install', 'theme', 'engine', 'profile', 'pl', 'plx', 'pm', 'ph',
    'al', 'psgi', 'ep', 'tt', 'tt2', 'mas', 'mhtml', 'lua', 'luau', 'moon', 'tcl', 'r', 'rmd', 'qmd', 'rnw', 'm', 'sh', 'bash', 'zsh',
    'ksh', 'mksh', 'dash', 'csh', 'tcsh', 'fish', 'nu', 'ps1', 'psm1', 'bat', 'cmd', 'vbs', 'wsf', 'go', 'rs', 'c', 'h', 'cc', 'cpp',
    'cxx', 'hpp', 'cs', 'fs', 'vb', 'cshtml', 'java', 'bsh', 'jsp', 'jspx', 'jspf', 'tag', 'tagx', 'xhtml', 'gsp', 'kt', 'kts', 'scala',
    'groovy', 'gvy', 'gradle', 'drl', 'clj', 'cljs', 'ex', 'exs', 'eex', 'heex', 'erl', 'hrl', 'hs', 'ml', 'jl', 'dart', 'swift', 'nim',
    'zig', 'cr', 'pas', 'hx', 'awk', 'sed', 'sql', 'psql', 'cql', 'cgi', 'fcgi', 'wsgi', 'asp', 'aspx', 'cfm', 'cfc', 'cfml', 'xq',
    'xql', 'xqm', 'xqy', 'xquery', 'ejs', 'hbs', 'handlebars', 'pug', 'jade', 'njk', 'nunjucks', 'liquid', 'jinja', 'jinja2', 'j2',
    'mako', 'zpt', 'zcml', 'dtml', 'tmpl', 'tpl', 'gotmpl', 'gohtml', 'qtpl', 'ctmpl', 'mustache', 'ftl', 'ftlh', 'ftlx', 'vm', 'vtl',
    'peb', 'jte', 'soy', 'xsl', 'xslt', 'lisp', 'scm', 'el', 'rkt', 'fnl', 'vim', 'rego', 'star', 'bzl', 'cmake', 'mk', 'pp', 'epp',
    'sls', 'tf', 'hcl', 'nomad', 'nix', 'cue', 'jsonnet', 'libsonnet', 'liq', 'zeek', 'vcl', 'sieve', 'ael', 'rules', 'script', 'dsl',
    'ini', 'cfg', 'env', 'options', 'vmoptions', 'args', 'service', 'timer', 'desktop', 'ovpn',
  ],
  library: [
    'so', 'dll', 'dylib', 'node', 'a', 'o', 'lo', 'la', 'ko', 'wasm', 'exe', 'com', 'bin', 'elf', 'obj', 'class', 'dex', 'pyc', 'pyo',
    'pyd', 'beam', 'boot', 'elc', 'luac', 'bundle', 'rbc', 'mrb', 'iseq', 'fasl', 'qlf', 'zo', 'ji', 'cmo', 'cma', 'cmxs', 'oct', 'mex',
    'rdb', 'rdx', 'rds', 'rda', 'rdata', 'pkl', 'pickle', 'joblib', 'dill', 'ckpt', 'ser', 'swf',
  ],
  archive: [
    'jar', 'war', 'ear', 'nar', 'par', 'sar', 'kar', 'aar', 'amp', 'lpkg', 'jmod', 'jsa', 'zip', 'tar', 'tgz', 'tbz', 'tbz2', 'txz',
    'tzst', 'gz', 'bz2', 'xz', 'zst', 'lz4', 'lzma', '7z', 'rar', 'cpio', 'whl', 'egg', 'pyz', 'pyzw', 'conda', 'gem', 'crate', 'nupkg',
    'phar', 'ez', 'xar', 'deb', 'rpm', 'apk', 'ipk', 'snap', 'flatpak', 'appimage', 'squashfs', 'iso', 'img', 'cab', 'msi', 'asar',
    'oxt', 'vsix', 'xpi', 'crx', 'hpi', 'jpi', 'nbm', 'car',
  ],
};

type CodeKind = keyof typeof ENDINGS;

const KINDS = new Map(Object.entries(ENDINGS).flatMap(([kind, endings]) => endings.map((ending) => [ending, kind as CodeKind])));

/** The kind of code that the name of a file shows; undefined for data. */
export function codeKind(name: string): CodeKind | undefined {
  if (STARTUP_FILES.has(name) || STARTUP_NAMES.test(name)) {
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
