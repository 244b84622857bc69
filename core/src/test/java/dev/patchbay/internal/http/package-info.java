/** Tests of the HTTP engine, and the socket-level server that they and others need. */
@NullMarked
package dev.patchbay.internal.http;

import org.jspecify.annotations.NullMarked;
