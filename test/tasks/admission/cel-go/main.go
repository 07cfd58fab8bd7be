// Evaluates admission policies as an API server does, with cel-go: reads {policies, requests} as JSON, and writes a list of outcomes.
//
// The environment is that of https://github.com/kubernetes/apiserver/blob/master/pkg/cel/environment/base.go for Kubernetes 1.30,
// without the libraries of Kubernetes itself, which no expression may use.
package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"reflect"
	"strings"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"
	"github.com/google/cel-go/ext"
	"github.com/google/cel-go/interpreter"
	"google.golang.org/protobuf/types/known/structpb"
)

// What any value of CEL can be converted to, and what encodes as JSON.
var jsonType = reflect.TypeOf(&structpb.Value{})

// What an API server spends at most on one expression, on a binding, and on the conditions of a policy.
// https://github.com/kubernetes/apiserver/blob/master/pkg/apis/cel/config.go
const perCallLimit = 1000000

type named struct {
	Name       string `json:"name"`
	Expression string `json:"expression"`
}

type validation struct {
	Expression        string `json:"expression"`
	MessageExpression string `json:"messageExpression"`
}

type policy struct {
	MatchConditions []named      `json:"matchConditions"`
	Variables       []named      `json:"variables"`
	Validations     []validation `json:"validations"`
	Mutations       []string     `json:"mutations"`
}

type request struct {
	Policy    int    `json:"policy"`
	Object    any    `json:"object"`
	OldObject any    `json:"oldObject"`
	Operation string `json:"operation"`
	Params    any    `json:"params"`
}

type outcome struct {
	Matches   bool           `json:"matches"`
	Failed    map[int]string `json:"failed"`
	Mutations []any          `json:"mutations,omitempty"`
	Cost      uint64         `json:"cost"`
	// Of the conditions, which have a budget of their own.
	MatchCost uint64 `json:"matchCost"`
	// The most that one expression or variable costs.
	Highest uint64 `json:"highest"`
	Error   string `json:"error,omitempty"`
}

// What an API server charges for functions of strings, for which cel-go has no price: the characters that are read and written.
// https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apiserver/pkg/cel/library/cost.go
type stringCosts struct{}

func (stringCosts) CallCost(function, _ string, args []ref.Val, result ref.Val) *uint64 {
	charge := func(text ref.Val, times float64) *uint64 {
		cost := uint64(0)
		if sized, ok := text.(traits.Sizer); ok {
			cost = uint64(math.Ceil(float64(sized.Size().(types.Int)) * times * common.StringTraversalCostFactor))
		}
		return &cost
	}
	switch function {
	case "lastIndexOf", "indexOf", "substring", "lowerAscii", "upperAscii", "trim":
		return charge(args[0], 1)
	case "split", "replace":
		return charge(args[0], 2)
	case "join":
		return charge(result, 2)
	}
	return nil
}

// The type JSONPatch of mutating policies, as a map.
type patchTypes struct{ *types.Registry }

var patchType = cel.ObjectType("JSONPatch")

func (p patchTypes) FindStructType(name string) (*types.Type, bool) {
	if name == "JSONPatch" {
		return types.NewTypeTypeWithParam(patchType), true
	}
	return p.Registry.FindStructType(name)
}

func (p patchTypes) FindStructFieldType(name, field string) (*types.FieldType, bool) {
	if name != "JSONPatch" {
		return p.Registry.FindStructFieldType(name, field)
	}
	switch field {
	case "op", "path", "from":
		return &types.FieldType{Type: cel.StringType}, true
	case "value":
		return &types.FieldType{Type: cel.DynType}, true
	}
	return nil, false
}

func (p patchTypes) NewValue(name string, fields map[string]ref.Val) ref.Val {
	if name != "JSONPatch" {
		return p.Registry.NewValue(name, fields)
	}
	values := map[ref.Val]ref.Val{}
	for field, value := range fields {
		values[types.String(field)] = value
	}
	return types.NewRefValMap(p.Registry, values)
}

type compiled struct {
	conditions, validations, messages, mutations []cel.Program
	variables                                    map[string]cel.Program
}

func compile(env *cel.Env, text string, result *cel.Type) (cel.Program, *cel.Type, error) {
	ast, issues := env.Compile(text)
	if issues != nil && issues.Err() != nil {
		return nil, nil, fmt.Errorf("%s\n%s", issues.Err(), text)
	}
	if result != nil && !ast.OutputType().IsExactType(result) && !ast.OutputType().IsExactType(cel.DynType) {
		return nil, nil, fmt.Errorf("the result is %s, and not %s: %s", ast.OutputType(), result, text)
	}
	program, err := env.Program(ast, cel.EvalOptions(cel.OptOptimize, cel.OptTrackCost), cel.CostTracking(stringCosts{}), cel.CostLimit(perCallLimit), cel.InterruptCheckFrequency(100))
	return program, ast.OutputType(), err
}

func compilePolicy(p policy) (*compiled, error) {
	registry, err := types.NewRegistry()
	if err != nil {
		return nil, err
	}
	env, err := cel.NewEnv(
		cel.CustomTypeProvider(patchTypes{registry}),
		cel.HomogeneousAggregateLiterals(),
		cel.EagerlyValidateDeclarations(true),
		cel.DefaultUTCTimeZone(true),
		cel.CrossTypeNumericComparisons(true),
		cel.OptionalTypes(),
		ext.Strings(ext.StringsVersion(0)),
		cel.ASTValidators(cel.ValidateDurationLiterals(), cel.ValidateTimestampLiterals(), cel.ValidateRegexLiterals(), cel.ValidateHomogeneousAggregateLiterals()),
		cel.Variable("object", cel.DynType), cel.Variable("oldObject", cel.DynType),
		cel.Variable("request", cel.DynType), cel.Variable("params", cel.DynType),
	)
	if err != nil {
		return nil, err
	}
	result := &compiled{variables: map[string]cel.Program{}}
	add := func(programs *[]cel.Program, text string, resultType *cel.Type) error {
		program, _, err := compile(env, text, resultType)
		*programs = append(*programs, program)
		return err
	}
	// Conditions cannot use variables.
	for _, condition := range p.MatchConditions {
		if err := add(&result.conditions, condition.Expression, cel.BoolType); err != nil {
			return nil, err
		}
	}
	for _, variable := range p.Variables {
		name := "variables." + variable.Name
		program, variableType, err := compile(env, variable.Expression, nil)
		if err != nil {
			return nil, err
		}
		result.variables[name] = program
		if env, err = env.Extend(cel.Variable(name, variableType)); err != nil {
			return nil, err
		}
	}
	for _, each := range p.Validations {
		if err := add(&result.validations, each.Expression, cel.BoolType); err != nil {
			return nil, err
		}
		if err := add(&result.messages, each.MessageExpression, cel.StringType); err != nil {
			return nil, err
		}
	}
	for _, mutation := range p.Mutations {
		if err := add(&result.mutations, mutation, cel.ListType(patchType)); err != nil {
			return nil, err
		}
	}
	return result, nil
}

// Evaluates variables when they are first used, as an API server does, and adds up what everything costs.
type activation struct {
	values map[string]any
	policy *compiled
	spent  uint64
	most   uint64
}

func (a *activation) Parent() interpreter.Activation { return nil }

func (a *activation) ResolveName(name string) (any, bool) {
	if value, found := a.values[name]; found {
		return value, true
	}
	program, found := a.policy.variables[name]
	if !found {
		return nil, false
	}
	value, err := a.run(program)
	if err != nil {
		value = types.WrapErr(fmt.Errorf("%s: %w", name, err))
	}
	a.values[name] = value
	return value, true
}

// Forgets the values of variables.
func (a *activation) forget() {
	for name := range a.policy.variables {
		delete(a.values, name)
	}
}

func (a *activation) run(program cel.Program) (ref.Val, error) {
	value, details, err := program.Eval(a)
	if details != nil && details.ActualCost() != nil {
		cost := *details.ActualCost()
		a.spent += cost
		a.most = max(a.most, cost)
	}
	return value, err
}

func (p *compiled) evaluate(r request) (result outcome) {
	a := &activation{policy: p, values: map[string]any{
		"object": r.Object, "oldObject": r.OldObject, "params": r.Params, "request": map[string]any{"operation": r.Operation},
	}}
	fail := func(err error) outcome {
		result.Error = err.Error()
		return result
	}
	result.Failed = map[int]string{}
	for _, condition := range p.conditions {
		value, err := a.run(condition)
		if err != nil {
			return fail(err)
		}
		if value != types.True {
			return result
		}
	}
	result.Matches = true
	result.MatchCost, a.spent = a.spent, 0
	failed := []int{}
	for index, program := range p.validations {
		value, err := a.run(program)
		if err != nil {
			return fail(fmt.Errorf("validation %d: %w", index, err))
		}
		if value != types.True {
			failed = append(failed, index)
		}
	}
	// An API server evaluates all messages, if needed or not, and all variables once more for them.
	a.forget()
	messages := make([]string, len(p.messages))
	for index, program := range p.messages {
		message, err := a.run(program)
		if err != nil {
			return fail(fmt.Errorf("message %d: %w", index, err))
		}
		messages[index] = message.Value().(string)
	}
	for _, index := range failed {
		result.Failed[index] = messages[index]
	}
	for _, program := range p.mutations {
		a.forget()
		value, err := a.run(program)
		if err != nil {
			return fail(err)
		}
		native, err := value.ConvertToNative(jsonType)
		if err != nil {
			return fail(err)
		}
		result.Mutations = append(result.Mutations, native)
	}
	result.Cost, result.Highest = a.spent, a.most
	return result
}

// Numbers without a fraction are int, as in an object of the API server.
func plain(value any) any {
	switch typed := value.(type) {
	case json.Number:
		if !strings.ContainsAny(typed.String(), ".eE") {
			if number, err := typed.Int64(); err == nil {
				return number
			}
		}
		number, _ := typed.Float64()
		return number
	case map[string]any:
		for key, each := range typed {
			typed[key] = plain(each)
		}
	case []any:
		for index, each := range typed {
			typed[index] = plain(each)
		}
	}
	return value
}

func main() {
	var input struct {
		Policies []policy  `json:"policies"`
		Requests []request `json:"requests"`
	}
	decoder := json.NewDecoder(os.Stdin)
	decoder.UseNumber()
	if err := decoder.Decode(&input); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	policies := []*compiled{}
	for index, each := range input.Policies {
		policy, err := compilePolicy(each)
		if err != nil {
			fmt.Fprintf(os.Stderr, "policy %d does not compile: %s\n", index, err)
			os.Exit(1)
		}
		policies = append(policies, policy)
	}
	outcomes := []outcome{}
	for _, each := range input.Requests {
		each.Object, each.OldObject, each.Params = plain(each.Object), plain(each.OldObject), plain(each.Params)
		outcomes = append(outcomes, policies[each.Policy].evaluate(each))
	}
	if err := json.NewEncoder(os.Stdout).Encode(outcomes); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
