/* Stands for the class of that name where Maven Central cannot be reached: enough for javac to check types. */
package org.jetbrains.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface NotNull {
}
