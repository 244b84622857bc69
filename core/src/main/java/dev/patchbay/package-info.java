/**
 * Where applications start: {@link dev.patchbay.Integrations}, the session and connection managers,
 * and {@link dev.patchbay.IntegrationsModule} for hosts with Guice.
 *
 * <p>The only package that uses Guice. May use every other one.
 */
@NullMarked
package dev.patchbay;

import org.jspecify.annotations.NullMarked;
