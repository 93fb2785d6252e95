/// HTTP, before any protocol is spoken on it: requests and responses as values, routes, ranges, refusals. The only room
/// that knows Jetty.
@NullMarked
package plimsoll.web.http;

import org.jspecify.annotations.NullMarked;
