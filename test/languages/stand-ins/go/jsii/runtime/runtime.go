// Package runtime stands for that of github.com/aws/jsii-runtime-go where it cannot be downloaded. It does nothing.
package runtime

import "reflect"

// Member is a property or a method.
type Member interface{ member() }

// MemberProperty is a property.
type MemberProperty struct{ JsiiProperty, GoGetter, GoSetter string }

// MemberMethod is a method.
type MemberMethod struct{ JsiiMethod, GoMethod string }

func (MemberProperty) member() {}
func (MemberMethod) member()   {}

func Load(name, version string, tarball []byte)                                                    {}
func RegisterClass(fqn string, class reflect.Type, members []Member, maker func() interface{})     {}
func RegisterEnum(fqn string, enum reflect.Type, members map[string]interface{})                   {}
func RegisterInterface(fqn string, iface reflect.Type, members []Member, maker func() interface{}) {}
func RegisterStruct(fqn string, strct reflect.Type)                                                {}
func InitJsiiProxy(pointer interface{})                                                            {}
func Create(fqn string, arguments []interface{}, instance interface{})                             {}
func Get(instance interface{}, property string, result interface{})                                {}
func Set(instance interface{}, property string, value interface{})                                 {}
func StaticGet(fqn, property string, result interface{})                                           {}
func StaticSet(fqn, property string, value interface{})                                            {}
func Invoke(instance interface{}, method string, arguments []interface{}, result interface{})      {}
func InvokeVoid(instance interface{}, method string, arguments []interface{})                      {}
func StaticInvoke(fqn, method string, arguments []interface{}, result interface{})                 {}
func StaticInvokeVoid(fqn, method string, arguments []interface{})                                 {}
func ValidateStruct(value interface{}, description func() string) error                            { return nil }
