/* Stands for the class of that name where Maven Central cannot be reached: enough for javac to check types. */
package javax.annotation;

public @interface Generated {
    String[] value();
    String date() default "";
}
