import { containerfile, file, http, ImageProgram, install } from '../image-program';

export const RUBY: ImageProgram = {
  image: 'docker.io/library/ruby:3.3',
  program: 'Ruby with Puma',
  version: '3.3',
  versionCommand: { command: ['ruby', '--version'], prefix: 'ruby ' },
  containerfile: containerfile(
    install('ruby', 'puma'),
    'RUN install --directory --mode 1777 /usr/local/bundle',
    'ENV GEM_HOME=/usr/local/bundle BUNDLE_SILENCE_ROOT_WARNING=1 BUNDLE_APP_CONFIG=/usr/local/bundle LANG=C.UTF-8',
    file('/app/config.ru', `require 'fileutils'
require 'tempfile'
run lambda { |env|
  upload = Tempfile.create.path
  cache = File.join(Dir.home, '.cache')
  FileUtils.mkdir_p(cache)
  [200, {}, ["Upload in #{File.dirname(upload)}, cache in #{cache}\\n"]]
}`),
    'WORKDIR /app',
    'CMD ["puma", "--bind", "tcp://127.0.0.1:8080"]',
  ),
  request: http('8080/'),
  answer: 'Upload in /var/tmp, cache in /tmp/.cache\n',
  // All can write /tmp, and it has no sticky bit: as every emptyDir.
  without: 'could not find a temporary directory',
};
