/// OAuth 2: how a program gets a token because a person says so in a browser (RFC 8628, RFC 6749).
@NullMarked
package plimsoll.web.oauth;

import org.jspecify.annotations.NullMarked;
