// Package jsii stands for that of github.com/aws/jsii-runtime-go where it cannot be downloaded: enough for the compiler to check types.
package jsii

// Bool points to a value, since what is optional is a pointer.
func Bool(value bool) *bool { return &value }

// Number points to a value.
func Number(value float64) *float64 { return &value }

// String points to a value.
func String(value string) *string { return &value }

// Strings points to a list.
func Strings(values ...string) *[]*string {
	pointers := make([]*string, len(values))
	for index, value := range values {
		pointers[index] = String(value)
	}
	return &pointers
}
