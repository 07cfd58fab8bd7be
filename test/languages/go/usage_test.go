package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-hardened/cdk8s-hardened-go/cdk8shardened"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
	"github.com/cdk8s-team/cdk8s-plus-go/cdk8splus28/v2"
)

// Web is a hardened Deployment with the defaults of a team: Go has no subclasses.
type Web struct {
	cdk8shardened.HardenedDeployment
	Service cdk8splus28.Service
}

func NewWeb(scope constructs.Construct, id string, image string, replicas float64) *Web {
	deployment := cdk8shardened.NewHardenedDeployment(scope, jsii.String(id), &cdk8shardened.HardenedDeploymentProps{
		Replicas:      jsii.Number(replicas),
		Containers:    &[]*cdk8splus28.ContainerProps{{Image: jsii.String(image), PortNumber: jsii.Number(8080), Readiness: cdk8splus28.Probe_FromTcpSocket(nil)}},
		WritablePaths: &[]cdk8shardened.WritablePath{cdk8shardened.WritablePath_FromEmptyDir(jsii.String("/var/cache/web"), nil)},
	})
	service := deployment.ExposeViaService(&cdk8splus28.DeploymentExposeViaServiceOptions{
		Ports: &[]*cdk8splus28.ServicePort{{Port: jsii.Number(80), TargetPort: jsii.Number(8080)}},
	})
	return &Web{deployment, service}
}

func TestComposition(t *testing.T) {
	_, chart := newChart(t)
	web := NewWeb(chart, "web", "registry.example.com/shop/web:1.4.2", 3)
	web.AddWritablePath(cdk8shardened.WritablePath_FromEmptyDir(jsii.String("/run/web"), &cdk8shardened.WritablePathOptions{
		Medium:    cdk8shardened.WritablePathMedium_MEMORY,
		SizeLimit: cdk8s.Size_Mebibytes(jsii.Number(16)),
	}), nil)
	objects := manifests(t, chart)
	mustBeHardened(t, objects[0])
	mustEqual(t, at(objects[0], "spec", "replicas"), 3.0)
	mustEqual(t, len(at(podOf(objects[0]), "containers", 0, "volumeMounts").([]any)), 3)
	mustEqual(t, at(objects[1], "spec", "ports", 0, "targetPort"), 8080.0)
	mustEqual(t, at(objects[1], "metadata", "name"), *web.Service.Name())
}

func TestEveryKind(t *testing.T) {
	kinds := map[string]func(cdk8s.Chart){
		"Deployment": func(chart cdk8s.Chart) {
			cdk8shardened.NewHardenedDeployment(chart, jsii.String("one"), &cdk8shardened.HardenedDeploymentProps{Containers: containers()})
		},
		"DaemonSet": func(chart cdk8s.Chart) {
			cdk8shardened.NewHardenedDaemonSet(chart, jsii.String("one"), &cdk8shardened.HardenedDaemonSetProps{Containers: containers()})
		},
		"Job": func(chart cdk8s.Chart) {
			cdk8shardened.NewHardenedJob(chart, jsii.String("one"), &cdk8shardened.HardenedJobProps{Containers: containers(), BackoffLimit: jsii.Number(2)})
		},
		"CronJob": func(chart cdk8s.Chart) {
			cdk8shardened.NewHardenedCronJob(chart, jsii.String("one"), &cdk8shardened.HardenedCronJobProps{Containers: containers(), Schedule: cdk8s.Cron_Daily()})
		},
		"Pod": func(chart cdk8s.Chart) {
			cdk8shardened.NewHardenedPod(chart, jsii.String("one"), &cdk8shardened.HardenedPodProps{Containers: containers()})
		},
		"StatefulSet": func(chart cdk8s.Chart) {
			cdk8shardened.NewHardenedStatefulSet(chart, jsii.String("one"), &cdk8shardened.HardenedStatefulSetProps{
				Containers: containers(),
				Service:    cdk8splus28.NewService(chart, jsii.String("service"), &cdk8splus28.ServiceProps{Ports: &[]*cdk8splus28.ServicePort{{Port: jsii.Number(80)}}}),
			})
		},
	}
	for kind, add := range kinds {
		t.Run(kind, func(t *testing.T) {
			_, chart := newChart(t)
			add(chart)
			for _, object := range manifests(t, chart) {
				if object["kind"] == kind {
					mustBeHardened(t, object)
					return
				}
			}
			t.Errorf("there is no %s", kind)
		})
	}
}

func TestEnumsAndStructsWithManyMembers(t *testing.T) {
	app, chart := newChart(t)
	cdk8shardened.Hardening_Of(app).SetDefaults(&cdk8shardened.HardeningDefaults{
		Platform:          cdk8shardened.Platform_OPENSHIFT,
		KubernetesVersion: jsii.String("1.30"),
		Now:               jsii.Time(time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)),
	}, nil)
	newWeb(chart, &cdk8shardened.HardenedDeploymentProps{
		Isolate:                jsii.Bool(true),
		EphemeralStorageLimits: jsii.Bool(false),
		Waivers: &[]*cdk8shardened.Waiver{{
			Controls:   jsii.Strings("image-digest"),
			Containers: jsii.Strings("main"),
			Allow:      jsii.Strings("registry.example.com/shop/web:1.4.2"),
			Reason:     jsii.String("the tag is immutable here"),
			Ticket:     jsii.String("SHOP-17"),
			Owner:      jsii.String("shop"),
			Expires:    jsii.String("2099-12-31"),
		}},
	})
	for _, object := range manifests(t, chart) {
		if object["kind"] == "Deployment" {
			mustEqual(t, at(podOf(object), "securityContext", "runAsUser"), nil)
		}
	}
}

func TestMapsAndRunAs(t *testing.T) {
	_, chart := newChart(t)
	newWeb(chart, &cdk8shardened.HardenedDeploymentProps{
		RunAs: cdk8shardened.RunAs_User(jsii.Number(20001), jsii.Number(20002)),
		ContainerSettings: &map[string]*cdk8shardened.ContainerSettings{
			"main": {RunAs: cdk8shardened.RunAs_User(jsii.Number(20003), nil)},
		},
	})
	pod := podOf(manifests(t, chart)[0])
	mustEqual(t, at(pod, "securityContext", "runAsUser"), 20001.0)
	mustEqual(t, at(pod, "securityContext", "fsGroup"), 20002.0)
	mustEqual(t, at(pod, "containers", 0, "securityContext", "runAsUser"), 20003.0)
}

// names fails a synthesis by a callback from the jsii kernel.
type names struct {
	scope constructs.Construct
}

func (validation *names) Validate() *[]*string {
	return jsii.Strings("the team wants another name for " + *validation.scope.Node().Id())
}

func TestCallbacks(t *testing.T) {
	app, chart := newChart(t)
	newWeb(chart, &cdk8shardened.HardenedDeploymentProps{})
	chart.Node().AddValidation(&names{chart})
	text := panicOf(t, func() { app.Synth() })
	if !strings.Contains(text, "the team wants another name for shop") {
		t.Error(text)
	}
}

func TestInclude(t *testing.T) {
	app, chart := newChart(t)
	file := filepath.Join(t.TempDir(), "agent.yaml")
	manifest := "apiVersion: v1\nkind: Pod\nmetadata: { name: agent }\nspec: { containers: [{ name: main, image: 'a:1' }] }\n"
	if err := os.WriteFile(file, []byte(manifest), 0o600); err != nil {
		t.Fatal(err)
	}
	cdk8s.NewInclude(chart, jsii.String("agent"), &cdk8s.IncludeProps{Url: jsii.String(file)})
	applyHardened(app)
	mustBeHardened(t, manifests(t, chart)[0])
}

func applyHardened(app cdk8s.App) {
	cdk8shardened.Hardening_Of(app).Apply(&cdk8shardened.ApplyOptions{
		Profile: cdk8shardened.HardeningProfile_HARDENED,
		RunAs:   cdk8shardened.RunAs_User(jsii.Number(65532), nil),
	})
}

func TestHelm(t *testing.T) {
	app, chart := newChart(t)
	cdk8s.NewHelm(chart, jsii.String("web"), &cdk8s.HelmProps{
		Chart:          jsii.String(os.Getenv("HELM_CHART")),
		HelmExecutable: jsii.String(os.Getenv("HELM")),
	})
	applyHardened(app)
	workloads := 0
	for _, object := range manifests(t, chart) {
		switch object["kind"] {
		case "Deployment", "Job", "Pod", "StatefulSet":
			mustBeHardened(t, object)
			workloads++
		}
	}
	if workloads == 0 {
		t.Error("the chart has no workload")
	}
}

func TestReport(t *testing.T) {
	app, chart := newChart(t)
	newWeb(chart, &cdk8shardened.HardenedDeploymentProps{Containers: containers(writable)})
	for _, finding := range *cdk8shardened.Hardening_Of(app).Report(nil).Findings() {
		if *finding.Control == "read-only-root-filesystem" {
			mustEqual(t, finding.Severity, cdk8shardened.FindingSeverity_ERROR)
			mustEqual(t, *finding.Remedy,
				"remove `ReadOnlyRootFilesystem: jsii.Bool(false)`, and declare the paths that the application writes as `WritablePaths`")
			return
		}
	}
	t.Error("the finding is missing")
}
