// Verdicts of the CEL of Kubernetes: reads expressions and values as lines of JSON, and writes results as lines of JSON.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strings"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"
	"k8s.io/apimachinery/pkg/util/version"
	"k8s.io/apiserver/pkg/cel/environment"
)

type question struct {
	Expression string         `json:"expression"`
	Variables  map[string]any `json:"variables"`
}

type answer struct {
	Value any    `json:"value,omitempty"`
	Error string `json:"error,omitempty"`
	// The expression does not compile.
	Refused bool   `json:"refused,omitempty"`
	Cost    uint64 `json:"cost,omitempty"`
}

// Integers as the API server decodes them from JSON.
func decoded(value any) any {
	switch typed := value.(type) {
	case json.Number:
		if number, err := typed.Int64(); err == nil {
			return number
		}
		number, _ := typed.Float64()
		return number
	case map[string]any:
		for key, inner := range typed {
			typed[key] = decoded(inner)
		}
	case []any:
		for index, inner := range typed {
			typed[index] = decoded(inner)
		}
	}
	return value
}

// A value with its type, so that two that print the same are not the same.
func shown(value ref.Val) any {
	switch typed := value.(type) {
	case types.Bool:
		return value.Value()
	case types.String:
		return value.Value()
	case types.Int, types.Uint, types.Double:
		return fmt.Sprintf("%s(%v)", value.Type().TypeName(), value.Value())
	case types.Bytes:
		return fmt.Sprintf("bytes(%x)", []byte(typed))
	case types.Duration, types.Timestamp:
		return fmt.Sprintf("%s(%v)", value.Type().TypeName(), value.ConvertToType(types.StringType).Value())
	case traits.Lister:
		list := []any{}
		for items := typed.Iterator(); items.HasNext() == types.True; {
			list = append(list, shown(items.Next()))
		}
		return list
	case traits.Mapper:
		entries := map[string]any{}
		for keys := typed.Iterator(); keys.HasNext() == types.True; {
			key := keys.Next()
			entries[fmt.Sprint(shown(key))] = shown(typed.Get(key))
		}
		return entries
	}
	return value.Type().TypeName()
}

func main() {
	base := baseOf(version.MustParseGeneric(os.Args[1]))
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 64<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		decoder := json.NewDecoder(strings.NewReader(lines.Text()))
		decoder.UseNumber()
		var asked question
		if err := decoder.Decode(&asked); err != nil {
			panic(err)
		}
		text, _ := json.Marshal(verdict(base, asked))
		out.Write(append(text, '\n'))
	}
}

// Some versions take a second argument: whether libraries cost what they need.
func baseOf(version *version.Version) *environment.EnvSet {
	function := reflect.ValueOf(environment.MustBaseEnvSet)
	args := []reflect.Value{reflect.ValueOf(version)}
	if function.Type().NumIn() == 2 {
		args = append(args, reflect.ValueOf(true))
	}
	return function.Call(args)[0].Interface().(*environment.EnvSet)
}

var envs = map[string]*cel.Env{}

func envOf(base *environment.EnvSet, variables map[string]any) *cel.Env {
	names := []string{}
	for name := range variables {
		names = append(names, name)
	}
	sort.Strings(names)
	key := strings.Join(names, " ")
	if env, found := envs[key]; found {
		return env
	}
	options := []cel.EnvOption{}
	for _, name := range names {
		options = append(options, cel.Variable(name, cel.DynType))
	}
	set, err := base.Extend(environment.VersionedOptions{IntroducedVersion: version.MajorMinor(1, 0), EnvOptions: options})
	if err != nil {
		panic(err)
	}
	envs[key] = set.StoredExpressionsEnv()
	return envs[key]
}

func verdict(base *environment.EnvSet, asked question) answer {
	env := envOf(base, asked.Variables)
	ast, issues := env.Compile(asked.Expression)
	if issues.Err() != nil {
		return answer{Refused: true, Error: strings.SplitN(issues.Err().Error(), "\n", 2)[0]}
	}
	program, err := env.Program(ast, cel.EvalOptions(cel.OptTrackCost), cel.CostLimit(1000000))
	if err != nil {
		return answer{Refused: true, Error: err.Error()}
	}
	value, details, err := program.Eval(decoded(asked.Variables))
	cost := uint64(0)
	if details != nil && details.ActualCost() != nil {
		cost = *details.ActualCost()
	}
	if err != nil {
		return answer{Error: err.Error(), Cost: cost}
	}
	return answer{Value: shown(value), Cost: cost}
}
