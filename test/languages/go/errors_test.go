package main

import (
	"strings"
	"testing"

	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-hardened/cdk8s-hardened-go/cdk8shardened"
	"github.com/cdk8s-team/cdk8s-plus-go/cdk8splus28/v2"
)

// The compiler refuses misspelled options and values of a wrong type. These are mistakes that it does not see.

func TestAnUnsafeSettingArrivesAsAWhole(t *testing.T) {
	app, chart := newChart(t)
	newWeb(chart, &cdk8shardened.HardenedDeploymentProps{Containers: containers(writable)})
	mustEqual(t, panicOf(t, func() { app.Synth() }), strings.Join([]string{
		"1 validation error in 1 construct: shop/web",
		"",
		"shop/web (Deployment): 1 error",
		"  [shop/web] read-only-root-filesystem: container \"main\": " +
			"spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem is false",
		"      Fix: remove `ReadOnlyRootFilesystem: jsii.Bool(false)`, and declare the paths that the application writes as `WritablePaths`.",
		"      Or waive it: &cdk8shardened.Waiver{Control: jsii.String(\"read-only-root-filesystem\"), " +
			"Containers: jsii.Strings(\"main\"), Reason: jsii.String(\"\")}",
	}, "\n"))
}

func TestMistakes(t *testing.T) {
	mistakes := []struct {
		name     string
		props    func() *cdk8shardened.HardenedDeploymentProps
		expected string
	}{
		{"a missing reason", func() *cdk8shardened.HardenedDeploymentProps {
			return &cdk8shardened.HardenedDeploymentProps{Waivers: &[]*cdk8shardened.Waiver{{Control: jsii.String("privileged")}}}
		}, `Field *string.Reason is required, but has nil value`},
		{"a short reason", func() *cdk8shardened.HardenedDeploymentProps {
			return &cdk8shardened.HardenedDeploymentProps{Waivers: &[]*cdk8shardened.Waiver{{Control: jsii.String("privileged"), Reason: jsii.String("x")}}}
		}, `[shop/web] waiver of "privileged": reason "x" is too short: explain in at least 3 words why you accept the risk`},
		{"an unknown control", func() *cdk8shardened.HardenedDeploymentProps {
			return &cdk8shardened.HardenedDeploymentProps{Waivers: &[]*cdk8shardened.Waiver{{Control: jsii.String("priviliged"), Reason: jsii.String("the agent needs it")}}}
		}, `[shop/web] unknown control "priviliged": did you mean "privileged"?`},
		{"ids of a container", func() *cdk8shardened.HardenedDeploymentProps {
			return &cdk8shardened.HardenedDeploymentProps{ContainerSettings: &map[string]*cdk8shardened.ContainerSettings{
				"main": {RunAs: cdk8shardened.RunAs_PlatformAssigned()},
			}}
		}, "[shop/web] ContainerSettings.main.RunAs must set ids: use cdk8shardened.RunAs_User(...) or cdk8shardened.RunAs_Unique(nil)"},
		{"root", func() *cdk8shardened.HardenedDeploymentProps {
			return &cdk8shardened.HardenedDeploymentProps{RunAs: cdk8shardened.RunAs_RootInUserNamespace(nil), UserNamespace: jsii.Bool(false)}
		}, "[shop/web] `RunAs` is root, which needs a user namespace, and `UserNamespace` is false: leave `UserNamespace` out, or use another `RunAs`"},
		{"uid 0", func() *cdk8shardened.HardenedDeploymentProps {
			return &cdk8shardened.HardenedDeploymentProps{RunAs: cdk8shardened.RunAs_User(jsii.Number(0), nil)}
		}, "uid 0 is root: use the uid that the image is made for, or cdk8shardened.RunAs_NonRoot()"},
		{"a relative path", func() *cdk8shardened.HardenedDeploymentProps {
			return &cdk8shardened.HardenedDeploymentProps{WritablePaths: &[]cdk8shardened.WritablePath{
				cdk8shardened.WritablePath_FromEmptyDir(jsii.String("cache"), nil),
			}}
		}, `writable path "cache" is relative: use an absolute path such as "/cache"`},
	}
	for _, mistake := range mistakes {
		t.Run(mistake.name, func(t *testing.T) {
			_, chart := newChart(t)
			text := panicOf(t, func() { newWeb(chart, mistake.props()) })
			mustEqual(t, strings.Split(text, "\n")[0], mistake.expected)
		})
	}
}

func TestMistakesThatTheSynthesisFinds(t *testing.T) {
	mistakes := map[string]struct {
		props    *cdk8shardened.HardenedDeploymentProps
		expected string
	}{
		"an unknown container": {&cdk8shardened.HardenedDeploymentProps{
			ContainerSettings: &map[string]*cdk8shardened.ContainerSettings{"sidecar": {RunAs: cdk8shardened.RunAs_User(jsii.Number(20001), nil)}},
		}, `[shop/web] unknown-container: ContainerSettings references unknown container "sidecar"`},
		"an expired waiver": {&cdk8shardened.HardenedDeploymentProps{
			Containers: containers(writable),
			Waivers: &[]*cdk8shardened.Waiver{{
				Control:    jsii.String("read-only-root-filesystem"),
				Containers: jsii.Strings("main"),
				Reason:     jsii.String("it writes its own files"),
				Expires:    jsii.String("2020-01-31"),
			}},
		}, `waiver-expired: waiver of "read-only-root-filesystem" expired at the end of 2020-01-31 (UTC)`},
	}
	for name, mistake := range mistakes {
		t.Run(name, func(t *testing.T) {
			app, chart := newChart(t)
			newWeb(chart, mistake.props)
			text := panicOf(t, func() { app.Synth() })
			if !strings.HasSuffix(strings.Split(text, "\n")[0], "in 1 construct: shop/web") || !strings.Contains(text, mistake.expected) {
				t.Error(text)
			}
		})
	}
}

func TestTheGateSuggestsWaivers(t *testing.T) {
	app, chart := newChart(t)
	cdk8splus28.NewDeployment(chart, jsii.String("agent"), &cdk8splus28.DeploymentProps{Containers: containers()})
	cdk8shardened.Hardening_Of(app).Enforce(&cdk8shardened.EnforceOptions{Profile: cdk8shardened.HardeningProfile_PSS_RESTRICTED})
	text := panicOf(t, func() { app.Synth() })
	if !strings.Contains(text, "Or waive it: cdk8shardened.Hardening_Of(chart).AddWaiver(&cdk8shardened.ScopedWaiver{") {
		t.Error(text)
	}
}
