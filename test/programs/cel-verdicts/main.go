// Verdicts of the CEL of Kubernetes: reads expressions and values as lines of JSON, and writes results as lines of JSON.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"k8s.io/apimachinery/pkg/util/version"
	"k8s.io/apiserver/pkg/cel/environment"
)

type question struct {
	Expression string `json:"expression"`
	Object     any    `json:"object"`
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

func shown(value ref.Val) any {
	switch value.Type() {
	case types.BoolType:
		return value.Value()
	case types.StringType:
		return value.Value()
	case types.IntType, types.UintType, types.DoubleType:
		return fmt.Sprintf("%s(%v)", value.Type().TypeName(), value.Value())
	}
	return value.Type().TypeName()
}

func main() {
	base := environment.MustBaseEnvSet(version.MustParseGeneric(os.Args[1]))
	set, err := base.Extend(environment.VersionedOptions{
		IntroducedVersion: version.MajorMinor(1, 0),
		EnvOptions:        []cel.EnvOption{cel.Variable("object", cel.DynType)},
	})
	if err != nil {
		panic(err)
	}
	env := set.StoredExpressionsEnv()
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
		text, _ := json.Marshal(verdict(env, asked))
		out.Write(append(text, '\n'))
	}
}

func verdict(env *cel.Env, asked question) answer {
	ast, issues := env.Compile(asked.Expression)
	if issues.Err() != nil {
		return answer{Refused: true, Error: strings.SplitN(issues.Err().Error(), "\n", 2)[0]}
	}
	program, err := env.Program(ast, cel.EvalOptions(cel.OptTrackCost), cel.CostLimit(1000000))
	if err != nil {
		return answer{Refused: true, Error: err.Error()}
	}
	value, details, err := program.Eval(map[string]any{"object": decoded(asked.Object)})
	cost := uint64(0)
	if details != nil && details.ActualCost() != nil {
		cost = *details.ActualCost()
	}
	if err != nil {
		return answer{Error: err.Error(), Cost: cost}
	}
	return answer{Value: shown(value), Cost: cost}
}
