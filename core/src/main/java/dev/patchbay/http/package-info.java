/**
 * Talking HTTP to a service: a request, a reply, a read-only view of JSON, and the client that
 * sends.
 *
 * <p>For providers and applications. May use {@code model} and {@code error}. Nothing of the HTTP
 * or JSON library beneath shows.
 */
@NullMarked
package dev.patchbay.http;

import org.jspecify.annotations.NullMarked;
