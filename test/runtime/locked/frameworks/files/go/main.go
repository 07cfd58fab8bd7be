package main

import (
	"fmt"
	"net/http"
	"os"
)

func main() {
	http.HandleFunc("/", func(answer http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(answer, "Go answers as %d\n", os.Getuid())
	})
	if len(os.Args) > 1 { // There is no shell, and no client.
		answer, err := http.Get("http://127.0.0.1:8080/")
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		answer.Write(os.Stdout)
		return
	}
	http.ListenAndServe(":8080", nil)
}
