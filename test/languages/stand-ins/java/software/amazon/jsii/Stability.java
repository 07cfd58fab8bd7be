/* Stands for the class of that name where Maven Central cannot be reached: enough for javac to check types. */
package software.amazon.jsii;

public @interface Stability {
    enum Level { Stable, Experimental, Deprecated, External }

    Level value();
}
