/**
 * Sends one HTTP request and reads one answer: whole, under a total deadline and a size limit, or
 * as a stream, under a deadline for each wait and a total time.
 *
 * <p>For the engine; not exported. The only package that touches HttpClient, and it hands out none
 * of its types. May use {@code http}.
 *
 * <p>What HttpClient does beside that is off: retries, redirects, cookies, authentication,
 * decompression, connection reuse, wire logs.
 */
@NullMarked
package dev.patchbay.internal.http;

import org.jspecify.annotations.NullMarked;
