/**
 * A server on loopback that plays the authorization, token, revocation and identity endpoints of
 * services, each in its own dialect. Start at {@link dev.patchbay.testkit.sandbox.Sandbox}.
 *
 * <p>For tests and demos only. Uses core's values and definitions, never its engine.
 */
@NullMarked
package dev.patchbay.testkit.sandbox;

import org.jspecify.annotations.NullMarked;
