/** Tests of what talks HTTP to a service. */
@NullMarked
package dev.patchbay.http;

import org.jspecify.annotations.NullMarked;
