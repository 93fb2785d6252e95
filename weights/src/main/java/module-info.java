/// Model files: needs nothing but the JDK.
module plimsoll.weights {
    requires static transitive org.jspecify;
}
