/** A token endpoint on loopback with strict rotation of refresh tokens. */
@NullMarked
package dev.patchbay.benchmarks.service;

import org.jspecify.annotations.NullMarked;
