import { ImageProgram, install } from '../image-program';

export const DISTROLESS: ImageProgram = {
  image: 'gcr.io/distroless/static-debian12:nonroot',
  program: 'a static program of Go',
  version: '1.24',
  versionCommand: { command: ['/server', 'version'], prefix: 'go' },
  containerfile: `FROM localhost/debian:13 AS build
${install('golang-go')}
COPY <<'EOF' /src/main.go
package main

import ("fmt"; "io"; "net/http"; "os"; "runtime")

func main() {
	if len(os.Args) > 1 && os.Args[1] == "version" {
		fmt.Println(runtime.Version())
		return
	}
	if len(os.Args) > 1 {
		response, err := http.Get(os.Args[1])
		if err != nil {
			panic(err)
		}
		io.Copy(os.Stdout, response.Body)
		return
	}
	http.ListenAndServe(":8080", http.HandlerFunc(func(writer http.ResponseWriter, _ *http.Request) {
		file, err := os.CreateTemp("", "upload")
		if err != nil {
			panic(err)
		}
		fmt.Fprintln(writer, "uid", os.Getuid(), "upload in", file.Name()[:4])
	}))
}
EOF
RUN cd /src && CGO_ENABLED=0 HOME=/tmp go build -o /server main.go && install --directory --mode 1777 /root-of-image/tmp \\
 && mkdir /root-of-image/etc && echo 'nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin' > /root-of-image/etc/passwd && mv /server /root-of-image/
FROM scratch
COPY --from=build /root-of-image /
USER nonroot
ENTRYPOINT ["/server"]
`,
  request: ['/server', 'http://127.0.0.1:8080/'],
  answer: 'uid 65532 upload in /tmp\n',
};
