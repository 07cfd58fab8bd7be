// Serves the files of a folder, takes new ones, and counts requests in a database file.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

type settings struct {
	Port     int
	Database string
	Root     string
}

func main() {
	var own settings
	text, err := os.ReadFile(strings.TrimPrefix(os.Args[1], "--config="))
	if err != nil {
		log.Fatal(err)
	}
	if err := json.Unmarshal(text, &own); err != nil {
		log.Fatal(err)
	}
	database, err := os.OpenFile(own.Database, os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o640)
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/", func(answer http.ResponseWriter, request *http.Request) {
		name := filepath.Join(own.Root, filepath.Clean("/"+request.URL.Path))
		fmt.Fprintln(database, request.Method, name)
		if request.Method == "POST" {
			body, err := io.ReadAll(request.Body)
			if err == nil {
				err = os.WriteFile(name, body, 0o640)
			}
			if err != nil {
				http.Error(answer, err.Error(), 500)
			}
			return
		}
		if request.URL.Path != "/" {
			http.ServeFile(answer, request, name)
			return
		}
		entries, err := os.ReadDir(own.Root)
		fmt.Fprintln(answer, "files answer", len(entries), err)
	})
	log.Fatal(http.ListenAndServe(fmt.Sprintf(":%d", own.Port), nil))
}
