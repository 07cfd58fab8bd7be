#!/bin/sh
set -e
cd "$FUSEKI_DIR"
exec "$JAVA_HOME/bin/java" $JAVA_OPTIONS -jar "$FUSEKI_JAR"
