/**
 * The contract kit for providers: what every integration has to keep, proved against the sandbox;
 * and a host for the tests of what is a provider's own.
 *
 * <p>For the tests of whoever writes a provider. Depends on {@code dev.patchbay.testkit.sandbox}
 * and on what core shows to everybody.
 */
@NullMarked
package dev.patchbay.testkit.providers;

import org.jspecify.annotations.NullMarked;
