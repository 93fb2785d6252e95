/// What is true: needs nothing but the JDK.
module plimsoll.domain {
    requires static transitive org.jspecify;
}
