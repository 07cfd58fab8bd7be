import { containerfile, directories, file, http, ImageProgram, install } from '../image-program';

export const GOLANG: ImageProgram = {
  image: 'docker.io/library/golang:1.24',
  program: 'Go',
  version: '1.24',
  versionCommand: { command: ['go', 'version'], prefix: 'go version go' },
  containerfile: containerfile(
    install('golang-go'),
    directories('root:root', '1777', '/go', '/go/src', '/go/bin'),
    'ENV GOPATH=/go GOTOOLCHAIN=local CGO_ENABLED=0 PATH=/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    'WORKDIR /go',
    file('/app/go.mod', 'module example.com/hello\ngo 1.24'),
    file('/app/main.go', 'package main\nfunc main() { print("built\\n") }'),
    'CMD ["bash"]',
  ),
  // A build at the start, as tests and tools of development do it.
  container: { command: ['sh', '-c', 'go install -C /app . && hello 2> /tmp/index.html && exec busybox httpd -f -p 8080 -h /tmp'] },
  request: http('8080/'),
  answer: 'built\n',
  without: 'failed to initialize build cache at /.cache/go-build: mkdir /.cache: read-only file system',
};
