// Tests of the package as users of Go write them. They are copied into the folder of the example.
package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-hardened/cdk8s-hardened-go/cdk8shardened"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
	"github.com/cdk8s-team/cdk8s-plus-go/cdk8splus28/v2"
)

type object = map[string]any

func newApp(t *testing.T) cdk8s.App {
	t.Helper()
	return cdk8s.NewApp(&cdk8s.AppProps{Outdir: jsii.String(t.TempDir())})
}

func newChart(t *testing.T) (cdk8s.App, cdk8s.Chart) {
	t.Helper()
	app := newApp(t)
	return app, cdk8s.NewChart(app, jsii.String("shop"), &cdk8s.ChartProps{DisableResourceNameHashes: jsii.Bool(true)})
}

func containers(change ...func(*cdk8splus28.ContainerProps)) *[]*cdk8splus28.ContainerProps {
	container := &cdk8splus28.ContainerProps{Image: jsii.String("registry.example.com/shop/web:1.4.2"), PortNumber: jsii.Number(8080)}
	for _, each := range change {
		each(container)
	}
	return &[]*cdk8splus28.ContainerProps{container}
}

// writable makes the root filesystem writable, which is an error.
func writable(container *cdk8splus28.ContainerProps) {
	container.SecurityContext = &cdk8splus28.ContainerSecurityContextProps{ReadOnlyRootFilesystem: jsii.Bool(false)}
}

func newWeb(chart cdk8s.Chart, props *cdk8shardened.HardenedDeploymentProps) cdk8shardened.HardenedDeployment {
	if props.Containers == nil {
		props.Containers = containers()
	}
	return cdk8shardened.NewHardenedDeployment(chart, jsii.String("web"), props)
}

// manifests returns the objects of a chart as plain data.
func manifests(t *testing.T, chart cdk8s.Chart) []object {
	t.Helper()
	text, err := json.Marshal(chart.ToJson())
	if err != nil {
		t.Fatal(err)
	}
	var objects []object
	if err := json.Unmarshal(text, &objects); err != nil {
		t.Fatal(err)
	}
	return objects
}

// at returns a part of an object, by keys and indexes.
func at(value any, path ...any) any {
	for _, key := range path {
		switch part := value.(type) {
		case object:
			value = part[key.(string)]
		case []any:
			value = part[key.(int)]
		default:
			return nil
		}
	}
	return value
}

func podOf(manifest object) any {
	for _, path := range [][]any{{"spec", "jobTemplate", "spec", "template", "spec"}, {"spec", "template", "spec"}, {"spec"}} {
		if pod := at(manifest, path...); pod != nil {
			return pod
		}
	}
	return nil
}

func mustBeHardened(t *testing.T, manifest object) {
	t.Helper()
	pod := podOf(manifest)
	mustEqual(t, at(pod, "securityContext", "seccompProfile", "type"), "RuntimeDefault")
	context := at(pod, "containers", 0, "securityContext")
	mustEqual(t, at(context, "allowPrivilegeEscalation"), false)
	mustEqual(t, at(context, "readOnlyRootFilesystem"), true)
	mustEqual(t, at(context, "capabilities", "drop", 0), "ALL")
}

func mustEqual(t *testing.T, actual any, expected any) {
	t.Helper()
	if actual != expected {
		t.Errorf("got:\n%v\nexpected:\n%v", actual, expected)
	}
}

// panicOf returns the text of the panic of a function, without the name of the class of JavaScript, which jsii writes before some messages.
func panicOf(t *testing.T, function func()) (text string) {
	t.Helper()
	defer func() {
		problem := recover()
		if problem == nil {
			t.Error("there is no panic")
		}
		text = strings.TrimPrefix(fmt.Sprint(problem), "Error: ")
	}()
	function()
	return ""
}
