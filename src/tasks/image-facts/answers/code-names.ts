/*
 * Names of files that a program may run or load. A directory with one of them is never copied into a writable volume: whoever can write
 * there could change the program.
 */

import { SCRIPT_DIRECTORIES } from '../../../knowledge/image-lock/written-names';

/** Directories of packages, and files that make everything below their directory a part of a program. */
export const PROGRAM_MARKERS: ReadonlySet<string> = new Set([
  'node_modules', 'site-packages', 'dist-packages', 'vendor', '.git', '.svn', '.hg', 'WEB-INF', 'META-INF', 'package.json', 'deno.json',
  'deno.jsonc', 'import_map.json', 'Gemfile', 'Rakefile', 'config.ru', 'composer.json', 'requirements.txt', 'pyproject.toml', 'Pipfile',
  'setup.cfg', 'go.mod', 'Cargo.toml', 'pom.xml', 'build.xml', 'Makefile', 'makefile', 'GNUmakefile', 'Procfile', 'mix.exs', 'rebar.config',
  'DESCRIPTION',
]);

/**
 * Directories for parts of programs, whatever the endings of their files are: a template with the ending `html` is code, and so is a table
 * of cron without an ending. Also directories of tools whose settings name commands, such as those of ssh and git.
 */
const PART_DIRECTORIES: ReadonlySet<string> = new Set([
  ...SCRIPT_DIRECTORIES,
  'sbin', 'libexec', 'libext', 'jars', 'classes', 'alertscripts', 'externalscripts', 'dbscripts', 'userscripts', 'templates_c', 'tpl',
  'tmpl', 'views', 'layouts', '_layouts', 'partials', '_includes', 'shortcodes', 'archetypes', 'console_libraries', 'consoles', 'skins',
  'webapps', 'dropins', 'deployments', 'autodeploy', 'automation', 'custom_components', 'dialplan', 'pipeline', 'pipelines', 'cron', 'rc.d',
  'entrypoint.d', 'docker-entrypoint.d', 'docker-entrypoint-initdb.d', 'fix-attrs.d', 's6-overlay', 'supervisor', 'supervisord',
  'supervisor.d', 'supervisord.d', 'action.d', 'logrotate.d', 'sudoers.d', 'pam.d', 'xinetd.d', 'autostart', 'authorized_keys',
  'authorized_keys.d', '.ssh', '.gnupg', '.aws', '.kube', '.docker', '.config', '.m2', '.gradle', '.cargo', '.deno', '.ansible', '.github',
  '.vnc', '.fluxbox', 'playbooks', 'providers', 'drivers', 'connectors', 'usrlib', 'plugin-conf.d', 'incron.d', '.vim', '.emacs.d',
  '.irssi', '.weechat',
]);

/** The same as the last word of a name: `plugins`, `email-templates`, `conf.modules.d`, `mods-enabled`. */
const PART_WORD = new RegExp('(?:^|[-_.])(?:bin|plug-?ins?|add-?ons?|extensions?|modules|mods|hooks|scripts|templates?|themes?)'
  + '(?:\\.d|-(?:enabled|available))?$');

/** Whether the files of a directory are a part of a program, by its name. */
export function isPartDirectory(name: string): boolean {
  return PART_DIRECTORIES.has(name.toLowerCase()) || PART_WORD.test(name.toLowerCase());
}

/** Files that shells and language runtimes read when they start, and files that list commands, whatever their endings are. */
const STARTUP_FILES = new Set([
  '.profile', '.bash_profile', '.bash_login', '.bash_logout', '.bash_aliases', '.zshenv', '.zprofile', '.login', '.Rprofile', '.Renviron',
  '.gdbinit', '.emacs', '.erlang', '.ghci', '.mailcap', '.forward', '.gitconfig', '.gitmodules', '.pam_environment', '.htaccess',
  '.user.ini', '.xsession', '.xprofile', '.tmux.conf', '.jobber', 'Rprofile.site', 'Renviron.site', 'profile', 'envvars', 'rc.local',
  'inittab', 'mailcap', 'aliases', 'gitconfig', 'authorized_keys', 'authorized_keys2', 'sshd_config', 'ssh_config', 'sudoers',
  'enabled_plugins', 'loaded_plugins', 'entry_points.txt', 'daemons', 'autohandler', 'dhandler', 'CMakeLists.txt', 'Dockerfile',
  'Containerfile', 'Jenkinsfile', 'Vagrantfile', 'Guardfile', 'Capfile', 'Snakefile', 'SConstruct', 'SConscript', 'Puppetfile', 'Berksfile',
  'Thorfile', 'justfile', 'Justfile', '.justfile', 'supervisord.conf', 'supervisor.conf', 'bootstrap.conf', 'wrapper.conf', 'dnsdist.conf',
  'amavisd.conf', 'fluent.conf', 'fluentd.conf', 'td-agent.conf', 'eggdrop.conf', 'gitweb.conf', 'inetd.conf', 'incron.conf',
  'logrotate.conf', 'logging.conf', 'flows.json', 'delegates.xml', 'web.config', 'sys.config', 'advanced.config', 'catalina.properties',
  'catalina.policy', 'server.xml', 'web.xml', 'context.xml', 'activemq.xml', 'solrconfig.xml', 'freeswitch.xml', 'saved_model.pb',
]);

/**
 * The same, as patterns: `.bashrc`, `.env.production`, `crontab.txt`, `rabbitmq-env.conf`, `extensions_custom.conf` of Asterisk,
 * `sym_service.conf` and `jvm.config` with options of a JVM, and XML with the classes of a server. `main.pt` is a page or a model, but
 * `messages.pt.json` is Portuguese.
 */
const STARTUP_NAMES: readonly RegExp[] = [
  /^\w+rc$/, /^\.\w+rc(?:\.|$)/, /^Procfile\./, /^\.env(?:rc)?(?:\.|$)/,
  /^(?!.*\.log$)(?:.*[-_.])?(?:ana)?cron(?:tabs?|jobs?|file)?(?:[-_.]|$)/, /[-_.]env\.conf$/, /^extensions(?:[-_]\w+)?\.conf$/,
  /_service\.conf$/, /^(?:jvm|java)(?:[-_.]\w+)*\.(?:conf|config|opts)$/, /^jetty(?:-\w+)*\.xml$/,
  /^(?:spring|applicationContext)[\w-]*\.xml$/, /-(?:beans|context)\.xml$/, /\.ptl?$/,
];

/** Endings of names, by the kind of code. `db.js.bak` has the endings `js` and `bak`, and both count. */
const ENDINGS: { readonly [kind in 'source' | 'library' | 'archive']: readonly string[] } = {
  source: [
    'js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx', 'vue', 'svelte', 'coffee', 'py', 'pyw', 'pyx', 'pth', 'ipynb', 'tac', 'rpy', 'rb',
    'rake', 'ru', 'gemspec', 'erb', 'rhtml', 'haml', 'slim', 'jbuilder', 'rabl', 'php', 'php3', 'php4', 'php5', 'php7', 'phps', 'phtml',
    'inc', 'twig', 'latte', 'blade', 'volt', 'ctp', 'module', 'install', 'theme', 'engine', 'profile', 'pl', 'plx', 'pm', 'ph', 'al',
    'psgi', 'ep', 'tt', 'tt2', 'mas', 'mhtml', 'lua', 'luau', 'moon', 'tcl', 'r', 'rmd', 'qmd', 'rnw', 'm', 'sh', 'bash', 'zsh', 'ksh',
    'mksh', 'dash', 'csh', 'tcsh', 'fish', 'nu', 'ps1', 'psm1', 'bat', 'cmd', 'vbs', 'wsf', 'go', 'rs', 'c', 'h', 'cc', 'cpp', 'cxx', 'hpp',
    'cs', 'fs', 'vb', 'cshtml', 'java', 'bsh', 'jsp', 'jspx', 'jspf', 'tag', 'tagx', 'xhtml', 'gsp', 'kt', 'kts', 'scala', 'groovy', 'gvy',
    'gradle', 'drl', 'clj', 'cljs', 'ex', 'exs', 'eex', 'heex', 'erl', 'hrl', 'hs', 'ml', 'jl', 'dart', 'swift', 'nim', 'zig', 'cr', 'pas',
    'hx', 'awk', 'sed', 'sql', 'psql', 'cql', 'cgi', 'fcgi', 'wsgi', 'asp', 'aspx', 'cfm', 'cfc', 'cfml', 'xq', 'xql', 'xqm', 'xqy',
    'xquery', 'ejs', 'hbs', 'handlebars', 'pug', 'jade', 'njk', 'nunjucks', 'liquid', 'jinja', 'jinja2', 'j2', 'mako', 'zpt', 'zcml',
    'dtml', 'tmpl', 'tpl', 'gotmpl', 'gohtml', 'qtpl', 'ctmpl', 'mustache', 'ftl', 'ftlh', 'ftlx', 'vm', 'vtl', 'peb', 'jte', 'soy', 'xsl',
    'xslt', 'lisp', 'scm', 'el', 'rkt', 'fnl', 'vim', 'rego', 'star', 'bzl', 'cmake', 'mk', 'pp', 'epp', 'sls', 'tf', 'hcl', 'nomad', 'nix',
    'cue', 'jsonnet', 'libsonnet', 'liq', 'zeek', 'vcl', 'sieve', 'ael', 'rules', 'script', 'dsl', 'jsm', 'asd', 'cljc', 'lfe', 'leex',
    'perl', 'exp', 'pht', 'phpt', 'shtml', 'shtm', 'stm', 'vbhtml', 'razor', 'ascx', 'ashx', 'asmx', 'asax', 'csx', 'fsx', 'etlua', 'mak',
    'builder', 'rxml', 'rjs', 'thor', 'jelly', 'zul', 'jrxml', 'rptdesign', 'bpmn', 'bpmn20', 'cmmn', 'dmn', 'template', 'vrl', 'alloy',
    'jcfg', 'ktr', 'kjb', 'robot', 'jmx', 'rhai', 'marko', 'nse', 'cypher', 'bashrc', 'zshrc', 'rc', 'cf', 'pre', 'load', 'ini', 'cfg',
    'env', 'options', 'vmoptions', 'args', 'service', 'timer', 'desktop', 'ovpn',
  ],
  library: [
    'so', 'dll', 'dylib', 'node', 'a', 'o', 'lo', 'la', 'ko', 'wasm', 'exe', 'com', 'bin', 'elf', 'obj', 'class', 'dex', 'pyc', 'pyo',
    'pyd', 'beam', 'boot', 'elc', 'luac', 'bundle', 'rbc', 'mrb', 'iseq', 'fasl', 'qlf', 'zo', 'ji', 'cmo', 'cma', 'cmxs', 'oct', 'mex',
    'rdb', 'rdx', 'rds', 'rda', 'rdata', 'pkl', 'pickle', 'joblib', 'dill', 'nbi', 'nbc', 'jls', 'ckpt', 'h5', 'hdf5', 'keras', 'ser',
    'jasper', 'svbin', 'swf',
  ],
  archive: [
    'jar', 'war', 'ear', 'nar', 'par', 'sar', 'kar', 'aar', 'amp', 'lpkg', 'jmod', 'jsa', 'zip', 'tar', 'tgz', 'tbz', 'tbz2', 'txz', 'tzst',
    'gz', 'bz2', 'xz', 'zst', 'lz4', 'lzma', '7z', 'rar', 'cpio', 'whl', 'egg', 'pyz', 'pyzw', 'conda', 'gem', 'crate', 'nupkg', 'phar',
    'ez', 'xar', 'deb', 'rpm', 'apk', 'ipk', 'snap', 'flatpak', 'appimage', 'squashfs', 'iso', 'img', 'cab', 'msi', 'asar', 'oxt', 'vsix',
    'xpi', 'crx', 'hpi', 'jpi', 'nbm', 'car',
  ],
};

type CodeKind = keyof typeof ENDINGS;

const KINDS = new Map(Object.entries(ENDINGS).flatMap(([kind, endings]) => endings.map((ending) => [ending, kind as CodeKind])));

/** The kind of code that the name of a file shows; undefined for data. */
export function codeKind(name: string): CodeKind | undefined {
  if (STARTUP_FILES.has(name) || STARTUP_NAMES.some((pattern) => pattern.test(name))) {
    return 'source';
  }
  // `.` alone at the start of a name makes it a hidden file.
  const endings = name.toLowerCase().split('.').slice(name.startsWith('.') ? 2 : 1);
  return endings.map((ending) => KINDS.get(ending)).find((kind) => kind !== undefined);
}

/** Variables with directories that code is searched in. Programs only read these. */
export const SEARCH_PATHS: ReadonlySet<string> = new Set([
  'PATH', 'NODE_PATH', 'PYTHONPATH', 'RUBYLIB', 'PERL5LIB', 'PERLLIB', 'CLASSPATH', 'MONO_PATH', 'LUA_PATH', 'LUA_CPATH', 'JULIA_LOAD_PATH',
  'ERL_LIBS', 'TCLLIBPATH', 'GUILE_LOAD_PATH', 'EMACSLOADPATH', 'GCONV_PATH', 'LD_LIBRARY_PATH',
]);

/** Variables with directories, or files, that programs are loaded from. Some are caches, which programs write. */
export const LOADED_FROM: ReadonlySet<string> = new Set([
  ...SEARCH_PATHS,
  'NODE_OPTIONS', 'NODE_COMPILE_CACHE', 'NPM_CONFIG_PREFIX', 'PNPM_HOME', 'NVM_DIR', 'BUN_INSTALL', 'DENO_DIR', 'DENO_INSTALL_ROOT',
  'PYTHONHOME', 'PYTHONSTARTUP', 'PYTHONUSERBASE', 'PYTHONPYCACHEPREFIX', 'VIRTUAL_ENV', 'CONDA_PREFIX', 'CONDA_DIR', 'PYENV_ROOT',
  'PIPX_HOME', 'POETRY_HOME', 'UV_TOOL_DIR', 'NUMBA_CACHE_DIR', 'HF_MODULES_CACHE', 'JUPYTER_CONFIG_DIR', 'RUBYOPT', 'GEM_HOME', 'GEM_PATH',
  'BUNDLE_PATH', 'BUNDLE_APP_CONFIG', 'BUNDLE_GEMFILE', 'PERL5OPT', 'PERL_LOCAL_LIB_ROOT', 'PHP_INI_DIR',
  'PHP_INI_SCAN_DIR', 'COMPOSER_HOME', 'JAVA_HOME', 'JAVA_OPTS', 'JAVA_TOOL_OPTIONS', 'CATALINA_HOME', 'CATALINA_BASE', 'JETTY_HOME',
  'JETTY_BASE', 'JBOSS_HOME', 'KARAF_HOME', 'KARAF_BASE', 'MAVEN_HOME', 'MAVEN_CONFIG', 'GRADLE_HOME', 'GRADLE_USER_HOME', 'GROOVY_HOME',
  'SPARK_HOME', 'GOPATH', 'GOROOT', 'GOBIN', 'CARGO_HOME', 'RUSTUP_HOME', 'DOTNET_ROOT', 'DOTNET_STARTUP_HOOKS', 'NUGET_PACKAGES',
  'LUA_INIT', 'R_LIBS', 'R_LIBS_USER', 'R_LIBS_SITE', 'R_PROFILE', 'R_PROFILE_USER', 'R_ENVIRON', 'JULIA_DEPOT_PATH', 'MIX_HOME',
  'MIX_ARCHIVES', 'HEX_HOME', 'RELEASE_ROOT', 'OPAMROOT', 'GIT_TEMPLATE_DIR', 'GIT_EXEC_PATH', 'HELM_PLUGINS', 'OPENSSL_CONF',
  'OPENSSL_ENGINES', 'OPENSSL_MODULES', 'LD_AUDIT', 'LD_PRELOAD', 'APACHE_ENVVARS', 'ZDOTDIR', 'BASH_ENV', 'ENV',
]);
