/* Stands for the class of that name where Maven Central cannot be reached: enough for javac to check types. */
package com.fasterxml.jackson.databind.node;

public class JsonNodeFactory {
    public static final JsonNodeFactory instance = new JsonNodeFactory();

    public ObjectNode objectNode() {
        throw new UnsupportedOperationException();
    }
}
